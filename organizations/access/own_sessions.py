"""Where one is signed in: what the owner of an account sees of its sessions, and ends (ASVS 5.0, 7.5.2).

Keys of sessions are shown to nobody: whoever has one is signed in. A ``handle`` stands for it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from organizations.access import sessions
from organizations.models import StaffUser
from organizations.security_events import tell

# Looked for in this order: Edge also calls itself Chrome, and Chrome Safari.
BROWSERS = {
    "MicroMessenger": "微信",
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "OpenHarmony": "鸿蒙",
    "Android": "安卓手机",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows 电脑",
    "Mac OS": "苹果电脑",
    "Linux": "Linux 电脑",
}


@dataclass(frozen=True)
class OwnSession:
    """One session of an account; ``device`` and ``address`` are as they were when it began."""

    handle: str
    begun: datetime
    seen: datetime
    address: str
    device: str
    is_this: bool


def own_sessions(request: HttpRequest, user: StaffUser) -> list[OwnSession]:
    """Where ``user``, who asks, is signed in: this session first, then the one used last."""
    found = [_told(request, session) for session in sessions.sessions_of(user.pk)]
    return sorted(found, key=lambda one: (not one.is_this, -one.seen.timestamp()))


@transaction.atomic
def end_others(request: HttpRequest, user: StaffUser, handle: str = "") -> int:
    """End the session that ``handle`` stands for, or all of them; never this one. How many were ended."""
    keys = [session.session_key for session in sessions.sessions_of(user.pk)]
    others = set(keys) - {request.session.session_key}
    chosen = [key for key in others if not handle or _handle(key) == handle]
    ended, _ = Session.objects.filter(session_key__in=chosen).delete()
    if ended:
        tell("session_ended", request, user, limit="owner", sessions=ended)
    return ended


def device_of(agent: str) -> str:
    """What a browser says of itself, in words: “Windows 电脑，Edge”; “未知设备” where it says nothing that is known."""
    system = next((words for sign, words in SYSTEMS.items() if sign in agent), "")
    browser = next((words for sign, words in BROWSERS.items() if sign in agent), "")
    return "，".join(filter(None, (system, browser))) or "未知设备"


def _told(request: HttpRequest, session: Session) -> OwnSession:
    kept = session.get_decoded()
    return OwnSession(
        handle=_handle(session.session_key),
        begun=_moment(kept.get(sessions.BEGUN, 0)),
        seen=_moment(kept.get(sessions.SEEN, 0)),
        address=kept.get(sessions.ADDRESS, ""),
        device=device_of(kept.get(sessions.AGENT, "")),
        is_this=session.session_key == request.session.session_key,
    )


def _handle(key: str) -> str:
    return salted_hmac("organizations.own-session", key, algorithm="sha256").hexdigest()[:32]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
