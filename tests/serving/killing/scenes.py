"""A registry that can be put back as it was, and what became of it when a process died over an act."""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.showcase.backup.registries import files_of
from tests.soak.children import Child
from tests.soak.databases import Database

BEFORE, AFTER = "before", "after"
# The mother outlives all that die at her hand.
MOST_SECONDS = 4 * 60 * 60
# Who is signed in is no part of any act.
NOBODYS = {"django_session"}


class Scene:
    """One database and the files beside it; ``keep`` remembers how they stand, ``reset`` brings it back."""

    def __init__(self, folder: Path, template: Database | None = None) -> None:
        self.place = Database(_made(folder / "place"))
        self._kept = Database(_made(folder / "kept"))
        self.place.create(template)
        _made(self.place.folder / "static")
        self.mother = Child(self.place, module="tests.serving.killing.mother", longest=MOST_SECONDS)
        self.before: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def let(self, act: str, *words: object, **how: Any) -> dict[str, Any]:
        """Let a process do ``act``; ``dies_at`` a step, or killed after a ``moment``."""
        self.mother.tell(json.dumps({"act": act, "words": [*map(str, words)], **how}))
        told = json.loads(self.mother.process.stdout.readline())
        self.place.settle()
        return told

    def done(self, act: str, *words: object, **how: Any) -> dict[str, Any]:
        """What a process tells that nobody disturbs, or, ``here``, the mother herself. Fails where it fails."""
        told = self.let(act, *words, **how)
        assert told["status"] == 0, f"{act} failed"
        return told

    def keep(self) -> None:
        """Remember how it stands now."""
        self.before, self.files = self._tables(), files_of(self.place)
        self._kept.drop()
        self._kept.create(self.place)

    def reset(self) -> None:
        """As it was kept."""
        self.place.drop()
        self.place.create(self._kept)
        for name in ("private", "public", "backup-workspace"):
            shutil.rmtree(self.place.folder / name, ignore_errors=True)
        for name, data in self.files.items():
            path = self.place.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def shape(self) -> dict[str, str]:
        """What every table holds, but for what no two runs have in common."""
        return _without_sessions(self.place.shapes())

    def state(self, after: dict[str, str]) -> str:
        """``BEFORE``, ``AFTER``, or which tables are neither."""
        if not self.place.is_sound():
            return "damaged"
        tables = self._tables()
        if tables == self.before:
            return BEFORE if self._files_stand() else "before, but a file is gone or changed"
        shape = self.shape()
        half = sorted(table for table in shape if shape[table] != after.get(table))
        return f"neither: {', '.join(half)}" if half else AFTER

    def close(self) -> None:
        self.mother.process.stdin.close()
        assert self.mother.process.wait(60) == 0
        for database in (self.place, self._kept):
            database.drop()

    def _tables(self) -> dict[str, str]:
        return _without_sessions(self.place.contents())

    def _files_stand(self) -> bool:
        return self.files.items() <= files_of(self.place).items()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _without_sessions(tables: dict[str, str]) -> dict[str, str]:
    return {table: digest for table, digest in tables.items() if table not in NOBODYS}
