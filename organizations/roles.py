"""The five roles of staff, as Django groups; each app grants what is its own.

A grant is a mapping from role to permission codenames. Migrations call ``grant`` so that a new
installation has the groups before anyone signs in.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.management import create_permissions

CLERK = "街道录入员"
REVIEWER = "区级审核员"
EDITOR = "编辑"
CHIEF_EDITOR = "主编"
AUDITOR = "审计员"
ROLES = (CLERK, REVIEWER, EDITOR, CHIEF_EDITOR, AUDITOR)


def crud(*models: str, acts: str = "view add change delete") -> list[str]:
    """Codenames of the stock permissions: ``crud("organization")`` → view_organization …"""
    return [f"{act}_{model}" for model in models for act in acts.split()]


def grant(apps: Any, app_label: str, table: Mapping[str, Iterable[str]]) -> None:
    """Give each role the named permissions of ``app_label``, as far as ``apps`` has their models yet.

    A migration that brings a model calls this again. Raises ``LookupError`` for a misspelt codename.
    """
    config = installed_apps.get_app_config(app_label)
    misspelt = {codename for codenames in table.values() for codename in codenames} - set(_codenames(config))
    if misspelt:
        raise LookupError(f"{app_label} has no permission {', '.join(sorted(misspelt))}")
    # Permissions are otherwise made only after the last migration.
    create_permissions(config, verbosity=0, apps=apps)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = permission_model.objects.filter(content_type__app_label=app_label)
    for role in ROLES:
        group, _ = group_model.objects.get_or_create(name=role)
        group.permissions.add(*known.filter(codename__in=table.get(role, ())))


def _codenames(config: AppConfig) -> Iterator[str]:
    """Every permission of an application as it is now."""
    for model in config.get_models():
        yield from (get_permission_codename(act, model._meta) for act in model._meta.default_permissions)
        yield from (codename for codename, _ in model._meta.permissions)


VIEW_ALL = crud(
    "subdistrict",
    "neighborhood",
    "organization",
    "organizationname",
    "organizationmerge",
    "sourcedocument",
    acts="view",
)
HISTORY = [f"view_historical{codename.removeprefix('view_')}" for codename in VIEW_ALL]
# Who may restore what lies in it is asked draft by draft.
BIN = "view_discardeddraft"
# Read by those who hold it through a role; a superuser without it does not (docs/decisions/0022).
SECURITY_LOG = "view_securityevent"

GRANTS: dict[str, list[str]] = {
    CLERK: [*VIEW_ALL, BIN, *crud("organization", "organizationname", "sourcedocument", acts="add change")],
    REVIEWER: [
        *VIEW_ALL,
        *HISTORY,
        BIN,
        *crud("organization", "organizationname", "sourcedocument", "neighborhood", acts="add change delete"),
        *crud("organizationmerge", acts="add change"),
        *crud("subdistrict", acts="change"),
    ],
    EDITOR: [*VIEW_ALL, BIN, *crud("sourcedocument", acts="add change")],
    CHIEF_EDITOR: [*VIEW_ALL, *HISTORY, BIN, *crud("sourcedocument", acts="add change delete")],
    AUDITOR: [*VIEW_ALL, *HISTORY, BIN, "view_staffuser", "view_historicalstaffuser", SECURITY_LOG],
}
