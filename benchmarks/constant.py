"""The measure of ``benchmarks.serving``: a response that Django makes of nothing, under every middleware of ours.

An application for gunicorn; ``CONSTANT`` names the file whose bytes it answers with.
"""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = Path(os.environ["CONSTANT"]).read_bytes()


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


urlpatterns = [path("constant/", constant)]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
