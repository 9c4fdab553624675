"""The seal of an archive: the SHA-256 of every byte before it, as the comment of the .zip.

Checksums of members leave bytes uncovered (dates, flags, names told twice); the seal covers all of them.
"""

import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from showcase.backup.problems import DamagedError

PREFIX = b"sha256:"
LENGTH = len(PREFIX) + 64
# What the archive's comment is until its sum is known.
BLANK = PREFIX + b"0" * 64
CHUNK = 1024 * 1024
BROKEN = "备份文件已经损坏（校验值不符），没有写入任何内容。请换一份备份，或重新拷贝一次再试。"


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int: ...


class SealingWriter:
    """Hands on to ``target`` what is written, its last ``LENGTH`` bytes replaced by the seal."""

    def __init__(self, target: Sink) -> None:
        self._target = target
        self._sum = hashlib.sha256()
        self._waiting = b""

    def write(self, data: bytes) -> int:
        ready = self._waiting + bytes(data)
        self._waiting = ready[-LENGTH:]
        self._hand_on(ready[:-LENGTH])
        return len(data)

    def flush(self) -> None:
        """Nothing to do: what waits is what the seal replaces."""

    def close(self) -> None:
        """Nothing to do: whoever opened the file closes it."""

    def finish(self) -> None:
        self._target.write(PREFIX + self._sum.hexdigest().encode())

    def _hand_on(self, data: bytes) -> None:
        self._sum.update(data)
        self._target.write(data)


def check_seal(source: BinaryIO) -> None:
    """Raise ``DamagedError`` unless every byte of ``source`` is as it was written."""
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    found = hashlib.sha256()
    for data in _read(source, size - LENGTH):
        found.update(data)
    if source.read() != PREFIX + found.hexdigest().encode():
        raise DamagedError(BROKEN)
    source.seek(0)


def _read(source: BinaryIO, count: int) -> Iterator[bytes]:
    while count > 0 and (data := source.read(min(CHUNK, count))):
        count -= len(data)
        yield data
