"""Servers as deployed, one worker each, asked over one connection or over one a request; their CPU time."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
WAIT = 120


@dataclass
class Server:
    """One gunicorn, its master's process and its port."""

    process: subprocess.Popen
    port: int

    def cpu_seconds(self) -> float:
        """Of the master and its workers, all threads, since they began."""
        return sum(_on_cpu(pid) for pid in self.pids())

    def megabytes(self) -> float:
        """Memory of the master and its workers; what they share is counted once (PSS)."""
        return sum(_proportional_kilobytes(pid) for pid in self.pids()) / 1024

    def pids(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]


@dataclass
class Peer:
    """Another system that runs already: its port, and the first process of each of its services."""

    roots: list[int]
    port: int

    def cpu_seconds(self) -> float:
        """Of all its processes, since they began."""
        return sum(_on_cpu(pid) for root in self.roots for pid in _with_descendants(root))


def peers(words: str) -> dict[str, tuple[Peer, str]]:
    """Peers by name, each with the path of its page.

    From ``name=http://127.0.0.1:PORT/PATH@PIDFILE[+PIDFILE…]``, with a space between two. A service without its
    pid file (a database, say) is not counted.
    """
    found = {}
    for word in words.split():
        name, _, rest = word.partition("=")
        url, _, files = rest.rpartition("@")
        parts = urlsplit(url)
        roots = [int(Path(file).read_text().split()[0]) for file in files.split("+")]
        found[name] = (Peer(roots, parts.port or 80), parts.path)
    return found


@dataclass
class Target:
    """One address, asked in one way."""

    name: str
    server: Server | Peer
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    persistent: bool = True
    # Done before each request.
    before: Callable[[], object] | None = None

    def ask(self, times: int) -> None:
        """Ask so often, one after the other."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=WAIT)
        headers = self.headers if self.persistent else {**self.headers, "Connection": "close"}
        for _ in range(times):
            if self.before:
                self.before()
            connection.request("GET", self.path, headers=headers)
            response = connection.getresponse()
            response.read()
            if response.status != self.status:
                raise SystemExit(f"{self.name}: {response.status} in place of {self.status}")
        connection.close()

    def microseconds(self, times: int) -> float:
        """CPU time of the server for each of so many requests."""
        before = self.server.cpu_seconds()
        self.ask(times)
        return (self.server.cpu_seconds() - before) / times * 1e6


@contextmanager
def serving(application: str, environment: dict[str, str], workers: int = 1) -> Iterator[Server]:
    """``application`` under gunicorn as deployed, on a free port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--config", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    # A worker that is replaced in the middle would be missed in the count.
    command = [sys.executable, "-m", "gunicorn", *words, "--max-requests", "0", application]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
    try:
        _until_it_answers(port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(WAIT)


def _with_descendants(root: int) -> list[int]:
    found = [root]
    # The list grows while it is read.
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, children.read_text().split())
    return found


def _until_it_answers(port: int) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def _on_cpu(pid: int) -> float:
    return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def _proportional_kilobytes(pid: int) -> int:
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(lines["Pss"].split()[0])
