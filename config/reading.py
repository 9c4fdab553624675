"""How a request is taken in before anything of ours, or any middleware, sees it."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application


class ReadableRequest(WSGIRequest):
    """Django's own, but a ``charset`` that codes no text (rot13, zip) is as none.

    Django decodes the address with it while nobody catches what it raises: the server would answer for us.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except (LookupError, ValueError):
            self._encoding = None


def django_application() -> WSGIHandler:
    """Django, reading requests in this way."""
    application = get_wsgi_application()
    application.request_class = ReadableRequest
    return application
