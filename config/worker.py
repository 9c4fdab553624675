"""The gunicorn worker and its log: gunicorn's own, but in the site's words and lines."""

from typing import Any

from csp.utils import build_policy
from django.template.loader import render_to_string
from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from config.log_lines import JsonLines

UNREADABLE = (LimitRequestLine, LimitRequestHeaders, ParseException)


class RegistryWorker(ThreadWorker):
    """Threads of one process. A request line over 8,190 bytes never reaches the application."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer 400 with the designed page where the request itself cannot be read."""
        if not isinstance(exc, UNREADABLE):
            super().handle_error(req, client, addr, exc)
            return
        try:
            write_nonblock(client, unreadable_answer())
        except OSError:
            self.log.debug("the client was gone before it could be told")


class LineLogger(Logger):
    """What gunicorn says of itself, as lines of JSON like all others."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())


def unreadable_answer() -> bytes:
    """The whole answer to a request that no application can be asked, with the policies of every page."""
    body = render_to_string("showcase/errors/400.html").encode()
    headers = {
        "Connection": "close",
        "Cache-Control": "no-store",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Content-Security-Policy": build_policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 400 Bad Request\r\n{head}\r\n".encode() + body
