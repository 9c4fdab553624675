"""Signing in: the password first, then the code of those who have a second factor, then one is in."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from organizations.access import sessions
from organizations.access.addresses import client_address
from organizations.access.lockout import count_failure, has_to_wait
from organizations.access.second_factor import accepts
from organizations.models import PastPassword, StaffUser

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF_WAY, PREVIOUS = "access_half_way", "access_previous"
# Seconds to fetch the phone; then the password is asked again.
TIME_FOR_CODE = 5 * 60


def sign_in(request: HttpRequest, user: StaffUser, *, with_second_factor: bool = False) -> None:
    """Let ``user`` in, under a new session key, and keep what is shown of the previous visit."""
    previous = {"at": user.last_login.timestamp() if user.last_login else None, "from": user.last_login_address}
    request.session.pop(HALF_WAY, None)
    login(request, user, backend=BACKEND)
    request.session[PREVIOUS] = previous
    StaffUser.objects.filter(pk=user.pk).update(last_login_address=client_address(request))
    if with_second_factor:
        sessions.note_second_factor(request)
    if password_is_too_old(user):
        user.must_change_password = True
        user._change_reason = f"密码已用满 {settings.PASSWORD_MAX_AGE_DAYS} 天"  # type: ignore[attr-defined]
        user.save(update_fields=["must_change_password"])


def password_is_too_old(user: StaffUser) -> bool:
    """Whether ``PASSWORD_MAX_AGE_DAYS`` is set and over since ``user`` chose the password."""
    if not settings.PASSWORD_MAX_AGE_DAYS:
        return False
    latest = PastPassword.objects.filter(user=user).order_by("-chosen_at").values_list("chosen_at", flat=True).first()
    return timezone.now() - (latest or user.date_joined) > timedelta(days=settings.PASSWORD_MAX_AGE_DAYS)


def previous_visit(request: HttpRequest) -> dict[str, Any] | None:
    """When and from where whoever is signed in did so the time before; ``None`` where there was none."""
    kept = request.session.get(PREVIOUS) or {}
    if not kept.get("at"):
        return None
    return {"at": datetime.fromtimestamp(kept["at"], tz=UTC), "address": kept["from"]}


def wait_for_code(request: HttpRequest, user: StaffUser) -> None:
    """The password was right: remember it, under a new session key, until the code has come."""
    request.session.flush()
    request.session[HALF_WAY] = {"user": user.pk, "password": user.get_session_auth_hash(), "at": int(time.time())}


def half_way(request: HttpRequest) -> StaffUser | None:
    """Who gave the right password a moment ago and still owes a code."""
    kept: dict[str, Any] = request.session.get(HALF_WAY) or {}
    if not kept or time.time() - kept["at"] > TIME_FOR_CODE:
        return None
    user = StaffUser.objects.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    return user if user and user.get_session_auth_hash() == kept["password"] else None


def finish(request: HttpRequest, user: StaffUser, code: str) -> bool:
    """Let ``user`` in if ``code`` is right; a wrong one counts like a wrong password."""
    if has_to_wait(request, user.username) or not accepts(request, user, code):
        count_failure(request, user.username)
        return False
    sign_in(request, user, with_second_factor=True)
    return True
