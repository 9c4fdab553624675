"""A process of its own that puts files through both gates of the import, the staff page and the command.

It is told on standard input, line by line, which gate and which file; for each it forks, so that every
file meets a fresh process, and answers with one line of JSON: what was said, how long it took, how much
memory it filled, and whether the registry is what it was.
"""

import contextlib
import io
import json
import os
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import django

STORES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "public": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ADD, EDGE = "/admin/awards/importbatch/add/", b"----edge"
KEPT = ("organizations.SourceDocument", "organizations.Organization", "awards.ImportBatch", "awards.ImportRow")


class Upload:
    """The body of a form with one file, read from the disk as it is asked for."""

    def __init__(self, path: Path, token: str) -> None:
        head = b"--%s\r\nContent-Disposition: form-data; name=%s\r\n\r\n%s\r\n" % (
            EDGE,
            b'"csrfmiddlewaretoken"',
            token.encode(),
        )
        head += b"--%s\r\nContent-Disposition: form-data; name=%s; filename=%s\r\n\r\n" % (
            EDGE,
            b'"file"',
            json.dumps(path.name, ensure_ascii=False).encode(),
        )
        tail = b"\r\n--%s--\r\n" % EDGE
        self.length = len(head) + path.stat().st_size + len(tail)
        self.parts = [io.BytesIO(head), path.open("rb"), io.BytesIO(tail)]

    def read(self, size: int = -1) -> bytes:
        return self._next(lambda part: part.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self._next(lambda part: part.readline(size))

    def _next(self, taken: Callable[[BinaryIO], bytes]) -> bytes:
        while self.parts:
            if data := taken(self.parts[0]):
                return data
            self.parts.pop(0).close()
        return b""


def upload(path: Path, session: str) -> list:
    """Send ``path`` as a browser would: the status, and what the form says of the file."""
    from django.core.handlers.wsgi import WSGIHandler

    token, answer = secrets.token_hex(16), []
    body = Upload(path, token)
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": ADD,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": f"multipart/form-data; boundary={EDGE.decode()}",
        "CONTENT_LENGTH": str(body.length),
        "HTTP_COOKIE": f"sessionid={session}; csrftoken={token}",
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    page = b"".join(WSGIHandler()(environ, lambda status, headers: answer.append(status))).decode()
    errors = page.split('class="errorlist"')[1].split("</ul>")[0] if 'class="errorlist"' in page else ""
    return [int(answer[0].split()[0]), errors.split("<li>")[-1].split("</li>")[0]]


def command(path: Path) -> list:
    """Call ``manage.py import_honors FILE --apply``: its exit status and what it says."""
    from django.core.management import execute_from_command_line

    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            execute_from_command_line(["manage.py", "import_honors", str(path), "--apply"])
        except SystemExit as ended:
            return [ended.code, said.getvalue()[:2_000]]
    return [0, said.getvalue()[:2_000]]


def state(folder: str) -> tuple:
    """Everything that an import could change."""
    from django.apps import apps
    from django.db import connection

    counted = tuple(apps.get_model(name).objects.count() for name in KEPT)
    connection.close()
    return counted, sorted(str(path) for path in Path(folder, "private").rglob("*"))


def peak_megabytes() -> int:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) // 1024


def answered(gate: str, path: Path, session: str) -> list:
    """What the forked process says, its seconds of work and its memory; a failure of its own is an answer, too."""
    began = time.process_time()
    try:
        said = upload(path, session) if gate == "upload" else command(path)
    except BaseException as failure:  # whatever it is, this process must not go on as its parent would
        said = [-1, repr(failure)]
    return [said, time.process_time() - began + sum(os.times()[2:4]), peak_megabytes()]


def tried(gate: str, path: Path, session: str) -> dict:
    """One file through one gate, in a process forked for it."""
    before = state(os.environ["DATA_DIR"])
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, json.dumps(answered(gate, path, session)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        (status, said), seconds, megabytes = json.loads(pipe.read())
    os.wait()
    unchanged = state(os.environ["DATA_DIR"]) == before
    return {"status": status, "said": said, "seconds": seconds, "megabytes": megabytes, "unchanged": unchanged}


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.STORAGES = {**settings.STORAGES, "staticfiles": STORES["staticfiles"]}
    call_command("migrate", verbosity=0)
    from organizations.models import StaffUser

    client = Client()
    client.force_login(StaffUser.objects.create_superuser("gatekeeper"))
    session = client.cookies["sessionid"].value
    for line in sys.stdin:
        gate, path = json.loads(line)
        sys.stdout.write(json.dumps(tried(gate, Path(path), session)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
