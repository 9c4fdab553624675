"""What every request passes before a page is made."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from organizations.contention import is_contention
from showcase.api.answers import ONLY_TLS, error, is_for_machines
from showcase.package.keeping import BeingMade
from showcase.photos.away import StorageAway
from showcase.views.errors import bad_request, busy, method_not_known, package_being_made, storage_away

log = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "POST")
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
PERMISSIONS = ", ".join(f"{power}=()" for power in UNUSED)


class SayPoliciesMiddleware:
    """Tell browsers that no other site may take our answers in, and which powers of the device no page asks for.

    What is for everybody's programs (``Access-Control-Allow-Origin``) may be taken in anywhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        whose = "cross-origin" if "Access-Control-Allow-Origin" in response else "same-origin"
        response.setdefault("Cross-Origin-Resource-Policy", whose)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class RefuseOpenProgramsMiddleware:
    """Where the site is reached over TLS alone, tell a program that asks without it to mend its address.

    Led on in silence, as readers are, it would send everything in the open for ever (ASVS 5.0, 4.1.2).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and is_for_machines(request) and not request.is_secure():
            return error(403, ONLY_TLS)
        return self.get_response(request)


class RefuseUnreadableMiddleware:
    """Answer 400 to addresses no page can mean: NUL bytes, which PostgreSQL cannot even be asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "").lower()
        if "\0" in request.path or "%00" in asked or "\0" in asked:
            return bad_request(request)
        return self.get_response(request)


class RefuseOtherMethodsMiddleware:
    """Answer 405 to methods that no address knows, before anybody is asked who they are.

    Django's views take what is not POST for reading: a PUT would be answered with a form. The API tells
    programs itself what it takes. A refusal that a view leaves empty becomes a page that says what to do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_for_machines(request):
            return self.get_response(request)
        if request.method not in METHODS:
            return method_not_known(request, METHODS)
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return method_not_known(request, response.get("Allow", "").split(", "))
        return response


class SayBusyMiddleware:
    """Answer 503 where somebody else was writing or making a file for too long, or the store of photos is away.

    What was sent is not stored, and can be sent again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django with what a view raised."""
        if isinstance(exception, StorageAway):
            log.error("the photo store does not answer", exc_info=exception)
            return storage_away(request)
        if isinstance(exception, BeingMade):
            return package_being_made(request)
        return busy(request) if is_contention(exception) else None
