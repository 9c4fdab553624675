"""What staff pass before a page of the admin is made."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

STILL_OPEN = {"password_change", "password_change_done", "logout", "login", "jsi18n"}


class MustChangePasswordMiddleware:
    """Send staff with an initial password to the password page until they have chosen their own.

    Stands after ``AuthenticationMiddleware``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Only the admin is held back: readers' pages never ask who somebody is."""
        match = request.resolver_match
        if match is None or match.app_name != "admin" or match.url_name in STILL_OPEN:
            return None
        if getattr(request.user, "must_change_password", False):
            return redirect("admin:password_change")
        return None
