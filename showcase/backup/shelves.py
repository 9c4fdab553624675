"""Putting restored files into a storage: a folder of this machine, or a bucket.

Nothing that lies there is replaced or removed. A file has its final name only when it is whole, and until
the database is in place no record names it: a killed restore leaves nothing that anybody sees.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Protocol

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage

from showcase.backup.manifest import Member
from showcase.backup.problems import BackupError

# Gives the content of one file, piece by piece.
Pieces = Callable[[], Iterator[bytes]]


class Shelf(Protocol):
    """Where files go: staged first, all of them, then put in place."""

    def stage(self, name: str, member: Member, pieces: Pieces) -> None:
        """Raises ``BackupError`` where another file of that name lies there."""

    def put_in_place(self) -> None: ...


def shelf_for(storage: Storage, staging: Path) -> Shelf:
    """``staging`` is a folder of its own, on the disk of the storage where that is a folder."""
    return FolderShelf(storage, staging) if isinstance(storage, FileSystemStorage) else BucketShelf(storage)


class FolderShelf:
    """A folder: files are written beside it and renamed."""

    def __init__(self, storage: FileSystemStorage, staging: Path) -> None:
        self._storage = storage
        self._staging = staging
        self._names: list[str] = []

    def stage(self, name: str, member: Member, pieces: Pieces) -> None:
        if _is_there(self._storage, name, member):
            return
        path = self._staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for piece in pieces():
                file.write(piece)
            _to_disk(file)
        path.chmod(self._storage.file_permissions_mode or 0o644)
        self._names.append(name)

    def put_in_place(self) -> None:
        folders = set()
        for name in self._names:
            target = Path(self._storage.path(name))
            self._make_folder(target.parent)
            _move(self._staging / name, target)
            folders.add(target.parent)
        for folder in folders:
            keep_folder(folder)

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            folder.chmod(self._storage.directory_permissions_mode or 0o755)


class BucketShelf:
    """A store that keeps an object whole or not at all; there is nothing to stage."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._waiting: list[tuple[str, Pieces]] = []

    def stage(self, name: str, member: Member, pieces: Pieces) -> None:
        if not _is_there(self._storage, name, member):
            self._waiting.append((name, pieces))

    def put_in_place(self) -> None:
        for name, pieces in self._waiting:
            content: File = ContentFile(b"".join(pieces()), name)
            self._storage.save(name, content)


def _is_there(storage: Storage, name: str, member: Member) -> bool:
    """Whether the file lies there, as after a restore that was killed. Raises ``BackupError`` for another one."""
    if not storage.exists(name):
        return False
    with storage.open(name) as file:
        found = hashlib.sha256()
        for piece in file.chunks():
            found.update(piece)
    if found.hexdigest() != member.sha256:
        raise BackupError(f"存储里已经有另一个 {name}，没有写入任何内容。请换一个空的 DATA_DIR（或存储桶）再恢复。")
    return True


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # Another disk: copied beside it first, so that its name is never that of half a file.
        beside = target.with_name(f".{target.name}.restoring")
        with source.open("rb") as given, beside.open("wb") as copy:
            shutil.copyfileobj(given, copy)
            _to_disk(copy)
        shutil.copymode(source, beside)
        os.replace(beside, target)


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def keep_folder(folder: Path) -> None:
    """Let the names in ``folder`` outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
