"""The folder in which a backup is made or a restore prepared; only one of them at a time."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from showcase.backup.problems import BackupError

FOLDER = "backup-workspace"
LOCK = "backup.lock"


@contextmanager
def workspace() -> Iterator[Path]:
    """An empty folder of this process alone, gone afterwards; what a killed process left goes first.

    Raises ``BackupError`` while another backup or restore is running.
    """
    folder = Path(settings.DATA_DIR, FOLDER)
    with Path(settings.DATA_DIR, LOCK).open("w") as lock:
        try:
            # Let go by the system itself when the process ends, however it ends.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("正在进行另一次备份或恢复，请等它结束再运行。") from error
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
