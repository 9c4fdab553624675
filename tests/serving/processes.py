"""The registry as it is deployed: gunicorn processes on one database, Redis beside them, nginx in front."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.soak.databases import Database

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


class Process:
    """One program that listens on ``port`` of this machine until it is stopped."""

    def __init__(self, command: list[object], port: int, **environment: str) -> None:
        self.port = port
        words = [str(word) for word in command]
        self.process = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **environment})  # noqa: S603
        until = time.monotonic() + PATIENCE
        while not is_open(port):
            assert self.process.poll() is None, f"{words[0]} ended"
            assert time.monotonic() < until, f"{words[0]} does not listen"
            time.sleep(0.05)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


def needed(program: str, package: str) -> str:
    """The path of ``program``; without it the test is skipped, but never where a change is decided."""
    path = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs {program}: install the Debian package {package}")
        pytest.skip(f"no {program} on this machine")
    return path


def manage(environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)  # noqa: S603


def environment_of(database: Database, **more: str) -> dict[str, str]:
    return {"DATABASE_URL": database.url, "DATA_DIR": str(database.folder), **more}


def gunicorn(environment: dict[str, str], port: int = 0) -> Process:
    port = port or free_port()
    words = ["--config", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{port}", "--workers", 1, "config.wsgi"]
    return Process([sys.executable, "-m", "gunicorn", *words], port, **environment)


def redis() -> Process:
    port = free_port()
    program = needed("redis-server", "redis-server")
    words = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"]
    return Process([program, *words], port)


def nginx(folder: Path, ports: list[int]) -> Process:
    """nginx with ``deploy/nginx.conf``, as it stands but for names, certificates and places."""
    program, port = needed("nginx", "nginx-light"), free_port()
    text = (ROOT / "deploy/nginx.conf").read_text()
    # The first server only leads to https.
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r"    ssl_.*\n", "", text).replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    upstreams = "\n".join(f"    server 127.0.0.1:{one} max_fails=1 fail_timeout=5s;" for one in ports)
    text = re.sub(r"    server 127\.0\.0\.1:8000.*", upstreams, text).replace("/var/lib/honours", str(folder))
    text = text.replace("/var/log/nginx", str(folder))
    return _nginx(folder, program, port, text)


def nginx_of_files(folder: Path, root: Path, base: str) -> Process:
    """nginx with ``deploy/nginx-static.conf`` as it tells one to set it up, for the files under ``root``."""
    program, port = needed("nginx", "nginx-light"), free_port()
    text = (ROOT / "deploy/nginx-static.conf").read_text()
    changes = {"listen 80;": f"listen 127.0.0.1:{port};", "root /var/www/honours;": f"root {root};"}
    if base != "/":
        changes["error_page 404 /404.html;"] = f"error_page 404 {base}404.html;"
    for told, meant in changes.items():
        assert text.count(told) == 1
        text = text.replace(told, meant)
    place = folder / f"nginx-{port}"
    place.mkdir()
    return _nginx(place, program, port, text)


def _nginx(folder: Path, program: str, port: int, text: str) -> Process:
    places = "".join(
        f"{name}_temp_path {folder}/nginx-{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = folder / "nginx.conf"
    # As root its workers would be somebody else, who may not read the folders of tests.
    user = "user root; " if os.geteuid() == 0 else ""
    conf.write_text(
        f"{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn; worker_processes 1;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{text}\n}}\n"
    )
    return Process([program, "-p", folder, "-c", conf, "-e", folder / "nginx.log"], port)


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str, **headers: str) -> Answer:
    """One address, as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": "localhost", **headers})
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


def get(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Status and text of one page."""
    answer = ask(port, path, **headers)
    return answer.status, answer.body.decode()


def post(port: int, path: str, body: str) -> int:
    """Status of a form sent by a reader who has its token."""
    token = "t" * 32
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        headers = {
            "Host": "localhost",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={token}",
        }
        connection.request("POST", path, f"{body}&csrfmiddlewaretoken={token}", headers)
        return connection.getresponse().status
    finally:
        connection.close()
