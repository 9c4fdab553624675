"""The roles as migrations put them there, for whoever comes after a test that flushed them."""

from django.apps import apps

import awards.roles
import organizations.roles
import showcase.roles
from organizations.roles import grant


def restore_roles() -> None:
    """A test with transactions of its own, run before on this worker, flushed what migrations had put there."""
    for app_label, roles in (
        ("organizations", organizations.roles),
        ("awards", awards.roles),
        ("showcase", showcase.roles),
    ):
        grant(apps, app_label, roles.GRANTS)
