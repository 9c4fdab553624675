"""One bad request, sent to the application as gunicorn hands it on, and what the answer must be like."""

import re
import time
import traceback
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.signals import got_request_exception

from tests.pace import is_within

# Seconds of the processor; a machine with other work to do answers later.
SLOWEST = 2.0
# What Django and Python say for themselves, and no reader should see.
FOREIGN = re.compile(
    rb"Traceback \(most recent call last\)|Exception Type:|DEBUG = True|DisallowedHost|CSRF verification failed"
    rb"|<h1>(?:Bad Request|Not Found|Forbidden|Server Error|Method Not Allowed)|django\.core\.exceptions"
)
CHINESE = re.compile("[一-鿿]{2}")
# Marks of the corpus: written into a page as they came, they would run there.
RUNS = (b"<svg onload=alert(7)>", b"<script>alert(7)")


@dataclass
class BadRequest:
    """What is sent: ``path`` and ``query`` as bytes in their places, headers by their CGI names."""

    method: str = "GET"
    path: bytes = b"/"
    query: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    role: str = "游"
    has_token: bool = True

    def environ(self, session: str) -> dict[str, Any]:
        """The request as the server describes it."""
        cookies = [self.headers.get("HTTP_COOKIE", "")]
        cookies += [f"{settings.SESSION_COOKIE_NAME}={session}"] if session else []
        token = {"HTTP_X_CSRFTOKEN": "t" * 32} if self.has_token else {}
        cookies += [f"{settings.CSRF_COOKIE_NAME}={'t' * 32}"] if self.has_token else []
        environ = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.query.decode("latin-1"),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self.body),
            "wsgi.multithread": True,
            **token,
            **self.headers,
        }
        return {**environ, "HTTP_COOKIE": "; ".join(one for one in cookies if one)}


@dataclass
class Answer:
    """What came back, how long it took, and what was raised inside, if anything."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    raised: str = ""

    def fault(self, request: BadRequest, slowest: float = SLOWEST) -> str:
        """What is wrong with it; nothing where all is well."""
        kind = self.headers.get("Content-Type", "")
        is_refusal = self.status >= 400 and request.method.upper() != "HEAD"
        faults = {
            f"{self.status}\n{self.raised}": self.status >= 500 and self.status != 503,
            "words of the machinery": FOREIGN.search(self.body),
            f"took {self.seconds:.1f} s": not is_within(self.seconds, slowest),
            "writes what was sent into the page as it came": "html" in kind and any(mark in self.body for mark in RUNS),
            "a header of two lines": any("\n" in value or "\r" in value for value in self.headers.values()),
            f"{self.status} without a Chinese word ({kind})": is_refusal and not CHINESE.search(self.text),
        }
        return next((words for words, holds in faults.items() if holds), "")

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


def sent(application: Any, request: BadRequest, session: str = "") -> Answer:
    """The answer of ``application``."""
    raised: list[str] = []
    told: list[Any] = []

    def note(**_: Any) -> None:
        raised.append(traceback.format_exc(limit=-6))

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        told[:] = [int(status.split(maxsplit=1)[0]), dict(headers)]

    got_request_exception.connect(note)
    began = time.process_time()
    try:
        response = application(request.environ(session), start_response)
        body = b"".join(response)
        if hasattr(response, "close"):
            response.close()
    except Exception:
        # Nothing in the application caught it, so the server would have answered in its own words.
        told, body = [500, {}], b""
        raised.append(traceback.format_exc(limit=-6))
    finally:
        got_request_exception.disconnect(note)
    return Answer(*told, body, time.process_time() - began, "".join(raised))


def path_of(address: str) -> tuple[bytes, bytes]:
    """Path and query of an address as it is written in a page."""
    path, _, query = address.partition("?")
    return unquote_to_bytes(path), query.encode()
