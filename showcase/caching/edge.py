"""Kept pages, answered before Django builds a request: one object around the WSGI application.

Only a reader's GET or HEAD of a page that ``addresses.KEPT`` names is answered here. The page is made by
the application for a request of which nothing is left but the address: what else a browser sent can
neither change the page nor be told to the next reader.
"""

import logging
import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from django.conf import settings
from django.db import connection
from django.http import parse_cookie
from django.utils import timezone

from organizations.tracing import LINE_WRITTEN
from showcase.caching.addresses import canonical_query
from showcase.caching.kept import KEPT_PARTS, KeptParts
from showcase.caching.negotiation import best_encoding, has_it
from showcase.caching.pages import Headers, KeptPage, kept_page
from showcase.caching.store import Key, PageStore
from showcase.caching.versions import UNANSWERED, Seen, VersionWatch, source_of
from showcase.display import COOKIE as DISPLAY_COOKIE
from showcase.display import ELDER
from showcase.opening import open_what_is_due

log = logging.getLogger(__name__)

Environ = dict[str, Any]

READING = ("GET", "HEAD")
# All that is left of a request when its page is made.
LEFT = (
    KEPT_PARTS,
    LINE_WRITTEN,
    "SCRIPT_NAME",
    "PATH_INFO",
    "HTTP_HOST",
    "HTTP_X_REQUEST_ID",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "REMOTE_ADDR",
)
# So long, in seconds, a reader waits for a page that somebody else is making, before making it too.
PATIENCE = 3.0
# So long, in seconds, pages are made anew for everybody after what was due could not be opened.
PAUSE = 5.0


