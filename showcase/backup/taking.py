"""Taking a backup: database, photos and received files in one archive that was read again before it counts."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import Storage, default_storage

from showcase.backup import manifest as manifests
from showcase.backup.archive import ArchiveWriter, checked_archive, read_in_pieces, written_archive
from showcase.backup.last_backup import note_backup
from showcase.backup.manifest import FILES, Manifest
from showcase.backup.problems import BackupError
from showcase.backup.shelves import keep_folder
from showcase.backup.snapshots import Snapshot, take_snapshot
from showcase.backup.telling import tell
from showcase.backup.workspace import workspace

# Somebody may delete a photo between the snapshot and its copy; then both are taken again.
TRIES = 5


@dataclass(frozen=True)
class Backup:
    """The archive on disk and what it says of itself."""

    path: Path
    size: int
    manifest: Manifest


def take_backup(path: Path, secret: bytes = b"") -> Backup:
    """Write everything into ``path``, encrypted where there is a ``secret``.

    Readers and staff go on meanwhile. Raises ``BackupError`` or ``OSError``; then there is no file at ``path``.
    """
    part = path.with_name(f".{path.name}.part")
    with workspace() as folder:
        if path.exists():
            raise BackupError(f"{path} 已经有了，没有改动。请换一个文件名。")
        try:
            with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as target:
                with written_archive(target, secret) as archive:
                    _write(archive, folder)
                target.flush()
                os.fsync(target.fileno())
            with checked_archive(part, secret, folder) as checked:
                manifest = checked.manifest
            os.rename(part, path)
        finally:
            part.unlink(missing_ok=True)
        keep_folder(path.parent)
        note_backup(path, manifest)
    tell("backup", path, manifest)
    return Backup(path, path.stat().st_size, manifest)


def _write(archive: ArchiveWriter, folder: Path) -> None:
    snapshot, missing = _files_and_snapshot(archive, folder)
    facts = snapshot.facts
    with snapshot.path.open("rb") as file:
        archive.add(manifests.DATABASES[snapshot.engine], read_in_pieces(file), compress=snapshot.engine == "sqlite")
    manifest = Manifest(
        engine=snapshot.engine,
        created_at=snapshot.taken_at.isoformat(timespec="seconds"),
        content_version=facts.content_version,
        migrations=facts.migrations,
        tables=facts.tables,
        members=dict(archive.members),
        public=sorted(facts.public - missing),
        missing=sorted(missing),
        made_with=snapshot.made_with,
    )
    archive.add(manifests.NAME, [manifest.to_json()], compress=True)


def _files_and_snapshot(archive: ArchiveWriter, folder: Path) -> tuple[Snapshot, set[str]]:
    """A snapshot, and every file it names in the archive; those that nobody has any more.

    A file is written before the record that names it and removed after it, so that only a removal
    after the snapshot can leave a gap.
    """
    missing: set[str] = set()
    for tried in range(TRIES):
        snapshot = take_snapshot(folder)
        known = {name.removeprefix(FILES) for name in archive.members}
        for name in files_in(default_storage):
            if name not in known:
                _add_file(archive, name)
        gap = {name for name in snapshot.facts.named if FILES + name not in archive.members}
        if gap == missing:
            if tried:
                _refuse_half_read(archive, snapshot)
            return snapshot, gap
        missing = gap
    raise BackupError("备份期间图片一直在增减，没有生成备份。请过几分钟再运行。")


def _add_file(archive: ArchiveWriter, name: str) -> None:
    try:
        with default_storage.open(name) as file:
            archive.add(FILES + name, read_in_pieces(file))
    except FileNotFoundError:
        # Removed since it was listed; where a record still names it, the gap is seen.
        return


def _refuse_half_read(archive: ArchiveWriter, snapshot: Snapshot) -> None:
    """What an earlier try copied while it was being written would be too short."""
    for name in snapshot.facts.named:
        member = archive.members.get(FILES + name)
        if member is not None and default_storage.exists(name) and default_storage.size(name) != member.size:
            raise BackupError("备份期间有图片正在上传，没有生成备份。请过几分钟再运行。")


def files_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """The name of every file in ``storage``."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(names))
    for one in sorted(folders):
        yield from files_in(storage, f"{folder}{one}/")
