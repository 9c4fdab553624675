"""The gunicorn worker: gunicorn's own, but what it refuses by itself answers in the site's words."""

from typing import Any

from django.template.loader import render_to_string
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

UNREADABLE = (LimitRequestLine, LimitRequestHeaders, ParseException)


class RegistryWorker(ThreadWorker):
    """Threads of one process. A request line over 8,190 bytes never reaches the application."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer 400 with the designed page where the request itself cannot be read."""
        if not isinstance(exc, UNREADABLE):
            super().handle_error(req, client, addr, exc)
            return
        body = render_to_string("showcase/errors/400.html").encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nCache-Control: no-store\r\n"
            f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            write_nonblock(client, head.encode() + body)
        except OSError:
            self.log.debug("the client was gone before it could be told")
