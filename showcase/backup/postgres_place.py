"""Where a restored database goes: the PostgreSQL that the settings name, empty, in one transaction."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction

from showcase.backup.archive import Archive
from showcase.backup.facts import counts_of, sums_of, waiting_migrations
from showcase.backup.postgres_tools import server_major, told_by_tool, tool_version
from showcase.backup.problems import BackupError, DamagedError
from showcase.backup.sqlite_place import used
from showcase.table_sums import BEFORE_A_RESTORE, refuse_used

# What a newer pg_restore sets and an older server does not know; and what only psql understands.
NOT_FOR_THE_SERVER = (b"SET transaction_timeout", b"\\restrict ", b"\\unrestrict ")
DIFFERENT = "恢复出来的数据和备份时记下的不一致（{table}），已经全部退回，没有写入任何内容。请换一份备份。"
IN_USE = "还有进程在用这个数据库，没有写入任何内容。请先停止网站，再恢复。"
# Tables first: the sequences of their keys go with them, and cannot go before them.
OBJECTS = """
SELECT statement FROM (
  SELECT relkind = 'S' AS is_late, format('DROP %s IF EXISTS %I.%I CASCADE',
    CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
    'public', relname) AS statement
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
  UNION ALL
  SELECT true, format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
  WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
) AS objects ORDER BY is_late
"""


class PostgresPlace:
    """Emptied, filled and proved in one transaction: whoever looks sees nothing, or everything."""

    def __init__(self, staging: Path) -> None:
        self._dump = staging / "registry.dump"

    def refuse_used(self) -> None:
        """Raise ``BackupError`` where there is a record, or where PostgreSQL's programs are missing."""
        tool_version("pg_restore", server_major())
        with connection.cursor() as cursor:
            _refuse_used(cursor)

    def stage(self, archive: Archive) -> None:
        """Lay the dump where ``pg_restore`` reads it. Raises ``BackupError`` where it cannot."""
        with self._dump.open("wb") as file:
            for piece in archive.pieces(archive.manifest.database):
                file.write(piece)
        with told_by_tool("pg_restore", "--list", str(self._dump)) as said:
            said.read()

    def put_in_place(self, archive: Archive, at_step: Callable[[str], None]) -> None:
        """Raises ``BackupError`` or ``DamagedError``; then the transaction never was."""
        try:
            with transaction.atomic():
                self._empty()
                self._load()
                _prove(archive)
                at_step("database loaded")
        except (psycopg.Error, DatabaseError) as error:
            if isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                raise BackupError(IN_USE) from error
            raise DamagedError(f"数据库没有收下这份备份，已经全部退回，没有写入任何内容：{error}") from error
        finally:
            # The dump changed what this connection assumes.
            connection.close()

    def clear(self) -> None:
        """Nothing to do: the dump goes with its folder."""

    def _empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE')
            _refuse_used(cursor)
            cursor.execute(OBJECTS)
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)

    def _load(self) -> None:
        # Below Django: its cursor knows no COPY, and would look for parameters in the dump.
        cursor = psycopg.Cursor(connection.connection)
        for section in ("pre-data", "data", "post-data"):
            options = ("--no-owner", "--no-privileges", f"--section={section}", "--file=-", str(self._dump))
            with told_by_tool("pg_restore", *options) as lines:
                _run(cursor, lines)
        cursor.execute("RESET search_path")


def _refuse_used(cursor: Any) -> None:
    try:
        refuse_used(cursor, connection.introspection.table_names(cursor), BEFORE_A_RESTORE)
    except ValidationError as error:
        raise BackupError(used(error)) from error


def _run(cursor: psycopg.Cursor, lines: Iterable[bytes]) -> None:
    """What ``pg_restore`` writes: statements, and rows after each COPY up to a line of its own."""
    waiting: list[bytes] = []
    lines = iter(lines)
    for line in lines:
        if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
            _execute(cursor, waiting)
            with cursor.copy(line.decode()) as copy:
                for row in iter(lines.__next__, b"\\.\n"):
                    copy.write(row)
        elif not line.startswith(NOT_FOR_THE_SERVER):
            waiting.append(line)
    _execute(cursor, waiting)


def _execute(cursor: psycopg.Cursor, waiting: list[bytes]) -> None:
    if waiting:
        cursor.execute(b"".join(waiting))
    waiting.clear()


def _prove(archive: Archive) -> None:
    """Raise ``DamagedError`` where a table is not as it was when the backup was taken."""
    told = archive.manifest.tables
    found = counts_of(DEFAULT_DB_ALIAS)
    if not waiting_migrations(DEFAULT_DB_ALIAS) and any(table.sha256 for table in told.values()):
        found |= sums_of(DEFAULT_DB_ALIAS)
    else:
        told = {name: type(table)(table.rows) for name, table in told.items()}
    for table in sorted(told.keys() | found.keys()):
        if told.get(table) != found.get(table):
            raise DamagedError(DIFFERENT.format(table=table))
