"""How long a session lasts, and what it remembers of how it began.

Times are kept in whole seconds since 1970; ``begin`` writes them wherever a session begins.
"""

import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from organizations.access.addresses import client_address

BEGUN, SEEN, CONFIRMED = "access_begun", "access_seen", "access_confirmed"
SECOND_FACTOR = "access_second_factor"
# Where it began, as its owner is shown it.
ADDRESS, AGENT = "access_address", "access_agent"
# Longer than the log keeps: 微信 names itself after two hundred signs.
LONGEST_AGENT = 400
# Seconds by which the clock may be put back while somebody is at work; more, and they sign in again.
PUT_BACK = 2 * 60
# Noting every page would write to the database for every page.
NOTED_EVERY = 60
# A form that was opened in time may be sent so many times later: what was written for half an hour is not lost.
PATIENCE_WITH_FORMS = 2
IDLE, ABSOLUTE = "idle", "absolute"
READING = ("GET", "HEAD", "OPTIONS")


def begin(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Receiver of ``user_logged_in``: however somebody got in, the session has its limits from its first moment.

    It also knows where it began.
    """
    now = int(time.time())
    place = {ADDRESS: client_address(request) or "", AGENT: request.META.get("HTTP_USER_AGENT", "")[:LONGEST_AGENT]}
    request.session.update({BEGUN: now, SEEN: now, CONFIRMED: now, **place})


def limit_reached(request: HttpRequest) -> str:
    """Which limit the session is past: ``IDLE``, ``ABSOLUTE``, or ``""`` for none.

    A session without its marks is past both: nobody can have begun it here. So is one with marks of a time to
    come: it would outlast every limit where the clock had been ahead when it began.
    """
    now, session = time.time(), request.session
    if max(session.get(BEGUN, 0), session.get(SEEN, 0)) > now + PUT_BACK:
        return ABSOLUTE
    idle = settings.SESSION_IDLE_MINUTES * 60 * (1 if request.method in READING else PATIENCE_WITH_FORMS)
    if now - session.get(BEGUN, 0) > settings.SESSION_COOKIE_AGE:
        return ABSOLUTE
    return IDLE if now - session.get(SEEN, 0) > idle else ""


def note_use(request: HttpRequest) -> None:
    """Remember that the session is in use, once a minute."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) >= NOTED_EVERY:
        request.session[SEEN] = now


def seconds_since_password(request: HttpRequest) -> float:
    """How long ago the password was given in this session."""
    # Whatever the clock did meanwhile: a moment to come is no moment ago.
    return abs(time.time() - request.session.get(CONFIRMED, 0))


def note_password(request: HttpRequest) -> None:
    """The password was given just now."""
    request.session[CONFIRMED] = int(time.time())


def note_second_factor(request: HttpRequest) -> None:
    """A code was given in this session."""
    request.session[SECOND_FACTOR] = True


def has_second_factor(request: HttpRequest) -> bool:
    """Whether a code was given in this session."""
    return bool(request.session.get(SECOND_FACTOR))


def sessions_of(user_key: int) -> Iterator[Session]:
    """Every session of that person that has not run out.

    Staff are few, and what a session holds cannot be asked of the database.
    """
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(user_key):
            yield session


def end_sessions(user_key: int, but: str | None = None) -> int:
    """End every session of that person, except the one named; how many there were."""
    keys = [session.session_key for session in sessions_of(user_key) if session.session_key != but]
    return Session.objects.filter(session_key__in=keys).delete()[0]
