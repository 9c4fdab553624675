"""Time and memory of one act on a database of its own, in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.soak.databases import SERVER, Database

# PostgreSQL is measured too where ``DATABASE_URL`` names a server.
SERVERS = {"SQLite": "", **({"PostgreSQL": SERVER} if SERVER else {})}


# Registries of a million entries take minutes to make: with this set they are kept there, and found again.
KEPT_IN = os.environ.get("BENCH_FOLDER", "")


@contextmanager
def database(server: str) -> Iterator[Database]:
    """An empty throwaway database on ``server``, or in a file."""
    with tempfile.TemporaryDirectory() as folder:
        made = Database(Path(folder), server).create()
        try:
            yield made
        finally:
            made.drop()


@contextmanager
def prepared(server: str, name: str, prepare: Callable[[Database], object]) -> Iterator[Database]:
    """A database that ``prepare`` has filled: thrown away afterwards, or kept under ``name`` in ``BENCH_FOLDER``."""
    if not KEPT_IN:
        with database(server) as made:
            prepare(made)
            yield made
        return
    kept = Database(Path(KEPT_IN), server, name)
    done = Path(KEPT_IN) / f"{name}.{'postgres' if server else 'sqlite'}.done"
    if not done.exists():
        kept.folder.mkdir(parents=True, exist_ok=True)
        kept.drop()
        prepare(kept.create())
        done.touch()
    yield kept


def in_process(module: str, on: Database, *words: object) -> dict[str, float]:
    """What ``python -m module words`` prints when it works on the database."""
    environment = {**os.environ, "DATABASE_URL": on.url, "DATA_DIR": str(on.folder)}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout) if done.stdout else {}


def measure(act: Callable[[], object]) -> dict[str, float]:
    """Seconds by the clock and of the processor, and how far the memory of this process ever rose."""
    started, used = time.perf_counter(), time.process_time()
    act()
    return {
        "wall": time.perf_counter() - started,
        "cpu": time.process_time() - used,
        "peak": peak_megabytes(),
    }


def cpu_seconds() -> float:
    """Of the processor: ours, and on PostgreSQL those of the server process that answers us."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    with open(f"/proc/{connection.connection.info.backend_pid}/schedstat") as file:
        return time.process_time() + int(file.read().split()[0]) / 1e9


def peak_megabytes() -> float:
    """Since this program began; ``getrusage`` would count the parent's memory before it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def row(*cells: object) -> None:
    """One line of a table in Markdown."""
    print("|", " | ".join(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells), "|", flush=True)
