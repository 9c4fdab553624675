"""What every request passes before a page is made."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from organizations.contention import is_contention
from showcase.views.errors import bad_request, busy


class RefuseUnreadableMiddleware:
    """Answer 400 to addresses no page can mean: NUL bytes, which PostgreSQL cannot even be asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "").lower()
        if "\0" in request.path or "%00" in asked or "\0" in asked:
            return bad_request(request)
        return self.get_response(request)


class SayBusyMiddleware:
    """Answer 503 where somebody else was writing for too long; what was sent is not stored, and can be sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django with what a view raised."""
        return busy(request) if is_contention(exception) else None
