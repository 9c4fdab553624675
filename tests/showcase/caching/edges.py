"""A page cache around an application that counts, and readers who ask it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from django.http import HttpResponse

from showcase.caching.edge import PageCache
from showcase.caching.store import PageStore
from showcase.caching.versions import VersionWatch


@dataclass
class Told:
    """What a reader was answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Counting:
    """An application that answers with ``answer`` and remembers each request it was asked."""

    answer: Callable[[dict[str, Any]], HttpResponse]
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ, start_response):
        self.asked.append(dict(environ))
        response = self.answer(environ)
        # Closing it would tell Django that a request has ended, and there was none.
        response.close = lambda: None
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return response


@dataclass
class Row:
    """A content version that a test sets."""

    number: int = 1
    due_at: str | None = None

    def read(self):
        return (self.number, "then", self.due_at)


def cache_around(application, source=None, limit: int = 10_000_000) -> PageCache:
    return PageCache(application, VersionWatch(source or Row()), PageStore(limit))


def ask(application, address: str = "/", method: str = "GET", **headers: str) -> Told:
    """One request as gunicorn hands it on; ``headers`` with underscores, as ``if_none_match``."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(quote(path, safe="/%")).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    told: list[Any] = []
    response = application(environ, lambda status, headers, exc_info=None: told.extend((status, headers)))
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    return Told(int(told[0].split()[0]), dict(told[1]), body)
