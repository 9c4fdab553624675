"""Every address of the project."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # Before the admin, which would take /admin/photos/… for one of its own.
    path("", include("showcase.media_urls")),
    path("", include("showcase.preview_urls")),
    path("admin/", admin.site.urls),
    path("", include("showcase.urls")),
]

handler400 = "showcase.views.errors.bad_request"
handler403 = "showcase.views.errors.permission_denied"
handler404 = "showcase.views.errors.page_not_found"
handler500 = "showcase.views.errors.server_error"
