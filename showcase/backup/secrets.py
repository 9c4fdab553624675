"""What backups are encrypted with: a passphrase, or a file of random bytes, as the settings say."""

from pathlib import Path

from django.conf import settings

from showcase.backup.problems import BackupError

SHORTEST_PASSPHRASE = 12
SHORTEST_KEY = 32


def backup_secret() -> bytes:
    """The secret, or ``b""`` where none is set. Raises ``BackupError`` for one that protects nothing."""
    passphrase, key_file = settings.BACKUP_PASSPHRASE, settings.BACKUP_KEY_FILE
    if passphrase and key_file:
        raise BackupError("BACKUP_PASSPHRASE 和 BACKUP_KEY_FILE 只能设一个，请去掉其中一个。")
    if key_file:
        return _of_file(Path(key_file))
    if passphrase and len(passphrase) < SHORTEST_PASSPHRASE:
        raise BackupError(f"BACKUP_PASSPHRASE 太短，至少要 {SHORTEST_PASSPHRASE} 个字符。")
    return str(passphrase).encode()


def _of_file(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except OSError as error:
        raise BackupError(f"读不到 BACKUP_KEY_FILE（{path}）：{error.strerror}。请核对路径和权限。") from error
    if len(key) < SHORTEST_KEY:
        raise BackupError(
            f"BACKUP_KEY_FILE（{path}）太短，至少要 {SHORTEST_KEY} 个字节，"
            f"例如：head -c 64 /dev/urandom | base64 > {path}"
        )
    return key
