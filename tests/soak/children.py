"""Processes that a test starts, listens to, and kills with a signal that no process can refuse."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from tests.soak.databases import Database

ROOT = Path(__file__).resolve().parent.parent.parent
# So long a child may live; one that hangs is killed, and its test fails instead of waiting for ever.
LONGEST = 600


class Child:
    """One process of ``tests.soak.child`` on ``database``."""

    def __init__(self, database: Database, *words: object) -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": database.url,
            "DATA_DIR": str(database.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        command = [sys.executable, "-m", "tests.soak.child", *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)  # noqa: S603
        self._end = threading.Timer(LONGEST, self.process.kill)
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
