"""The content version is never older than the last commit, whoever committed it."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from math import inf

import psycopg
import pytest
from django.db import connection

from showcase.caching.versions import OrmSource, PostgresSource, SqliteSource, VersionWatch, source_of
from showcase.content_version import raise_version
from tests.soak.databases import IS_POSTGRES, Database

TABLE = """CREATE TABLE showcase_contentversion
    (id integer PRIMARY KEY, number integer, changed_at {moment}, next_change_at {moment})"""
FIRST = "INSERT INTO showcase_contentversion VALUES (1, 1, '2026-01-01 00:00:00', NULL)"
RAISE = "UPDATE showcase_contentversion SET number = number + 1"


class Kept:
    """A database with a content version, and the connection of somebody who writes."""

    def __init__(self, folder):
        self.database = Database(folder).create()
        moment = "timestamptz" if IS_POSTGRES else "datetime"
        self.writer = psycopg.connect(self.database.url) if IS_POSTGRES else sqlite3.connect(self.database.path)
        if not IS_POSTGRES:
            self.writer.execute("PRAGMA journal_mode=WAL")
        self.write(TABLE.format(moment=moment), FIRST)

    def write(self, *statements: str, commit: bool = True) -> None:
        for statement in statements:
            self.writer.execute(statement)
        if commit:
            self.writer.commit()

    def source(self):
        if IS_POSTGRES:
            return PostgresSource(psycopg.conninfo.conninfo_to_dict(self.database.url))
        return SqliteSource(str(self.database.path))


@pytest.fixture
def kept(tmp_path):
    made = Kept(tmp_path)
    yield made
    made.writer.close()
    made.database.drop()


@pytest.fixture
def watch(kept):
    source = kept.source()
    yield VersionWatch(source)
    if source._connection is not None:
        source._connection.close()


def test_what_another_connection_commits_is_seen_by_the_next_look(kept, watch):
    before = watch.look()
    unchanged = watch.look()
    kept.write(RAISE)

    assert unchanged is before
    assert watch.look().epoch == before.epoch + 1


def test_what_is_not_committed_or_rolled_back_is_not_seen(kept, watch):
    before = watch.look()
    kept.write(RAISE, commit=False)
    during = watch.look()
    kept.writer.rollback()

    assert (during, watch.look()) == (before, before)


def test_a_write_that_changes_nothing_public_keeps_the_version(kept, watch):
    before = watch.look()
    kept.write("CREATE TABLE other (id integer)")

    assert watch.look() is before


def test_the_moment_at_which_the_clock_changes_a_page_comes_with_the_version(kept, watch):
    without = watch.look().due_at
    kept.write("UPDATE showcase_contentversion SET next_change_at = '2026-11-24 08:30:00.25+00:00'")

    assert without == inf
    assert watch.look().due_at == datetime(2026, 11, 24, 8, 30, 0, 250_000, tzinfo=UTC).timestamp()


def test_before_anything_was_public_there_is_a_version_too(kept, watch):
    kept.write("DELETE FROM showcase_contentversion")
    empty = watch.look()
    kept.write(FIRST)

    assert empty.due_at == inf
    assert watch.look().epoch == empty.epoch + 1


def test_a_version_seen_before_is_another_one_after_a_restored_backup(kept, watch):
    before = watch.look()
    kept.write("UPDATE showcase_contentversion SET changed_at = '2025-01-01 00:00:00'")

    assert watch.look().epoch == before.epoch + 1


@pytest.mark.skipif(IS_POSTGRES, reason="a file is replaced, a server is not")
def test_another_file_put_in_place_of_the_database_is_looked_at(kept, watch, tmp_path):
    before = watch.look()
    copy = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(copy)) as other:
        kept.writer.backup(other)
        other.execute("UPDATE showcase_contentversion SET number = 9")
        other.commit()
    shutil.move(copy, kept.database.path)
    # What belonged to the file that is gone.
    for suffix in ("-wal", "-shm"):
        os.unlink(f"{kept.database.path}{suffix}")

    assert watch.look().epoch == before.epoch + 1


@pytest.mark.skipif(not IS_POSTGRES, reason="a file ends no connection")
def test_a_connection_that_the_server_ended_is_made_anew(kept, watch):
    before = watch.look()
    kept.write(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
        "AND datname = current_database()"
    )
    kept.write("UPDATE showcase_contentversion SET number = number + 1")

    # At once: what was kept before may not be shown in between.
    assert watch.look().epoch == before.epoch + 1


@pytest.mark.django_db
def test_a_database_in_memory_is_asked_on_the_connection_of_the_request():
    raise_version()
    watch = VersionWatch(OrmSource())
    before = watch.look()
    raise_version()

    assert watch.look().epoch == before.epoch + 1


def test_the_way_of_asking_is_that_of_the_database():
    ways = {"postgresql": PostgresSource, "sqlite": OrmSource}

    assert type(source_of(connection)) is ways[connection.vendor]
