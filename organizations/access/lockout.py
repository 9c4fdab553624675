"""Guessing passwords: whoever fails too often waits, and longer each time.

django-axes counts the failures; here is how long one waits for which of them. Whoever waits is told the same words,
with the same status and after the same time as whoever mistyped.
"""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse

from organizations.models import StaffUser
from organizations.security_events import tell

# The column that keeps it is no wider, and NFKC makes eighteen characters of one.
LONGEST_NAME = 255
FIRST_WAIT = timedelta(minutes=1)


@dataclass(frozen=True)
class Scope:
    """What failures are counted by, how many are free, and the longest wait there is."""

    by: tuple[str, ...]
    free: int
    longest: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """How long nothing is let through after that many: a minute, two, four …"""
        if failures < self.free:
            return timedelta()
        return min(self.longest, FIRST_WAIT * 2 ** min(failures - self.free, 16))


# One person at one desk; one account guessed at from many places; one place that tries many accounts, which may be
# an office behind one address. What anybody can bring about from outside ends soon.
ONE_DESK = Scope(("username", "ip_address"), 5, timedelta(hours=1))
ONE_ACCOUNT = Scope(("username",), 20, timedelta(minutes=15))
ONE_ADDRESS = Scope(("ip_address",), 30, timedelta(minutes=15))
SCOPES = (ONE_DESK, ONE_ACCOUNT, ONE_ADDRESS)


def scopes(*asked: Any) -> list[list[str]]:
    """For ``AXES_LOCKOUT_PARAMETERS``."""
    return [list(scope.by) for scope in SCOPES]


def folded_name(name: str) -> str:
    """One name for everything that a person would take for it: width, case, blanks and invisible characters aside."""
    wide = unicodedata.normalize("NFKC", name).casefold()
    # Letters, marks, numbers, punctuation, symbols: no blanks (Z) and nothing invisible (C).
    return "".join(one for one in wide if unicodedata.category(one)[0] not in "ZC")[:LONGEST_NAME]


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """For ``AXES_USERNAME_CALLABLE``: under which name a failure is counted."""
    return folded_name((credentials or {}).get("username") or "")


def same_answer(request: HttpRequest, response: HttpResponse, credentials: Any = None) -> HttpResponse:
    """For ``AXES_LOCKOUT_CALLABLE``: the page that any other failure gets."""
    return response


class EscalatingHandler(AxesDatabaseHandler):
    """Axes' own counting, with a wait of its own for each scope."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        pressed = zip(SCOPES, self.get_user_attempts(request, credentials), strict=True)
        return any(
            _still_waits(scope, attempts, request) and not self._is_spared(scope, request, credentials)
            for scope, attempts in pressed
        )

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """On a scale on which ``ONE_DESK.free`` is where waiting begins, in whatever scope is pressed hardest."""
        pressed = zip(SCOPES, self.get_user_attempts(request, credentials), strict=True)
        return max(_facts(attempts)[0] * ONE_DESK.free // scope.free for scope, attempts in pressed)

    def user_login_failed(self, sender: Any, credentials: dict, request: Any = None, **kwargs: Any) -> None:
        """Count; tell of the failure from which on one has to wait."""
        waited = bool(request is not None and request.axes_locked_out)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is None:
            return
        name = str(credentials.get("username") or "")
        if request.axes_locked_out and not waited:
            tell("locked", request, None, name)

    def reset_user_attempts(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """Whoever gets in is forgiven at that desk; who has one account must not wipe the traces of guessing others."""
        at_this_desk = self.filter_user_attempts(request, credentials)[SCOPES.index(ONE_DESK)]
        return at_this_desk.delete()[0]

    def _is_spared(self, scope: Scope, request: Any, credentials: dict[str, Any] | None) -> bool:
        """Guessing from elsewhere keeps nobody out of the place where they signed in last."""
        if scope is not ONE_ACCOUNT or not request.axes_ip_address:
            return False
        known = StaffUser.objects.filter(last_login_address=request.axes_ip_address)
        return known.filter(username=(credentials or {}).get("username") or "").exists()


class LockoutBackend(AxesStandaloneBackend):
    """The first of ``AUTHENTICATION_BACKENDS``: lets nothing through while somebody has to wait."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """Raises ``PermissionDenied``, as late as a wrong password would be found wrong."""
        if request is None:
            # A command of whoever runs the machine; no address, and nobody guesses there.
            return None
        try:
            return super().authenticate(request, username, password, **kwargs)
        except PermissionDenied:
            StaffUser().set_password(password)
            raise


def has_to_wait(request: HttpRequest, username: str) -> bool:
    """Whether nothing is let through for that account now, from that address; then nothing more is counted."""
    waits = not AxesProxyHandler.is_allowed(request, {"username": username})
    if waits:
        # As axes' own backend tells its handler.
        request.axes_locked_out = True  # type: ignore[attr-defined]
    return waits


def count_failure(request: HttpRequest, username: str) -> None:
    """Count a wrong code like a wrong password; told to everybody who listens to Django's signal."""
    user_login_failed.send(__name__, credentials={"username": username}, request=request)


def forgive(username: str) -> None:
    """Let that account try again at once, from everywhere."""
    AxesProxyHandler.reset_attempts(username=folded_name(username))


def _facts(attempts: QuerySet) -> tuple[int, Any]:
    found = attempts.aggregate(failures=Sum("failures_since_start"), latest=Max("attempt_time"))
    return found["failures"] or 0, found["latest"]


def _still_waits(scope: Scope, attempts: QuerySet, request: Any) -> bool:
    now = request.axes_attempt_time
    # What lies further ahead was counted under a clock that has been put right since.
    failures, latest = _facts(attempts.filter(attempt_time__lte=now + scope.longest))
    return latest is not None and latest + scope.wait_after(failures) > now
