"""Processes that a test starts, listens to, and kills with a signal that no process can refuse."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.soak.databases import IS_POSTGRES, Database

ROOT = Path(__file__).resolve().parent.parent.parent
# So long a child may live; one that hangs is killed, and its test fails instead of waiting for ever.
LONGEST = 600


class Child:
    """One process of ``module`` on ``database``, its data beside it."""

    def __init__(
        self, database: Database, *words: object, module: str = "tests.soak.child", longest: float = LONGEST
    ) -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": database.url,
            "DATA_DIR": str(database.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        command = [sys.executable, "-m", module, *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)  # noqa: S603
        self._end = threading.Timer(longest, self.process.kill)
        self._end.daemon = True
        self._end.start()

    def until(self, word: str) -> "Child":
        """Listen until it says ``word``."""
        self.after(word)
        return self

    def after(self, word: str) -> str:
        """Listen until it says a line that begins with ``word``; the rest of that line."""
        for line in self.process.stdout:
            if line.startswith(word):
                return line.removeprefix(word).strip()
        self._finish()
        raise AssertionError(f"the process ended without saying “{word}”")

    def tell(self, line: str = "") -> "Child":
        """Let it go on from where it waits for a line."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self

    def kill(self) -> None:
        """SIGKILL: no handler runs, nothing is flushed, nothing is rolled back by the process itself."""
        self.process.kill()
        self._finish()

    def go_on(self) -> list[str]:
        """Let it run to its end; the lines it says until then."""
        said, _ = self.process.communicate("\n")
        self._finish()
        assert self.process.returncode == 0
        return said.splitlines()

    def _finish(self) -> None:
        self.process.wait()
        self._end.cancel()
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()


def run(database: Database, *words: object) -> list[str]:
    """What a process says that nobody disturbs."""
    return Child(database, *words).go_on()


def press_at_once(
    two: tuple[Child, Child],
    database: Database,
    first: Sequence[Any],
    held_before: str,
    second: Sequence[Any],
    patience: str = "",
) -> tuple[str, str]:
    """What the pages say to two who press ``first`` and ``second``: each an address, and what is sent to it.

    The first is held just before the statement ``held_before`` until the second reaches for its locks;
    ``patience`` is SQL that says how long the second waits for them.
    """
    holder, other = two
    for child, who, (address, *fields) in ((holder, "first", first), (other, "second", second)):
        is_first = child is holder
        form = {
            "database": database.name if IS_POSTGRES else str(database.path),
            "who": who,
            "address": address,
            "fields": dict(*fields),
            "statement": held_before if is_first else "",
            "patience": "" if is_first else patience,
        }
        child.tell(json.dumps(form)).until("signed in")
    holder.tell().until("reached")
    other.tell().until("at the door")
    refused = other.after("page ") if patience else ""
    said = holder.tell().after("page ")
    return said, refused or other.after("page ")
