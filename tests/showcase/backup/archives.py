"""Archives made by hand: whole ones, and ones that somebody meddled with but sealed again."""

import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

from showcase.backup.archive import Archive, checked_archive, written_archive
from showcase.backup.manifest import DATABASES, FILES, NAME, Manifest
from showcase.backup.sealing import BLANK, SealingWriter

DATABASE = DATABASES["sqlite"]
FILES_OF_ONE = {"photos/ab/480.jpg": b"a picture", "sources/cd.xlsx": b"a list"}


def make_manifest(**facts: Any) -> Manifest:
    """A manifest of nothing, but for what is given."""
    nothing = {"content_version": 7, "migrations": [], "tables": {}, "members": {}, "public": [], "missing": []}
    return Manifest(**{"engine": "sqlite", "created_at": "2026-11-27T05:00:00+00:00", **nothing, **facts})


def pack(path: Path, files: dict[str, bytes] | None = None, secret: bytes = b"") -> Path:
    """An archive as a backup writes it."""
    with path.open("wb") as target, written_archive(target, secret) as archive:
        for name, content in (FILES_OF_ONE if files is None else files).items():
            archive.add(FILES + name, [content])
        archive.add(DATABASE, [b"a database"], compress=True)
        archive.add(NAME, [make_manifest(members=dict(archive.members)).to_json()], compress=True)
    return path


def unpack(path: Path, workspace: Path, secret: bytes = b"") -> dict[str, bytes]:
    """Every member of a checked archive."""
    with checked_archive(path, secret, workspace) as archive:
        return contents(archive)


def contents(archive: Archive) -> dict[str, bytes]:
    return {name: b"".join(archive.pieces(name)) for name in archive.manifest.members}


def meddled(path: Path, *members: tuple[str, bytes], manifest: dict[str, Any] | None = None, **entry: Any) -> Path:
    """An archive with a true seal and any content: ``members``, the first of them with the attributes ``entry``."""
    with path.open("wb") as target:
        sealing = SealingWriter(target)
        with zipfile.ZipFile(sealing, "w") as archive:
            archive.comment = BLANK
            for number, (name, content) in enumerate(members):
                info = zipfile.ZipInfo(name)
                info.external_attr = (stat.S_IFREG | 0o600) << 16
                for field, value in (entry if number == 0 else {}).items():
                    setattr(info, field, value)
                archive.writestr(info, content)
            if manifest is not None:
                archive.writestr(NAME, json.dumps(manifest))
        sealing.finish()
    return path


def told(path: Path) -> dict[str, Any]:
    """The manifest of a whole archive, to be changed and sealed again."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return json.loads(archive.read(NAME))
