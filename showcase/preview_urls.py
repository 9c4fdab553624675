"""Addresses that only the holder of a link knows; no page of the site leads to one."""

from django.urls import path, re_path

from showcase.views import previews

urlpatterns = [
    path("preview/<str:token>/", previews.preview, name="preview"),
    re_path(
        r"^preview/(?P<token>[^/]+)/photos/(?P<pk>[1-9][0-9]{0,17})"
        r"/(?P<file_name>original\.jpg|[1-9][0-9]{0,3}\.(?:webp|jpg))$",
        previews.preview_photo,
        name="preview_photo",
    ),
]
