"""Everything that is stored, so that one can tell whether it changed."""

from typing import Any

from django.apps import apps

# Written by every sign-in or every visit, whoever comes; that somebody was refused is written down, too.
NOT_DUMPED = {"sessions.session", "organizations.securityevent", "axes.accessattempt"}


def everything_stored() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours, as the database has it now."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in NOT_DUMPED and not model._meta.proxy
    }
