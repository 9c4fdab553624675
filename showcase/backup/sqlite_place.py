"""Where a restored database goes: the file that SQLite keeps the registry in, empty or not there yet."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection

from showcase.backup.archive import Archive
from showcase.backup.facts import counts_of
from showcase.backup.problems import BackupError, DamagedError
from showcase.backup.shelves import keep_folder
from showcase.backup.snapshots import is_sound
from showcase.table_sums import BEFORE_A_RESTORE, refuse_used, sqlite_file

# SQLite would read these into whatever file bears the name.
COMPANIONS = ("-wal", "-journal")
IN_USE = "还有进程在用这个数据库，没有写入任何内容。请先停止网站（systemctl stop honours honours-due.timer），再恢复。"
UNSOUND = "备份里的数据库不完整，没有写入任何内容。请换一份备份。"


class SqlitePlace:
    """The database is written beside the file, proved, and renamed over it."""

    def __init__(self) -> None:
        self._path = Path(connection.settings_dict["NAME"])
        self._beside = self._path.with_name(f"{self._path.name}.restoring")

    def refuse_used(self) -> None:
        """Raise ``BackupError`` where there is a record, or somebody who might be writing one."""
        connection.close()
        with self._held():
            pass

    def stage(self, archive: Archive) -> None:
        """Write it beside the file. Raises ``DamagedError`` where it is not sound."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for piece in archive.pieces(archive.manifest.database):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        try:
            _prove(self._beside, archive)
        except sqlite3.Error as error:
            raise DamagedError(UNSOUND) from error

    def put_in_place(self, archive: Archive, at_step: Callable[[str], None]) -> None:
        """From one moment to the next: before the renaming nothing is there, after it everything."""
        with self._held():
            at_step("database loaded")
            os.replace(self._beside, self._path)
        keep_folder(self._path.parent)

    def clear(self) -> None:
        """Remove what was written beside it, if it still lies there."""
        self._beside.unlink(missing_ok=True)

    def _companion(self, ending: str) -> Path:
        return self._path.with_name(self._path.name + ending)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Nobody else has the file open, nobody's record is in it, and this stays so."""
        if not self._path.exists() or self._path.stat().st_size == 0:
            if left := [name for name in map(self._companion, COMPANIONS) if name.exists()]:
                raise BackupError(f"数据库文件不在，却留着 {left[0]}。请先把它移到别处，再恢复；没有写入任何内容。")
            yield
            return
        with closing(sqlite3.connect(self._path, timeout=1, isolation_level=None)) as held:
            try:
                # Refused while any other process has the file open.
                held.execute("PRAGMA journal_mode = DELETE")
                held.execute("BEGIN EXCLUSIVE")
                present = {name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
                refuse_used(held.cursor(), present, BEFORE_A_RESTORE)
            except sqlite3.OperationalError as error:
                raise BackupError(IN_USE) from error
            except sqlite3.DatabaseError as error:
                raise BackupError(f"{self._path} 读不出来。请先把它移到别处，再恢复；没有写入任何内容。") from error
            except ValidationError as error:
                raise BackupError(used(error)) from error
            yield


def used(error: ValidationError) -> str:
    """What to do where there is a registry already."""
    return (
        "".join(error.messages) + "恢复只写进空的地方，什么也没有改动。"
        "请换一个空的 DATA_DIR 或 DATABASE_URL，或者先把现在的数据库和图片移到别处。"
    )


def _prove(path: Path, archive: Archive) -> None:
    if not is_sound(path):
        raise DamagedError(UNSOUND)
    with sqlite_file(path) as alias:
        found = {name: table.rows for name, table in counts_of(alias).items()}
    if found != {name: table.rows for name, table in archive.manifest.tables.items()}:
        raise DamagedError(UNSOUND)
