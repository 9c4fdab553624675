"""Restoring a backup into an empty place: verified first, then whole, or not at all.

The database comes last. Until it is in place the registry is as empty as before, and files that no
record names are seen by nobody; a restore that was killed is simply run again.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from django.core.files.storage import default_storage, storages
from django.db import connection

from showcase.backup.archive import Archive, checked_archive
from showcase.backup.facts import known_migrations
from showcase.backup.manifest import FILES, Manifest
from showcase.backup.postgres_place import PostgresPlace
from showcase.backup.problems import BackupError
from showcase.backup.shelves import shelf_for
from showcase.backup.sqlite_place import SqlitePlace
from showcase.backup.telling import tell
from showcase.backup.workspace import workspace
from showcase.table_sums import OUR_APPS

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
Steps = Callable[[str], None]


class Place(Protocol):
    """Where the database goes."""

    def refuse_used(self) -> None: ...
    def stage(self, archive: Archive) -> None: ...
    def put_in_place(self, archive: Archive, at_step: Steps) -> None: ...
    def clear(self) -> None: ...


def check_backup(path: Path, secret: bytes = b"") -> Manifest:
    """Verify every byte and write nothing; what the archive says of itself.

    Raises ``BackupError`` where it could not be restored by this program, and ``OSError``.
    """
    with workspace() as folder, checked_archive(path, secret, folder) as archive:
        _refuse_unfit(archive.manifest)
        return archive.manifest


def restore_backup(path: Path, secret: bytes = b"", at_step: Steps = lambda step: None) -> Manifest:
    """Put everything in ``path`` into the empty database and storage of the settings.

    ``at_step`` hears the name of each step as it is reached. Raises ``BackupError`` or ``OSError``; then
    the registry is as it was.
    """
    with workspace() as folder:
        place: Place = SqlitePlace() if connection.vendor == "sqlite" else PostgresPlace(folder)
        place.refuse_used()
        try:
            with checked_archive(path, secret, folder) as archive:
                at_step("archive verified")
                _restore(archive, place, folder, at_step)
                manifest = archive.manifest
        finally:
            place.clear()
    tell("restore", path, manifest)
    at_step("finished")
    return manifest


def _restore(archive: Archive, place: Place, folder: Path, at_step: Steps) -> None:
    manifest = archive.manifest
    _refuse_unfit(manifest)
    shelves = [shelf_for(default_storage, folder / "private"), shelf_for(storages["public"], folder / "public")]
    for shelf, names in zip(shelves, (manifest.files, manifest.public), strict=True):
        for name in names:
            shelf.stage(name, manifest.files[name], partial(archive.pieces, FILES + name))
    at_step("files staged")
    place.stage(archive)
    at_step("database staged")
    for shelf in shelves:
        shelf.put_in_place()
    at_step("files in place")
    place.put_in_place(archive, at_step)
    at_step("database in place")


def _refuse_unfit(manifest: Manifest) -> None:
    """Raise ``BackupError`` where another engine or a newer program made it."""
    if manifest.engine != connection.vendor:
        given, ours = ENGINES[manifest.engine], ENGINES[connection.vendor]
        raise BackupError(
            f"这份备份来自 {given}，现在的 DATABASE_URL 是 {ours}，没有写入任何内容。"
            f"请用 {given} 恢复；要从 SQLite 搬到 PostgreSQL，恢复以后用 manage.py migrate_to_postgres。"
        )
    ours_alone = {name for name in manifest.migrations if name.split(".")[0] in OUR_APPS}
    if newer := sorted(ours_alone - known_migrations()):
        raise BackupError(
            f"这份备份由更新的程序生成（{newer[-1]}），没有写入任何内容。请先把程序升级到备份时的版本，再恢复。"
        )
