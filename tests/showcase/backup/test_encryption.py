"""An encrypted archive opens with its key alone, and not at all once a byte of it is another."""

import io

import pytest

from showcase.backup.encryption import MAGIC, PIECE, EncryptingWriter, decrypt
from showcase.backup.problems import BackupError, DamagedError
from showcase.backup.secrets import backup_secret
from tests.showcase.backup.archives import DATABASE, pack, unpack

SECRET = "只有我们知道的一句话".encode()


@pytest.fixture
def archive(tmp_path):
    return pack(tmp_path / "one.zip.enc", {"sources/a": b"list " * 40_000}, SECRET)


@pytest.fixture
def workspace(tmp_path):
    made = tmp_path / "workspace"
    made.mkdir()
    return made


def encrypted(text: bytes) -> bytes:
    target = io.BytesIO()
    writer = EncryptingWriter(target, SECRET)
    for start in range(0, len(text), 1000):
        writer.write(text[start : start + 1000])
    writer.finish()
    return target.getvalue()


def decrypted(data: bytes, secret: bytes = SECRET) -> bytes:
    return b"".join(decrypt(io.BytesIO(data), secret))


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_encrypted_is_decrypted(length):
    text = bytes(range(256)) * (length // 256 + 1)

    assert decrypted(encrypted(text[:length])) == text[:length]


def test_an_encrypted_archive_tells_nothing_and_opens_with_its_key(archive, workspace):
    assert b"list list" not in archive.read_bytes()
    assert unpack(archive, workspace, SECRET) == {"files/sources/a": b"list " * 40_000, DATABASE: b"a database"}


def test_another_key_is_refused(archive, workspace):
    with pytest.raises(DamagedError, match="口令或密钥不对"):
        unpack(archive, workspace, SECRET + b"!")


def test_without_a_key_it_says_which_setting_to_give(archive, workspace):
    with pytest.raises(BackupError, match="BACKUP_PASSPHRASE 或 BACKUP_KEY_FILE"):
        unpack(archive, workspace)


@pytest.mark.parametrize("place", [0, 30, 50, 200, 70_000, 140_000, -1], ids=str)
def test_one_flipped_bit_is_refused_in_each_part(archive, workspace, place):
    changed = bytearray(archive.read_bytes())
    changed[place] ^= 1
    archive.write_bytes(changed)

    with pytest.raises(DamagedError):
        unpack(archive, workspace, SECRET)


def test_pieces_that_are_cut_off_changed_about_or_added_are_refused():
    head = len(MAGIC) + 16 + 24
    whole = encrypted(bytes(3 * PIECE))
    first, second = (whole[head + number * (PIECE + 17) :][: PIECE + 17] for number in (0, 1))
    begun = whole[:head]
    after = whole[head + 2 * (PIECE + 17) :]

    for changed in (whole[:head], begun + first, begun + second + first + after, whole + b"\0", begun + first + after):
        with pytest.raises(DamagedError):
            decrypted(changed)


def test_a_key_file_is_a_key(settings, tmp_path):
    (tmp_path / "key").write_bytes(b"k" * 32)
    settings.BACKUP_KEY_FILE = str(tmp_path / "key")

    assert backup_secret() == b"k" * 32


def test_no_key_means_no_encryption():
    assert backup_secret() == b""


@pytest.mark.parametrize(
    ("passphrase", "key_file", "said"),
    [
        ("太短", "", "至少要 12 个字符"),
        ("", "/nowhere/key", "读不到 BACKUP_KEY_FILE"),
        ("", "short", "至少要 32 个字节"),
        ("足够长的一句口令一二三四五六", "short", "只能设一个"),
    ],
)
def test_a_key_that_protects_nothing_is_refused(settings, tmp_path, passphrase, key_file, said):
    (tmp_path / "short").write_bytes(b"k")
    settings.BACKUP_PASSPHRASE = passphrase
    settings.BACKUP_KEY_FILE = str(tmp_path / key_file) if key_file else ""

    with pytest.raises(BackupError, match=said):
        backup_secret()
