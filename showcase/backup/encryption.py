"""A backup that only its key opens: libsodium's secret stream, in pieces, each of them authenticated.

The file: ``MAGIC``, the salt, the stream's header, then pieces of ``PIECE`` bytes of plain text each;
the last one says that it is the last. Whatever is changed, cut off, moved or added is refused.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

from showcase.backup.problems import DamagedError

MAGIC = b"honours-backup-encrypted-1\n"
PIECE = 64 * 1024
MORE, LAST = (
    sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
)
_OVERHEAD = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
REFUSED = "备份文件解不开：口令或密钥不对，或者文件已经损坏。没有写入任何内容；请核对口令，或换一份备份。"


class EncryptingWriter:
    """Encrypts into ``target`` what is written; ``finish`` writes the last piece."""

    def __init__(self, target: BinaryIO, secret: bytes) -> None:
        salt = os.urandom(argon2id.SALTBYTES)
        self._target = target
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, _key(secret, salt))
        self._waiting = bytearray()
        target.write(MAGIC + salt + header)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._push(bytes(self._waiting[:PIECE]), MORE)
            del self._waiting[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Nothing to do: a piece goes out when it is full."""

    def close(self) -> None:
        """Nothing to do: whoever opened the file closes it."""

    def finish(self) -> None:
        self._push(bytes(self._waiting), LAST)

    def _push(self, piece: bytes, tag: int) -> None:
        self._target.write(sodium.crypto_secretstream_xchacha20poly1305_push(self._state, piece, None, tag))


def is_encrypted(source: BinaryIO) -> bool:
    """Whether ``source`` begins as an encrypted backup does; leaves it at its beginning."""
    beginning = source.read(len(MAGIC))
    source.seek(0)
    return beginning == MAGIC


def decrypt(source: BinaryIO, secret: bytes) -> Iterator[bytes]:
    """The plain text of ``source``, piece by piece. Raises ``DamagedError`` at the first that is not genuine."""
    source.read(len(MAGIC))
    salt, header = source.read(argon2id.SALTBYTES), source.read(_HEADER)
    state, tag = sodium.crypto_secretstream_xchacha20poly1305_state(), MORE
    try:
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, _key(secret, salt))
        while tag != LAST:
            piece, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, source.read(PIECE + _OVERHEAD))
            yield piece
    except CryptoError as error:
        raise DamagedError(REFUSED) from error
    if source.read(1):
        raise DamagedError(REFUSED)


def _key(secret: bytes, salt: bytes) -> bytes:
    """Slow on purpose (a fifth of a second, 64 MB): a passphrase is worth guessing."""
    return argon2id.kdf(
        sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES,
        secret,
        salt,
        opslimit=argon2id.OPSLIMIT_MODERATE,
        memlimit=argon2id.MEMLIMIT_INTERACTIVE,
    )
