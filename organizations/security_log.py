"""Writing the security log: one line in the database and one in the run log for each event.

What belongs to an act is written in the act's own transaction: there is no release without its line, and no
line of a release that was rolled back. What failed is written where nothing is rolled back any more, and goes
to the run log at once.
"""

import hashlib
import json
import logging
from datetime import UTC
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import DatabaseError, transaction
from django.http import HttpRequest

from organizations.choices import SecurityAct
from organizations.models import SecurityEvent, StaffUser
from organizations.models.security import LONGEST_AGENT, LONGEST_NAME, LONGEST_SUBJECT
from organizations.security_events import security_event
from organizations.tracing import address_of, current_request, request_id
from organizations.visible_text import visible, visible_facts

log = logging.getLogger("honours.security")

# Nothing was done, so there is no transaction whose end these have to wait for.
FAILURES = {
    SecurityAct.LOGIN_FAILED,
    SecurityAct.LOCKED,
    SecurityAct.SECOND_FACTOR_FAILED,
    SecurityAct.REAUTHENTICATION_FAILED,
    SecurityAct.REFUSED,
}
# Other names under which modules tell of the same.
OTHER_NAMES = {
    "permission_denied": SecurityAct.REFUSED,
    "address_refused": SecurityAct.REFUSED,
    "backup": SecurityAct.BACKED_UP,
    "restore": SecurityAct.RESTORED,
}
# So many lines a new one names; as many may be written at the same moment without one being overlooked.
COVERED, PREFIX = 8, 24


def record(
    act: str,
    *,
    by: StaffUser | None = None,
    subject: object = "",
    detail: dict[str, Any] | None = None,
    username: str = "",
    request: HttpRequest | None = None,
) -> SecurityEvent:
    """Write one line. ``request``: the current one by default. Raises ``DatabaseError`` where it cannot be kept."""
    request = request or current_request()
    user = by if by is not None and by.pk else None
    line = SecurityEvent(
        act=act,
        user=user,
        username=visible(username or (user.get_username() if user else ""), LONGEST_NAME),
        subject=visible(str(subject), LONGEST_SUBJECT),
        address=visible(address_of(request), 45) if request else "",
        agent=visible(request.META.get("HTTP_USER_AGENT", ""), LONGEST_AGENT) if request else "",
        request_id=str(getattr(request, "id", "")) or request_id(),
        detail=visible_facts(detail or {}),
    )
    latest = SecurityEvent.objects.order_by("-pk").values_list("pk", "digest")[:COVERED]
    line.covers = [[key, digest[:PREFIX]] for key, digest in latest]
    line.digest = digest_of(line)
    line.save(force_insert=True)
    if request is not None:
        request.security_acts = {*acts_told(request), act}  # type: ignore[attr-defined]
    if act in FAILURES:
        _tell(line)
    else:
        transaction.on_commit(lambda: _tell(line))
    return line


def acts_told(request: HttpRequest) -> set[str]:
    """What the log has of ``request`` already: two modules may tell of the same."""
    return getattr(request, "security_acts", set())


def record_failure(act: str, **facts: Any) -> None:
    """Write what somebody was not let do; where the database is away the run log alone has it."""
    try:
        record(act, **facts)
    except DatabaseError:
        told = {"act": act, **{name: str(fact)[:LONGEST_NAME] for name, fact in facts.items() if name != "request"}}
        log.exception("the security log cannot be written", extra={"facts": visible_facts(told)})


def digest_of(line: SecurityEvent) -> str:
    """The checksum of everything that ``line`` says; the same on every database."""
    moment = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [moment, line.act, line.user_id, line.username, line.subject, line.address, line.agent]
    told += [line.request_id, line.detail, line.covers]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _tell(line: SecurityEvent) -> None:
    facts = {
        "event": line.pk,
        "act": line.act,
        "user": line.user_id,
        "username": line.username,
        "subject": line.subject,
        "address": line.address,
        "agent": line.agent,
        "detail": line.detail,
        "digest": line.digest,
    }
    log.log(logging.WARNING if line.act in FAILURES else logging.INFO, "security", extra={"facts": facts})


def on_signed_in(sender: Any, request: HttpRequest | None, user: StaffUser, **_: Any) -> None:
    """Django says: somebody signed in."""
    record(SecurityAct.LOGIN, by=user, request=request)


def on_signed_out(sender: Any, request: HttpRequest | None, user: StaffUser | None, **_: Any) -> None:
    """Django says: somebody signed out; nobody, where the session had ended by itself."""
    if user is not None:
        record(SecurityAct.LOGOUT, by=user, request=request)


def on_sign_in_failed(sender: Any, credentials: dict[str, Any], request: Any = None, **_: Any) -> None:
    """Django says: name and password do not go together. Only the name is kept."""
    typed = str(credentials.get("username", ""))
    record_failure(SecurityAct.LOGIN_FAILED, username=typed, request=request)


def on_security_event(
    sender: Any, event: str, user: Any = None, username: str = "", request: Any = None, **more: Any
) -> None:
    """One of our own modules says that something happened."""
    detail = dict(more.get("detail") or {})
    if event in OTHER_NAMES:
        event, detail = OTHER_NAMES[event], {"event": event, **detail}
    if request is not None and event in acts_told(request):
        return
    if event == SecurityAct.REFUSED and user is None:
        # Whoever is not signed in can ask as often as they like; they shall not fill a table.
        log.warning("security", extra={"facts": {"act": event, "username": username, "detail": visible_facts(detail)}})
        return
    if event not in SecurityAct.values:
        event, detail = SecurityAct.OTHER, {"event": event, **detail}
    subject = detail.pop("subject", "")
    write = record_failure if event in FAILURES else record
    write(event, by=user, username=username, request=request, subject=subject, detail=detail)


def connect() -> None:
    """Start listening; called once, when the application is ready."""
    user_logged_in.connect(on_signed_in, dispatch_uid="security-signed-in")
    user_logged_out.connect(on_signed_out, dispatch_uid="security-signed-out")
    user_login_failed.connect(on_sign_in_failed, dispatch_uid="security-sign-in-failed")
    security_event.connect(on_security_event, dispatch_uid="security-event")
