"""A database that is not sound is neither saved nor restored."""

import sqlite3
from contextlib import closing

import pytest

from showcase.backup.snapshots import is_sound

TABLES = """
CREATE TABLE lists (id INTEGER PRIMARY KEY);
CREATE TABLE entries (id INTEGER PRIMARY KEY, name TEXT, list INTEGER REFERENCES lists);
CREATE INDEX by_name ON entries (name);
INSERT INTO lists VALUES (1);
"""


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "registry.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(TABLES)
        made.executemany("INSERT INTO entries (name, list) VALUES (?, 1)", [(f"居民区{n}",) for n in range(2000)])
        made.commit()
    return path


def test_a_sound_one_is_sound(database):
    assert is_sound(database)


def test_a_reference_to_nothing_is_not(database):
    with closing(sqlite3.connect(database)) as changed:
        changed.execute("DELETE FROM lists")
        changed.commit()

    assert not is_sound(database)


def test_pages_that_belong_to_nothing_are_not(database):
    with closing(sqlite3.connect(database)) as changed:
        changed.execute("PRAGMA writable_schema = ON")
        changed.execute("DELETE FROM sqlite_master WHERE name = 'by_name'")
        changed.commit()

    assert not is_sound(database)
