"""How a reader wants the pages set: standard, or 长辈版 (large type, strong contrast, one column).

One cookie, one bit: the address stays the same, and no reader is known by it.
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE: Final = "display"
STANDARD, ELDER = "standard", "elder"
DISPLAYS = (STANDARD, ELDER)
ONE_YEAR = 365 * 24 * 60 * 60


def display_of(request: HttpRequest) -> str:
    """The display this reader chose; standard for none or nonsense."""
    chosen = request.COOKIES.get(COOKIE, STANDARD)
    return chosen if chosen in DISPLAYS else STANDARD


def remember_display(response: HttpResponse, display: str) -> None:
    """Keep the choice for a year; the standard needs no cookie. Scripts may not read it."""
    if display == STANDARD:
        response.delete_cookie(COOKIE)
        return
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(COOKIE, display, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=secure)


def way_back(request: HttpRequest) -> str:
    """Where the reader came from, if that is a page of this site; else the front page."""
    asked = request.POST.get("next", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else "/"
