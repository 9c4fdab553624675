"""A line for each request that the page cache answers by itself, where ``ACCESS_LOG`` asks for it."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from organizations.tracing import HEADER, LINE_WRITTEN, number_for

log = logging.getLogger("honours.access")


class AccessLines:
    """Wraps the page cache; what reached Django has its line from there, which knows the person too."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        written = environ[LINE_WRITTEN] = []
        number = environ["HTTP_X_REQUEST_ID"] = number_for(environ.get("HTTP_X_REQUEST_ID", ""))
        told: list[str] = []

        def noting(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Callable[[bytes], object]:
            told.append(status)
            if all(name != HEADER for name, _ in headers):
                headers = [*headers, (HEADER, number)]
            return start_response(status, headers, *exc_info)

        body = self._application(environ, noting)
        if not written:
            facts = {
                "request": number,
                "method": environ["REQUEST_METHOD"],
                "path": environ["PATH_INFO"].encode("latin-1", "replace").decode("utf-8", "replace"),
                "status": int(told[-1].split(" ", 1)[0]),
                "ms": round((time.perf_counter() - began) * 1000, 2),
                "kept": True,
            }
            log.info("request", extra={"facts": facts})
        return body
