"""The addresses of pictures before all others, as the site arranges them."""

from django.urls import include, path

from config.urls import urlpatterns as site

urlpatterns = [path("", include("showcase.media_urls")), *site]
