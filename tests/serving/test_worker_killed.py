"""A worker is killed in the middle of a request: the next one is answered, and nothing of the first is half done."""

import contextlib
import os
import signal
import socket

import pytest

from tests.serving.processes import PATIENCE, get, gunicorn, post
from tests.serving.test_restarts import TOKEN, replaced, workers_of

BODY = f"message=%E6%BC%8F&csrfmiddlewaretoken={TOKEN}"


@pytest.fixture
def process(environment, tell):
    # A count of its own of what one reader has reported: other tests use theirs up.
    one = gunicorn({**environment, "CACHE_URL": environment["CACHE_URL"].removesuffix("/0") + "/1"})
    yield one
    one.stop()


def begun(port: int) -> socket.socket:
    """A form of which the last sign is still to come: the worker has it in hand and waits."""
    head = {
        "Host": "localhost",
        "Cookie": f"csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(BODY)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    one = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    one.sendall(f"POST /report/ HTTP/1.1\r\n{lines}\r\n{BODY[:-1]}".encode())
    return one


def test_the_next_request_is_answered_and_the_first_has_done_nothing(process, tell):
    assert get(process.port, "/about/")[0] == 200
    before = workers_of(process.process)
    with begun(process.port) as cut_off:
        # Answered by the other thread of the same worker: so it has the form in hand.
        assert get(process.port, "/about/")[0] == 200
        for worker in before:
            os.kill(int(worker), signal.SIGKILL)
        with contextlib.suppress(ConnectionResetError):
            assert cut_off.recv(100) == b""
    replaced(process.process, before)

    assert get(process.port, "/honors/")[0] == 200
    assert post(process.port, "/report/", "message=x") == 302