class PageCache:
    """Wraps ``application``; ``watch`` knows the content version, ``store`` keeps the pages."""

    def __init__(self, application: WSGIApplication, watch: VersionWatch, store: PageStore) -> None:
        self._application = application
        self._watch = watch
        self._store = store
        self._kept = KeptParts()
        self._opening = Lock()
        self._pause_until = 0.0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        seen = self._version() if environ["REQUEST_METHOD"] in READING else None
        if seen is None:
            return self._lately_or_live(environ, start_response)
        if not _is_for_everybody(environ):
            environ[KEPT_PARTS] = self._kept.as_of(seen.epoch, _origin(environ))
            return self._live(environ, start_response)
        key = _key_of(environ)
        page = self._store.get(seen.epoch, key)
        if page is None:
            environ[KEPT_PARTS] = self._kept.as_of(seen.epoch, _origin(environ))
            # The address as it was typed may be another spelling of a page that is kept.
            query = canonical_query(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
            if query is None:
                return self._live(environ, start_response)
            return self._found_or_made(seen.epoch, (*key[:-1], query), environ, start_response)
        return _answer(page, environ, start_response)

    def _version(self) -> Seen | None:
        """The version to answer from; ``None`` where it is not known, and pages are made anew."""
        try:
            seen = self._watch.look()
            if time.time() < seen.due_at:
                return seen
            return self._watch.look() if self._opened() else None
        except UNANSWERED:
            log.warning("the content version cannot be read; pages are made anew", exc_info=True)
            return None

    def _opened(self) -> bool:
        """Open what the clock has made due, one reader for all; the others are not kept waiting."""
        if time.time() < self._pause_until or not self._opening.acquire(blocking=False):
            return False
        try:
            if open_what_is_due(timezone.now()):
                return True
            self._pause_until = time.time() + PAUSE
            return False
        finally:
            self._opening.release()

    def _found_or_made(self, epoch: int, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        page = self._store.get(epoch, key)
        if page is None and (under_way := self._store.begin(epoch, key)) is not None:
            under_way.wait(PATIENCE)
            page = self._store.get(epoch, key)
            if page is None:
                # It may be no page to keep, or its maker may be slow: nobody waits twice.
                return self._made(epoch, key, environ, start_response)
        elif page is None:
            try:
                return self._made(epoch, key, environ, start_response)
            finally:
                self._store.end(epoch, key)
        return _answer(page, environ, start_response)

    def _made(self, epoch: int, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The page from the application, kept where it may be; anything else is handed on as it comes."""
        told: list[Any] = []

        def note(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            told[:] = [status, headers]
            return lambda data: None

        response = self._application(_bare(environ, key), note)
        status, headers = told
        if not _may_be_kept(status, headers, response):
            start_response(status, _asking_each_time(headers))
            return _without_body(response) if environ["REQUEST_METHOD"] == "HEAD" else response
        page = kept_page(headers, response.content)  # type: ignore[attr-defined]
        response.close()  # type: ignore[attr-defined]
        self._store.put(epoch, key, page)
        return _answer(page, environ, start_response)

    def _lately_or_live(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Where the version is not known: a page that was true a moment ago, else one made anew."""
        lately = self._watch.lately() if environ["REQUEST_METHOD"] in READING and _is_for_everybody(environ) else None
        page = self._store.get(lately.epoch, _key_of(environ)) if lately else None
        return self._live(environ, start_response) if page is None else _answer(page, environ, start_response)

    def _live(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        def asking(status: str, headers: Headers, *exc_info: Any) -> Callable[[bytes], object]:
            return start_response(status, _asking_each_time(headers), *exc_info)

        response = self._application(environ, asking)
        return _without_body(response) if environ["REQUEST_METHOD"] == "HEAD" else response


def page_cache(application: WSGIApplication, limit: int) -> PageCache:
    """``application`` with up to ``limit`` bytes of its pages kept, in this process."""
    return PageCache(application, VersionWatch(source_of(connection)), PageStore(limit))


def _is_for_everybody(environ: Environ) -> bool:
    """Whether the request is any reader's."""
    if "HTTP_HOST" not in environ:
        return False
    return "HTTP_AUTHORIZATION" not in environ and settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")


def _key_of(environ: Environ) -> Key:
    """What of a request makes another page: whom the addresses in it name, the display, the address."""
    cookies = environ.get("HTTP_COOKIE", "")
    elder = DISPLAY_COOKIE in cookies and parse_cookie(cookies).get(DISPLAY_COOKIE) == ELDER
    return (
        _scheme(environ),
        environ["HTTP_HOST"],
        environ.get("SCRIPT_NAME", ""),
        environ["PATH_INFO"],
        ELDER if elder else "",
        environ.get("QUERY_STRING", ""),
    )


def _origin(environ: Environ) -> str:
    """Where whole addresses begin."""
    return f"{_scheme(environ)}://{environ.get('HTTP_HOST', '')}{environ.get('SCRIPT_NAME', '')}"


def _scheme(environ: Environ) -> str:
    """As Django reads it (``HttpRequest.scheme``)."""
    if settings.SECURE_PROXY_SSL_HEADER and settings.SECURE_PROXY_SSL_HEADER[0] in environ:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        return "https" if environ[name].split(",", 1)[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])


def _bare(environ: Environ, key: Key) -> Environ:
    """The request for the page under ``key``, without anything else the browser sent."""
    bare = {name: environ[name] for name in LEFT if name in environ}
    bare |= {name: value for name, value in environ.items() if name.startswith("wsgi.")}
    bare.pop("wsgi.file_wrapper", None)
    scheme, *_, display, query = key
    bare |= {"REQUEST_METHOD": "GET", "QUERY_STRING": query, "wsgi.url_scheme": scheme}
    if settings.SECURE_PROXY_SSL_HEADER and scheme == "https":
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        bare[name] = secure
    if display:
        bare["HTTP_COOKIE"] = f"{DISPLAY_COOKIE}={display}"
    return bare


def _may_be_kept(status: str, headers: Headers, response: Any) -> bool:
    """A whole page for everybody: nothing streamed, no cookie set, nothing that forbids it or varies unseen."""
    if not status.startswith("200") or getattr(response, "streaming", True):
        return False
    told = {name.lower(): value.lower() for name, value in headers}
    if "set-cookie" in told or any(word in told.get("cache-control", "") for word in ("no-store", "private")):
        return False
    varies = {name.strip() for name in told.get("vary", "").split(",") if name.strip()}
    return varies <= {"cookie", "accept-encoding"}


def _answer(page: KeptPage, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    variant = page.variant(best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and has_it(known, page.etags):
        start_response("304 Not Modified", variant.unchanged)
        return ()
    start_response("200 OK", variant.headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else variant.chunks


def _asking_each_time(headers: Headers) -> Headers:
    """What is made anew is not reused unasked either, where the page itself says nothing of it."""
    if any(name.lower() == "cache-control" for name, _ in headers):
        return headers
    return [*headers, ("Cache-Control", "private, no-cache")]


def _without_body(response: Any) -> Iterable[bytes]:
    close = getattr(response, "close", None)
    if close:
        close()
    return ()
