"""The archive: a plain .zip, sealed, with a manifest; nothing of it is believed before all of it is checked."""

import hashlib
import json
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from showcase.backup import manifest as manifests
from showcase.backup.encryption import EncryptingWriter, decrypt, is_encrypted
from showcase.backup.manifest import Manifest, Member, read_manifest
from showcase.backup.problems import BackupError, DamagedError
from showcase.backup.sealing import BLANK, BROKEN, CHUNK, SealingWriter, check_seal

# Unpacked; the manifest of a hundred thousand files takes a fifth of it.
LARGEST_MANIFEST = 64 * 1024 * 1024
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError)
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
NOT_OURS = "这不是 manage.py backup 生成的备份文件，没有写入任何内容。"
HOSTILE = "备份文件里有不该有的东西（{name}），可能被人改过，没有写入任何内容。请换一份可信的备份。"


class ArchiveWriter:
    """Writes members one after another; ``members`` is what was written."""

    def __init__(self, target: zipfile.ZipFile) -> None:
        self._target = target
        self.members: dict[str, Member] = {}

    def add(self, name: str, pieces: Iterable[bytes], *, compress: bool = False) -> None:
        """One member. A failure of ``pieces`` spoils the archive."""
        info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        info.external_attr = (stat.S_IFREG | 0o600) << 16
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        seen, size = hashlib.sha256(), 0
        with self._target.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                seen.update(piece)
                size += len(piece)
                member.write(piece)
        self.members[name] = Member(size, seen.hexdigest())


@contextmanager
def written_archive(target: BinaryIO, secret: bytes) -> Iterator[ArchiveWriter]:
    """An archive being written to ``target``; encrypted, where there is a ``secret``."""
    encrypting = EncryptingWriter(target, secret) if secret else None
    sealing = SealingWriter(encrypting or target)
    with zipfile.ZipFile(sealing, "w") as archive:
        archive.comment = BLANK
        yield ArchiveWriter(archive)
    sealing.finish()
    if encrypting:
        encrypting.finish()


class Archive:
    """An archive every byte of which was found to be as its ``manifest`` says."""

    def __init__(self, source: zipfile.ZipFile, manifest: Manifest) -> None:
        self._source = source
        self.manifest = manifest

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a member. Raises ``DamagedError`` where it is not what it was when checked."""
        seen = hashlib.sha256()
        try:
            with self._source.open(name) as member:
                for piece in read_in_pieces(member):
                    seen.update(piece)
                    yield piece
        except UNREADABLE as error:
            raise DamagedError(BROKEN) from error
        if seen.hexdigest() != self.manifest.members[name].sha256:
            raise DamagedError(BROKEN)


@contextmanager
def checked_archive(path: Path, secret: bytes, workspace: Path) -> Iterator[Archive]:
    """The archive in ``path``, once all of it is verified. An encrypted one is opened into ``workspace``.

    Raises ``DamagedError`` or ``BackupError`` (no key, no room), and ``OSError`` where it cannot be read.
    """
    with path.open("rb") as given, _plain(given, secret, workspace) as plain:
        check_seal(plain)
        archive = _checked(plain, workspace)
        yield archive


def _checked(plain: BinaryIO, workspace: Path) -> Archive:
    try:
        source = zipfile.ZipFile(plain)
        archive = Archive(source, _manifest_of(source))
    except UNREADABLE as error:
        raise DamagedError(BROKEN) from error
    refuse_too_large(sum(member.size for member in archive.manifest.members.values()), workspace)
    for name in archive.manifest.members:
        for _ in archive.pieces(name):
            pass
    return archive


@contextmanager
def _plain(given: BinaryIO, secret: bytes, workspace: Path) -> Iterator[BinaryIO]:
    if not is_encrypted(given):
        if given.read(4) != b"PK\x03\x04":
            raise DamagedError(NOT_OURS)
        yield given
        return
    if not secret:
        raise BackupError("这份备份是加密的：请设 BACKUP_PASSPHRASE 或 BACKUP_KEY_FILE，再运行一次。")
    refuse_too_large(given.seek(0, os.SEEK_END), workspace)
    given.seek(0)
    with (workspace / "opened.zip").open("w+b") as opened:
        for piece in decrypt(given, secret):
            opened.write(piece)
        yield opened


def _manifest_of(source: zipfile.ZipFile) -> Manifest:
    """The manifest, once the directory of the .zip agrees with it."""
    infos = source.infolist()
    for info in infos:
        if not _is_harmless(info):
            raise DamagedError(HOSTILE.format(name=json.dumps(info.filename[:80], ensure_ascii=False)))
    sizes = {info.filename: info.file_size for info in infos}
    own = sizes.pop(manifests.NAME, LARGEST_MANIFEST)
    if len(infos) != len(sizes) + 1 or own >= LARGEST_MANIFEST:
        raise DamagedError(manifests.UNREADABLE)
    manifest = read_manifest(source.read(manifests.NAME))
    if sizes != {name: member.size for name, member in manifest.members.items()}:
        raise DamagedError(BROKEN)
    return manifest


def _is_harmless(info: zipfile.ZipInfo) -> bool:
    """A plain file with a name that stays where it is put."""
    name, kind = info.orig_filename, stat.S_IFMT(info.external_attr >> 16)
    is_known = name in {manifests.NAME, *manifests.DATABASES.values()} or name.startswith(manifests.FILES)
    is_inside = PurePosixPath(name).as_posix() == name and not {".", "..", "/"} & set(PurePosixPath(name).parts)
    is_plain = kind in {0, stat.S_IFREG} and not info.flag_bits & 0x1 and info.compress_type in PACKED
    is_readable = "\\" not in name and name.isprintable() and len(name.encode()) < 250
    return is_known and is_inside and is_plain and is_readable and not name.endswith("/")


def refuse_too_large(needed: int, folder: Path) -> None:
    """Before anything is unpacked: it may be made to fill the disk."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BackupError(
            f"磁盘放不下：要 {needed // 2**20} MB，{folder} 所在的磁盘只剩 {free // 2**20} MB。"
            "请先腾出空间；没有写入任何内容。"
        )


def read_in_pieces(source: IO[bytes]) -> Iterator[bytes]:
    """The rest of ``source``."""
    while piece := source.read(CHUNK):
        yield piece
