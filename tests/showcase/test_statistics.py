"""SQLite is told how large its tables are, once, and again when there is twice as much."""

import pytest
from django.core.management import call_command
from django.db import connection

from showcase.statistics import keep_statistics
from tests.factories import make_entry, make_list, make_organization

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL gathers them by itself"),
]


def known_entries() -> list[int]:
    """How many honours SQLite believes there are; once for each index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'awards_honorentry'")
        return sorted({int(stat.split()[0]) for (stat,) in cursor.fetchall()})


def honor(*names: str) -> None:
    honor_list = make_list()
    for name in names:
        make_entry(make_organization(f"{name}居民区党总支"), honor_list=honor_list)


def test_nothing_is_gathered_of_an_empty_registry():
    assert keep_statistics() is False


def test_they_are_gathered_by_the_clock_and_not_again_until_there_is_twice_as_much(capsys):
    honor("甲", "乙")
    call_command("publish_due")

    assert max(known_entries()) == 2
    assert keep_statistics() is False

    honor("丙", "丁", "戊")
    assert keep_statistics() is True
    assert max(known_entries()) == 5
