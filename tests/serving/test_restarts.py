"""A restart drops nobody: readers and forms go on through a reload, and wait through a stop and start."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from tests.serving.processes import PATIENCE, ROOT, get, gunicorn, nginx

# A page that is kept, one that is made anew each time, a form.
ASKED = (("GET", "/honors/"), ("GET", "/honors/?q=%E9%99%B6&odd={}"), ("POST", "/display/"))
TOKEN = "t" * 32
# What systemd does before it becomes the program: the socket is the third file, and the environment says so.
HANDED_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


def ask(port, method, path, number):
    """The status, or what went wrong."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Host": "localhost"}
    body = None
    if method == "POST":
        headers |= {"Cookie": f"csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
        body = f"mode=elder&csrfmiddlewaretoken={TOKEN}"
    try:
        connection.request(method, path.format(number), body, headers)
        response = connection.getresponse()
        response.read()
        return response.status
    except (OSError, http.client.HTTPException) as error:
        return repr(error)
    finally:
        connection.close()


@contextmanager
def load(port):
    """Four people who ask without a pause; what they were answered."""
    answers, enough = [], threading.Event()

    def go_on():
        number = 0
        while not enough.is_set():
            number += 1
            answers.extend((method, ask(port, method, path, number)) for method, path in ASKED)

    people = [threading.Thread(target=go_on) for _ in range(4)]
    for one in people:
        one.start()
    try:
        yield answers
    finally:
        enough.set()
        for one in people:
            one.join()


def workers_of(process):
    return set(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def replaced(process, before):
    """Wait until none of the workers of ``before`` is left, and a new one is there."""
    until = time.monotonic() + PATIENCE
    while workers_of(process) & before or not workers_of(process):
        assert time.monotonic() < until, "the old workers do not go"
        time.sleep(0.1)


def test_a_reload_drops_no_request_of_the_only_process(environment, tell):
    alone = gunicorn(environment)
    front = nginx(Path(environment["DATA_DIR"]), [alone.port])
    try:
        with load(front.port) as answers:
            for _ in range(3):
                time.sleep(1)
                before = workers_of(alone.process)
                os.kill(alone.process.pid, signal.SIGHUP)
                replaced(alone.process, before)
            time.sleep(1)
    finally:
        front.stop()
        alone.stop()

    assert len(answers) > 100
    assert {answer for answer in answers if answer[1] not in (200, 302)} == set()


def started_on(listening, environment):
    """A gunicorn that is handed its open socket, as systemd does by deploy/honours.socket."""
    port = listening.getsockname()[1]
    words = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--workers", "1", "config.wsgi"]
    command = [sys.executable, "-c", HANDED_OVER, str(listening.fileno()), *words]
    settings = {**os.environ, **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=settings, pass_fds=[listening.fileno()])  # noqa: S603
    assert get(port, "/healthz")[0] == 200
    return process


def stopped(process):
    process.terminate()
    assert process.wait(PATIENCE) == 0


def test_stop_and_start_lets_requests_wait_and_drops_none(environment, tell):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(2048)
        process = started_on(listening, environment)
        front = nginx(Path(environment["DATA_DIR"]), [listening.getsockname()[1]])
        try:
            with load(front.port) as answers:
                for _ in range(3):
                    time.sleep(1)
                    stopped(process)
                    process = started_on(listening, environment)
                time.sleep(1)
        finally:
            front.stop()
            stopped(process)

    assert len(answers) > 100
    assert {answer for answer in answers if answer[1] not in (200, 302)} == set()
