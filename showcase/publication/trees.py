"""The files on disk: a new tree beside the one being served, then one switch.

``DIR`` is a symbolic link to the tree in force, ``.DIR.<name>/site``. The tree before it stays beside it, without
what was changed or taken away since, and is made the next one: what does not change lies in both as one file, so a
new tree costs no more than what is new in it.
"""

import gzip
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import brotli

# Served compressed where that saves something; pictures and workbooks are compressed already.
COMPRESSED = (".html", ".css", ".js", ".json", ".xml", ".atom", ".csv", ".svg", ".txt")
SMALLEST = 400
GZIP_LEVEL, BROTLI_QUALITY = 6, 5
BESIDE = ("", ".gz", ".br")
MANIFEST = "manifest.json"


class NotOursError(Exception):
    """There is something at the target that no publication put there."""


class Tree:
    """One publication being written beside the one in force.

    It is written into the tree before that one, where there is one: what did not change lies there already.
    """

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.abspath(target))
        self.old = _in_force(self.target)
        self.manifest: dict[str, Any] = _read(self.old)
        self.new: Path | None = None
        self._made_folders: set[str] = set()
        self._written: set[str] = set()
        self._left_over: set[str] = set()

    def begin(self) -> None:
        """Make room for the new tree."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        for spare in self._others():
            told = _read(spare)
            if self.new is None and "files" in told:
                self.new, self._left_over = spare, set(told["files"])
                # Should this run be killed, the folder is told from a whole tree by the lack of it.
                (spare / MANIFEST).unlink()
            else:
                shutil.rmtree(spare, ignore_errors=True)
        if self.new is None:
            self.new = Path(tempfile.mkdtemp(prefix=f".{self.target.name}.", dir=self.target.parent))
            # A web server of another account reads it.
            self.new.chmod(0o755)
            (self.new / "site").mkdir()

    def write(self, file: str, body: bytes) -> bool:
        """A file of the new tree, and beside it what browsers take instead of it; whether the one in force differs."""
        if self.old is not None and _holds(f"{self.old}/site/{file}", body) and self.keep(file):
            return False
        path = self._place(file)
        # It may be a link to the file in force, which must not be written into.
        _remove(path)
        _write(path, body)
        if file.endswith(COMPRESSED) and len(body) >= SMALLEST:
            # No moment in it: the same page gives the same bytes.
            _write(f"{path}.gz", gzip.compress(body, GZIP_LEVEL, mtime=0))
            _write(f"{path}.br", brotli.compress(body, quality=BROTLI_QUALITY))
        self._written.add(file)
        return True

    def keep(self, file: str) -> bool:
        """Take over a file of the tree in force; whether it was there."""
        if self.old is None:
            return False
        source, path = f"{self.old}/site/{file}", f"{self.new}/site/{file}"
        try:
            if file in self._left_over and _is_same(source, path):
                return True
            self._place(file)
            _link(source, path)
        except FileNotFoundError:
            return False
        return True

    def read_old(self, file: str) -> bytes:
        """A file of the tree in force."""
        return Path(f"{self.old}/site/{file}").read_bytes() if self.old else b""

    def switch(self, manifest: dict[str, Any]) -> None:
        """Let the new tree be the one in force, at once; nothing that it does not have stays on disk."""
        if self.new is None:
            raise ValueError("nothing was begun")
        _take_away(self.new, self._left_over - manifest["files"].keys())
        (self.new / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
        if self.target.is_dir() and not self.target.is_symlink():
            self.target.rmdir()  # Empty, or it would have been refused.
        step = self.target.with_name(f".{self.target.name}.next")
        step.unlink(missing_ok=True)
        step.symlink_to(Path(self.new.name, "site"))
        step.replace(self.target)
        if self.old is not None:
            before = self.manifest.get("files", {}).keys()
            _take_away(self.old, self._written.intersection(before) | (before - manifest["files"].keys()))
        self.old, self.new = self.new, None

    def give_up(self) -> None:
        """Leave the tree in force as it is."""
        if self.new is not None:
            shutil.rmtree(self.new, ignore_errors=True)
            self.new = None

    def _others(self) -> list[Path]:
        """Trees of ours beside the one in force: the one before it, and what a killed run left."""
        name = re.compile(rf"\.{re.escape(self.target.name)}\.[a-z0-9_]{{8}}")
        found = (path for path in self.target.parent.iterdir() if name.fullmatch(path.name))
        return [path for path in found if (path / "site").is_dir() and path != self.target.resolve().parent]

    def _place(self, file: str) -> str:
        folder = os.path.dirname(file)
        if folder not in self._made_folders:
            os.makedirs(f"{self.new}/site/{folder}", exist_ok=True)
            self._made_folders.add(folder)
        return f"{self.new}/site/{file}"


def _in_force(target: Path) -> Path | None:
    """The folder of the tree in force; None for a first publication. Raises ``NotOursError``."""
    if target.is_symlink():
        tree = target.resolve().parent
        if not (tree.parent == target.parent.resolve() and tree.name.startswith(f".{target.name}.")):
            raise NotOursError("它指向别处")
        return tree if (tree / MANIFEST).exists() else None
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NotOursError("里面已有别的文件")
    return None


def _read(tree: Path | None) -> dict[str, Any]:
    try:
        return dict(json.loads((tree / MANIFEST).read_text("utf-8"))) if tree else {}
    except (OSError, ValueError):
        return {}


def _holds(path: str, body: bytes) -> bool:
    try:
        if os.stat(path).st_size != len(body):
            return False
        with open(path, "rb") as file:
            return file.read() == body
    except OSError:
        return False


def _write(path: str, body: bytes) -> None:
    with open(path, "wb") as file:
        file.write(body)


def _is_same(source: str, path: str) -> bool:
    """Whether ``path`` is another name of the file ``source``; that of a missing ``source`` raises."""
    try:
        return os.stat(source).st_ino == os.stat(path).st_ino
    except FileNotFoundError:
        return False


def _link(source: str, path: str) -> None:
    """Let ``path`` be the file ``source``, with what lies compressed beside it. Raises ``FileNotFoundError``."""
    _remove(path)
    for ending in BESIDE:
        try:
            os.link(source + ending, path + ending)
        except PermissionError:  # Some file systems know no hard links.
            shutil.copy2(source + ending, path + ending)
        except FileNotFoundError:
            if not ending:
                raise
            return  # Too small to have any.


def _remove(path: str) -> None:
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            os.unlink(path + ending)


def _take_away(tree: Path, files: Iterable[str]) -> None:
    """Delete ``files`` of the tree, and the folders that are empty without them."""
    for file in files:
        _remove(f"{tree}/site/{file}")
        folder = os.path.dirname(file)
        with suppress(OSError):  # Something is left in it.
            while folder:
                os.rmdir(f"{tree}/site/{folder}")
                folder = os.path.dirname(folder)
