"""The content version as the database holds it now, at the price of a few microseconds.

Asked before every kept page is sent, in each process by itself: what one process commits, every other
one sees with its next request, on however many machines. A connection of its own is used, for the one of
the request may hold a transaction open that sees the past.
"""

import os
import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import psycopg
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import ExecStatus

from showcase.models import ContentVersion

# The row as the database writes it; ``None`` before anything was public.
Row = tuple[Any, ...] | None

TABLE = ContentVersion._meta.db_table
# So long, in seconds, a reader's page waits for an answer before it is made without one.
PATIENCE = 2
# So long, in seconds, what was the version a moment ago may stand for one that a server does not tell.
GRACE = 60
UNANSWERED = (sqlite3.Error, psycopg.Error, DatabaseError, OSError)


class Source(Protocol):
    """Where the row is read. ``read`` raises one of ``UNANSWERED`` where the database is away."""

    def read(self) -> Row: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """``epoch`` counts the versions this process has seen; from ``due_at`` on (as ``time.time``) it is over."""

    epoch: int
    due_at: float


class VersionWatch:
    """What this process knows of the content version: never older than the last commit."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = Lock()
        self._row: Row = None
        self._seen = Seen(0, inf)
        self._looked_at = -inf

    def look(self) -> Seen:
        """The version now. Raises one of ``UNANSWERED`` where the database is away."""
        # Locked, so that epochs follow each other as the reads did.
        with self._lock:
            row = self._source.read()
            # Not the clock of the day, which may jump.
            self._looked_at = time.monotonic()
            if self._seen.epoch == 0 or row != self._row:
                # The whole row is compared: after a restored backup the number may be one seen before.
                self._row, self._seen = row, Seen(self._seen.epoch + 1, _seconds(row[2]) if row else inf)
            return self._seen

    def lately(self) -> Seen | None:
        """What the version was less than ``GRACE`` seconds ago, unless the clock has ended it since.

        While a server is away nobody can release or withdraw anything through it; a machine that alone is cut
        off from it may be behind by as much. A file is never away for long, and who cannot read it may be
        waiting for somebody who writes: there is no grace for it.
        """
        is_recent = time.monotonic() - self._looked_at < GRACE and time.time() < self._seen.due_at
        return self._seen if is_recent and getattr(self._source, "is_server", False) else None


def _seconds(moment: Any) -> float:
    if moment is None:
        return inf
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return float(moment.timestamp() if isinstance(moment, datetime) else moment)


class SqliteSource:
    """A file: its change counter tells that somebody wrote; only then the row is read again."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, ...] = ()
        self._counter: int | None = None
        self._row: Row = None

    def read(self) -> Row:
        connection = self._current_connection()
        try:
            (counter,) = connection.execute("PRAGMA data_version").fetchone()
            if counter != self._counter:
                self._row = connection.execute(
                    f"SELECT number, changed_at, next_change_at FROM {TABLE}"  # nosec B608 # noqa: S608 (the table's own name)
                ).fetchone()
                # Kept last: a commit in between moves the counter on, and the next look reads again.
                self._counter = counter
        except sqlite3.Error:
            self._close()
            raise
        return self._row

    def _current_connection(self) -> sqlite3.Connection:
        # Another file under the name (a restored backup), or a process forked since: open anew.
        status = os.stat(self._path)
        now = (status.st_dev, status.st_ino, os.getpid())
        if self._connection is None or now != self._opened:
            self._close()
            address = f"{Path(self._path).absolute().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(
                address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._opened = now
        return self._connection

    def _close(self) -> None:
        if self._connection is not None and self._opened[-1:] == (os.getpid(),):
            self._connection.close()
        self._connection, self._counter = None, None


class PostgresSource:
    """A server: one row by its key, on a connection that never holds a transaction open."""

    is_server = True
    STATEMENT = f"SELECT number, changed_at, extract(epoch FROM next_change_at) FROM {TABLE}".encode()  # nosec B608 # noqa: S608 - the table's own name

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self._connection: psycopg.Connection | None = None
        self._pid = 0

    def read(self) -> Row:
        was_connected = self._connection is not None and self._pid == os.getpid()
        try:
            return self._asked()
        except psycopg.Error:
            if not was_connected:
                raise
        # Only the connection may be gone, and the server have news: it is away once a new one fails, too.
        return self._asked()

    def _asked(self) -> Row:
        try:
            # libpq itself: the cursor above it costs half as much again.
            result = self._current_connection().pgconn.exec_(self.STATEMENT)
            if result.status != ExecStatus.TUPLES_OK:
                raise psycopg.OperationalError(result.error_message.decode(errors="replace"))
        except psycopg.Error:
            self._close()
            raise
        return tuple(result.get_value(0, column) for column in range(3)) if result.ntuples else None

    def _close(self) -> None:
        # One inherited from the process that forked this one is still that one's.
        if self._connection is not None and self._pid == os.getpid():
            self._connection.close()
        self._connection = None

    def _current_connection(self) -> psycopg.Connection:
        if self._connection is None or self._pid != os.getpid():
            limits = {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000}
            options = f"-c statement_timeout={PATIENCE * 1000} {self._parameters.get('options', '')}".strip()
            self._connection = psycopg.connect(**{**self._parameters, **limits, "options": options}, autocommit=True)
            self._pid = os.getpid()
        return self._connection


class OrmSource:
    """Any other database, such as one in memory: asked the ordinary way, on the request's own connection."""

    def read(self) -> Row:
        return ContentVersion.objects.values_list("number", "changed_at", "next_change_at").first()


def source_of(connection: BaseDatabaseWrapper) -> Source:
    """How the version is read on ``connection``'s database."""
    if connection.vendor == "postgresql":
        ours = {"context", "cursor_factory", "prepare_threshold"}
        given = connection.get_connection_params()
        return PostgresSource({name: value for name, value in given.items() if name not in ours})
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name:
        return SqliteSource(name)
    return OrmSource()
