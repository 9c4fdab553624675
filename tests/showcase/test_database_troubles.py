"""A database that is full, read-only or gone: said in words, nothing half written, and reading goes on."""

import sqlite3
from contextlib import contextmanager

import psycopg
import pytest
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connection, transaction

from organizations.troubles import Trouble, trouble_of
from showcase.models import ErrorReport

FORM = {"page": "/honors/", "message": "字" * 1900, "nickname": ""}


@pytest.fixture(autouse=True)
def _nobody_has_reported_yet():
    cache.clear()


@contextmanager
def read_only():
    """As on a standby, or a disk that was mounted anew after a fault."""
    # Past Django, which refuses to ask anything more once a statement has failed.
    pragma = None if connection.vendor == "postgresql" else connection.connection.execute
    with transaction.atomic():
        if pragma:
            pragma("PRAGMA query_only = ON")
        else:
            connection.connection.execute("SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            transaction.set_rollback(True)
            if pragma:
                pragma("PRAGMA query_only = OFF")


@contextmanager
def full():
    pragma = connection.connection.execute
    # Pages that tests before have left free would still take something in.
    (free,) = pragma("PRAGMA freelist_count").fetchone()
    pragma("CREATE TABLE filler (x)")
    connection.connection.executemany("INSERT INTO filler VALUES (zeroblob(?))", [(4000,)] * (free + 8))
    (count,) = pragma("PRAGMA page_count").fetchone()
    pragma(f"PRAGMA max_page_count = {count}")
    try:
        yield
    finally:
        pragma("PRAGMA max_page_count = 1073741823")
        pragma("DROP TABLE IF EXISTS filler")


def words_of(response):
    return (response.status_code, response.headers.get("Retry-After"), response.content.decode())


@pytest.mark.django_db
def test_a_read_only_database_says_so_and_is_read_all_the_same(client):
    client.raise_request_exception = False
    with read_only():
        about = client.get("/about/").status_code
        status, retry, page = words_of(client.post("/report/", FORM))

    assert (about, status, retry, "现在只能阅读" in page) == (200, 503, "10", True)
    assert ErrorReport.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="a server's disk is not ours to fill")
def test_a_full_disk_says_so_and_is_read_all_the_same(client):
    client.raise_request_exception = False
    with full():
        about = client.get("/about/").status_code
        for _ in range(4):
            status, retry, page = words_of(client.post("/report/", FORM))
            if status != 302:
                break

    assert (about, status, retry, "磁盘满了" in page) == (200, 503, "10", True)


def raised(kind, cause):
    try:
        raise kind("x") from cause
    except kind as error:
        return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (raised(OperationalError, psycopg.OperationalError("connection refused")), Trouble.AWAY),
        (raised(OperationalError, psycopg.errors.AdminShutdown("restart")), Trouble.AWAY),
        (raised(OperationalError, psycopg.errors.ConnectionFailure("gone")), Trouble.AWAY),
        (raised(InterfaceError, psycopg.InterfaceError("the connection is closed")), Trouble.AWAY),
        (raised(OperationalError, psycopg.errors.DiskFull("full")), Trouble.FULL),
        (raised(OperationalError, psycopg.errors.DeadlockDetected("lost")), None),
        (raised(OperationalError, sqlite3.OperationalError("no such table")), None),
        (ValueError("x"), None),
        (None, None),
    ],
)
def test_what_is_wrong_with_a_database_is_told_from_errors_of_our_own(error, trouble):
    assert trouble_of(error) == trouble
