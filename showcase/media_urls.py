"""Addresses of pictures. Included before the admin's own, whose last pattern takes everything under it."""

from django.urls import re_path

from showcase.views import media

# The patterns are the guard: nothing but these names ever reaches storage.
urlpatterns = [
    re_path(
        r"^media/photos/(?P<public_name>[0-9a-f]{32})/(?P<file_name>[1-9][0-9]{0,3}\.(?:webp|jpg))$",
        media.public_photo,
        name="public_photo",
    ),
    re_path(
        r"^admin/photos/(?P<pk>[1-9][0-9]{0,17})/(?P<file_name>(?:original\.jpg|[1-9][0-9]{0,3}\.(?:webp|jpg)))$",
        media.private_photo,
        name="private_photo",
    ),
]
