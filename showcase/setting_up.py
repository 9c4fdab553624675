"""What an empty registry needs before anybody can work with it: the district's places and a first administrator."""

import secrets

from django.conf import settings
from django.db import transaction

from organizations.account_changes import note_account_change
from organizations.models import StaffUser
from showcase.sample.loading import PLACES_REASON
from showcase.sample.records import load_missing

REASON = "安装时建立的第一个系统管理员"
# Three kinds of characters, as a password of ours has; what the dice add makes it long enough.
KINDS = "Aa1"


@transaction.atomic
def provide_places() -> int:
    """Enter what was never entered of the district's places; return how many. Raises ``SampleError``."""
    return load_missing(settings.BASE_DIR / "fixtures/changning.json", reason=PLACES_REASON)


@transaction.atomic
def provide_administrator(username: str) -> str:
    """Make ``username`` the first administrator and return the initial password; nothing where there is one.

    It opens the page for a new password and nothing else. Raises ``ValidationError`` where the name cannot be one.
    """
    if StaffUser.objects.filter(is_superuser=True, is_active=True).exists():
        return ""
    password = KINDS + secrets.token_urlsafe(12)
    user = StaffUser(username=username, is_staff=True, is_superuser=True, must_change_password=True)
    user.set_password(password)
    user.full_clean()
    user._change_reason = REASON  # type: ignore[attr-defined]
    user.save()
    note_account_change(user, None, user)
    return password
