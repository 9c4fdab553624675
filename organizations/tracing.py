"""Which request is being answered: its number, where it came from, and one line of it in the run log.

The number comes from nginx where it is well-formed, else it is made here. It is told in the answer, on error
pages, in every line of the log and in the security log, so that one can be found by the other.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from organizations.access.addresses import client_address

log = logging.getLogger("honours.access")

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)
# Where whoever calls Django writes its own lines: a list in the environment, to which ours adds a sign.
LINE_WRITTEN = "honours.line_written"

_current: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)


def current_request() -> HttpRequest | None:
    """The request being answered; ``None`` in a command."""
    return _current.get()


def request_id() -> str:
    """The number of the request being answered; "" outside of one."""
    return str(getattr(_current.get(), "id", ""))


def number_for(given: str) -> str:
    """``given`` where it can be a number of a request, else one of our own."""
    return given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex


def address_of(request: HttpRequest) -> str:
    """Where ``request`` came from; "" where that cannot be known."""
    return client_address(request) or ""


class TraceRequestMiddleware:
    """Number each request that reaches Django, and write one line of it. Stands before all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        number = number_for(request.META.get("HTTP_X_REQUEST_ID", ""))
        request.id = number  # type: ignore[attr-defined]
        token = _current.set(request)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = number
            _write_line(request, response, began)
            return response
        finally:
            _current.reset(token)


def _write_line(request: HttpRequest, response: HttpResponse, began: float) -> None:
    """Method, path without what was asked, status, time, who; nothing that was sent."""
    if LINE_WRITTEN in request.META:
        request.META[LINE_WRITTEN].append(True)
    # Only whom the page itself asked for: a line is worth no query.
    user = getattr(request, "_cached_user", None)
    facts = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.perf_counter() - began) * 1000, 1),
        "user": user.pk if user is not None else None,
    }
    log.info("request", extra={"facts": facts})
