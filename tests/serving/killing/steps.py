"""The steps of an act, named by what it does to the database and the disk, and a death at one of them."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

Reached = Callable[[str], None]

_WRITES = re.compile(r'(INSERT|UPDATE|DELETE|CREATE|ALTER|DROP)[A-Z ]* "(\w+)"')
# Of whoever is signed in, not of the act.
OF_SESSIONS = "django_session"


def die() -> None:
    """SIGKILL: no handler runs, nothing is flushed, nothing is rolled back by the process itself."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def steps_told(reached: Reached, dies_at: str = "") -> Iterator[Reached]:
    """Tell ``reached`` each row written (``INSERT awards_honorlist``), each file and each commit; die at one.

    A file is told twice: ``half private 480.jpg`` when half of its bytes lie there, ``private 480.jpg`` when
    all do; ``without public 480.jpg`` when it was removed. A commit that keeps nothing but a session is no step.
    """
    written: set[str] = set()

    def step(name: str) -> None:
        reached(name)
        if name == dies_at:
            die()

    def execute(run, sql, params, many, context):
        result = run(sql, params, many, context)
        if (found := _WRITES.match(sql)) and found[2] != OF_SESSIONS:
            written.add(found[2])
            step(f"{found[1]} {found[2]}")
        return result

    def commit(self) -> None:
        is_step = bool(written)
        written.clear()
        if is_step:
            step("before commit")
        _commit(self)
        if is_step:
            step("committed")

    def save(self, name, content) -> str:
        if f"half {_shown(self, name)}" == dies_at:
            _write_half(Path(self.path(name)), content.read())
        reached(f"half {_shown(self, name)}")
        if f"half {_shown(self, name)}" == dies_at:
            die()
        kept = _save(self, name, content)
        step(_shown(self, name))
        return kept

    def delete(self, name) -> None:
        _delete(self, name)
        step(f"without {_shown(self, name)}")

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(execute))
        stack.enter_context(patch.object(BaseDatabaseWrapper, "_commit", commit))
        stack.enter_context(patch.object(FileSystemStorage, "_save", save))
        stack.enter_context(patch.object(FileSystemStorage, "delete", delete))
        yield step


_commit, _save, _delete = BaseDatabaseWrapper._commit, FileSystemStorage._save, FileSystemStorage.delete


def _shown(storage: FileSystemStorage, name: str) -> str:
    """Where a file lies and what it is called, without the folder that nobody can guess."""
    path = Path(name)
    called = path.name if name.startswith("photos/") else f"*{path.suffix}"
    return f"{Path(storage.location).name} {called}"


def _write_half(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data[: len(data) // 2])
