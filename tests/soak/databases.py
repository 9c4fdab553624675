"""Databases that a test makes, copies and drops: files of SQLite, or databases beside the suite's on PostgreSQL.

The suite's own database will not do where processes are killed or run against each other: it lives in
one connection, inside one transaction.
"""

import hashlib
import itertools
import os
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

# Where the suite runs: the address of a PostgreSQL server, or "" for files.
SERVER = url if (url := os.environ.get("DATABASE_URL", "")).startswith("postgres") else ""
IS_POSTGRES = bool(SERVER)
_numbers = itertools.count(1)

_TABLES = """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"""
_TABLES_OF_POSTGRES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
PATIENCE = 60
# Keys, moments, checksums and names drawn by lot: what two runs of one act do not have in common. Of ten signs,
# as of a code to verify an honour by, all may be letters.
_BY_CHANCE = re.compile(r"[0-9A-Za-z]*[0-9][0-9A-Za-z]*|\b[A-Z]{10}\b")


@dataclass(frozen=True)
class Database:
    """One throwaway database, a file in ``folder`` or beside others on ``server``.

    ``url`` is what ``DATABASE_URL`` must be for a process to use it.
    """

    folder: Path
    server: str = SERVER
    name: str = field(default_factory=lambda: f"throwaway_{os.getpid()}_{next(_numbers)}")

    @property
    def url(self) -> str:
        if self.server:
            return urlsplit(self.server)._replace(path=f"/{self.name}").geturl()
        return f"sqlite:///{self.path}"

    @property
    def path(self) -> Path:
        """The file, on SQLite."""
        return self.folder / f"{self.name}.sqlite3"

    def create(self, template: "Database | None" = None) -> "Database":
        """Make it: empty, or as ``template`` stands, which nobody may be using."""
        if self.server:
            self._on_server(f"CREATE DATABASE {self.name} TEMPLATE {template.name if template else 'template0'}")
        elif template:
            with closing(sqlite3.connect(template.path)) as source, closing(sqlite3.connect(self.path)) as target:
                source.backup(target)
        return self

    def drop(self) -> None:
        """Remove it, whoever may still be connected."""
        if self.server:
            self._on_server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        else:
            for path in self.folder.glob(f"{self.name}.sqlite3*"):
                path.unlink()

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """The rows that answer ``question``, on a connection of its own that knows nothing of Django."""
        with closing(self._connected()) as connection:
            return [tuple(row) for row in connection.execute(question).fetchall()]

    def change(self, statement: str) -> None:
        """Carry out ``statement`` behind everybody's back, to set a scene."""
        with closing(self._connected()) as connection:
            connection.execute(statement)
            connection.commit()

    def count(self, table: str, where: str = "TRUE") -> int:
        """How many rows of ``table`` there are."""
        return self.ask(f"SELECT count(*) FROM {table} WHERE {where}")[0][0]  # noqa: S608

    def settle(self) -> None:
        """Return when the server has noticed that killed processes are gone; a file notices at once."""
        until = time.monotonic() + PATIENCE
        while self.server and self.ask(_OTHERS) != [(0,)]:
            assert time.monotonic() < until, "a killed process is still connected"
            time.sleep(0.01)

    def contents(self) -> dict[str, str]:
        """A digest of every table, so that two states can be told to be the same to the last byte."""
        return self._digests(repr)

    def shapes(self) -> dict[str, str]:
        """As ``contents``, but the same for two runs of one act: without keys, moments and names drawn by lot."""
        return self._digests(lambda row: _BY_CHANCE.sub("#", repr(row)))

    def is_sound(self) -> bool:
        """Whether the database itself finds nothing wrong: its pages, indexes and references."""
        if self.server:
            return True  # It recovers by its own log, and keeps its constraints at every commit.
        return self.ask("PRAGMA integrity_check") == [("ok",)] and self.ask("PRAGMA foreign_key_check") == []

    def _digests(self, as_text: Callable[[tuple[Any, ...]], str]) -> dict[str, str]:
        digests = {}
        with closing(self._connected()) as connection:
            tables = connection.execute(_TABLES_OF_POSTGRES if self.server else _TABLES).fetchall()
            for (table,) in sorted(tables):
                rows = sorted(map(as_text, connection.execute(f"SELECT * FROM {table}")))  # noqa: S608
                digests[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return digests

    def _connected(self) -> psycopg.Connection | sqlite3.Connection:
        return psycopg.connect(self.url) if self.server else sqlite3.connect(self.path)

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)
