"""What gunicorn refuses by itself, because the request cannot be read, is answered in the site's words."""

import socket

import pytest
from gunicorn.http.errors import InvalidHeader, InvalidRequestLine, LimitRequestHeaders, LimitRequestLine

from config.worker import RegistryWorker

UNREADABLE = [
    LimitRequestLine(9000, 8190),
    LimitRequestHeaders("too many"),
    InvalidRequestLine("x"),
    InvalidHeader("x"),
]


@pytest.mark.parametrize("error", UNREADABLE, ids=lambda error: type(error).__name__)
def test_a_request_that_never_reaches_the_application_is_answered_in_chinese(error):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        RegistryWorker.__new__(RegistryWorker).handle_error(None, ours, ("127.0.0.1", 1), error)
        ours.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: theirs.recv(65536), b"")).decode()

    assert said.startswith("HTTP/1.1 400 Bad Request\r\n")
    assert "400" in said
    assert "这个网址读不懂" in said
    assert "Traceback" not in said
