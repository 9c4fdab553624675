"""The registry's addresses, and one for each page that is seen only when something fails."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500
from showcase.views import errors

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("errors/400/", errors.bad_request),
    path("errors/403/", errors.permission_denied),
    path("errors/500/", errors.server_error),
    path("errors/503/", errors.busy),
    path("", include("config.urls")),
]
