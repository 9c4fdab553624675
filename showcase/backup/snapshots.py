"""The database as it stands at one moment, whoever writes meanwhile; nobody has to wait for it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.utils import timezone

from showcase.backup.facts import Facts, facts_of
from showcase.backup.postgres_tools import run_tool, server_major, tool_version
from showcase.backup.problems import BackupError
from showcase.table_sums import sqlite_file

# Who is signed in is nobody's business in a backup.
_SESSIONS = Session._meta.db_table


@dataclass(frozen=True)
class Snapshot:
    """``path`` is a file of SQLite or a dump of PostgreSQL; ``made_with`` the program that dumped."""

    engine: str
    taken_at: datetime
    path: Path
    facts: Facts
    made_with: str = ""


def take_snapshot(folder: Path) -> Snapshot:
    """Copy the database into ``folder``. Raises ``BackupError`` where it cannot be done."""
    takers = {"sqlite": _of_sqlite, "postgresql": _of_postgres}
    return takers[connection.vendor](folder)


def _of_sqlite(folder: Path) -> Snapshot:
    """SQLite's own backup, in one step: readers and writers of a file in WAL mode go on."""
    source, path = Path(connection.settings_dict["NAME"]), folder / "snapshot.sqlite3"
    path.unlink(missing_ok=True)
    if not source.is_file():
        raise BackupError(f"没有数据库文件：{source}。请核对 DATA_DIR 和 DATABASE_URL。")
    taken_at, address = timezone.now(), f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as given, closing(sqlite3.connect(path)) as copy:
        given.backup(copy)
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute(f"DELETE FROM {_SESSIONS}")  # nosec B608 # noqa: S608 - the name of Django's table
        copy.commit()
        # One file, without a companion that could be left behind.
        copy.execute("PRAGMA journal_mode = DELETE")
    if not is_sound(path):
        raise BackupError("数据库不完整，备份了也恢复不了，没有生成备份。请运行 manage.py doctor，照它说的处理。")
    with sqlite_file(path) as alias:
        return Snapshot("sqlite", taken_at, path, facts_of(alias))


def is_sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the pages, indexes and references of the file."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        is_whole = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return is_whole and database.execute("PRAGMA foreign_key_check").fetchone() is None


def _of_postgres(folder: Path) -> Snapshot:
    """``pg_dump`` and our own counting look at the same snapshot."""
    path, version, taken_at = folder / "snapshot.dump", tool_version("pg_dump", server_major()), timezone.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--exclude-table-data={_SESSIONS}")
        run_tool("pg_dump", *options, f"--snapshot={snapshot}", f"--file={path}")
        return Snapshot("postgresql", taken_at, path, facts_of(DEFAULT_DB_ALIAS), version)
