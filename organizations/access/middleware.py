"""What a request for the staff site passes: the network it comes from, the clock, the second factor."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from organizations.access import sessions
from organizations.access.addresses import client_address, is_within, read_address
from organizations.access.second_factor import has_second_factor, needs_second_factor
from organizations.security_events import tell

Answer = Callable[[HttpRequest], HttpResponse]
# Pages outside the admin that also look at who somebody is.
ALSO_FOR_STAFF = {"private_photo"}
OPEN_TO_HALF = {
    "login",
    "logout",
    "jsi18n",
    "sign_in_code",
    "second_factor",
    "confirm_password",
    "password_change",
    "password_change_done",
}
ENDED = {
    sessions.IDLE: "您有一段时间没有操作，已自动退出。请重新登录，再接着做。",
    sessions.ABSOLUTE: "这次登录已满 8 小时，已自动退出。请重新登录。",
}


class Passing:
    """A middleware that only looks, before the view is called."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class OfficeNetworksMiddleware(Passing):
    """With ``ADMIN_NETWORKS`` set, no page of the staff site is shown to anywhere else.

    Stands before the session: whoever is refused costs no query.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.ADMIN_NETWORKS and request.path.startswith(_staff_site()) and not _from_the_office(request):
            tell("address_refused", request)
            # Without the request: nothing of it is looked at again, nor the database asked.
            page = render_to_string("admin/address_refused.html", {"message": _refusal(request)})
            return HttpResponse(page, status=403)
        return self.get_response(request)


class SessionLimitsMiddleware(Passing):
    """Signs out whoever was away too long. Stands after ``AuthenticationMiddleware``."""

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if not _is_for_staff(request) or not request.user.is_authenticated:
            return None
        limit = sessions.limit_reached(request)
        if not limit:
            sessions.note_use(request)
            return None
        tell("session_ended", request, request.user, limit=limit)
        logout(request)
        messages.info(request, ENDED[limit])
        # Where one may not return to: the door itself, and the way out.
        at_the_door = _name(request) in ("login", "logout")
        return None if at_the_door else redirect_to_login(request.get_full_path())


class SecondFactorMiddleware(Passing):
    """Lets nobody work who needs a second factor and has given none in this session."""

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not _is_for_staff(request) or _name(request) in OPEN_TO_HALF:
            return None
        if not request.user.is_authenticated or sessions.has_second_factor(request):
            return None
        if not needs_second_factor(request.user):
            return None
        if has_second_factor(request.user):
            # Enabled elsewhere since: this session knows nothing of it.
            logout(request)
            return redirect_to_login(request.get_full_path())
        return redirect("admin:second_factor")


def _staff_site() -> str:
    return reverse("admin:index")


def _from_the_office(request: HttpRequest) -> bool:
    address = read_address(client_address(request) or "")
    return address is not None and is_within(address, settings.ADMIN_NETWORKS)


def _refusal(request: HttpRequest) -> str:
    return (
        "工作台只能在指定的办公网络里使用。请回到办公网络再登录；"
        f"仍然打不开，请把您的网络地址（{client_address(request) or '未知'}）告诉系统管理员。"
    )


def _name(request: HttpRequest) -> str | None:
    return request.resolver_match.url_name if request.resolver_match else None


def _is_for_staff(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.app_name == "admin" or match.url_name in ALSO_FOR_STAFF)
