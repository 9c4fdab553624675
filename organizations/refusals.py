"""What staff were not let do is written down, after everything of it has been rolled back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from organizations.choices import SecurityAct
from organizations.security_log import acts_told, record_failure


class RefusalsMiddleware:
    """Write each 403 of somebody signed in to the security log. Stands after ``AuthenticationMiddleware``.

    Whoever is not signed in can ask for anything as often as they like: the run log alone has that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_told = SecurityAct.REFUSED in acts_told(request)
        if response.status_code == 403 and not is_told and request.user.is_authenticated:
            detail = {"method": request.method}
            record_failure(SecurityAct.REFUSED, by=request.user, subject=request.path, request=request, detail=detail)
        return response
