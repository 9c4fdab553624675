"""Only a few documents are compared with a question, and they are the ones a reader wants."""

from datetime import UTC, datetime

import pytest

from showcase import narrowing, search
from showcase.search import find
from tests.factories import make_neighborhood

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """A registry of thirty is a large one here."""
    for module in (narrowing, search):
        monkeypatch.setattr(module, "FEW", 4)
        monkeypatch.setattr(module, "MOST", 8)


def titles(query: str) -> list[str]:
    return [document.title for document in find(query, NOW).results]


def test_who_is_called_so_comes_first_however_many_hold_the_words():
    for number in range(30):
        make_neighborhood(f"阿{number}新华园")
    make_neighborhood("新华园")

    assert titles("新华园")[0] == "新华园居民区"


def test_whose_name_begins_so_is_not_lost_behind_those_that_hold_it():
    for number in range(30):
        make_neighborhood(f"阿{number}新华园")
    make_neighborhood("新华园东里")

    assert titles("新华园")[0] == "新华园东里居民区"


def test_of_two_common_signs_and_a_rare_one_the_rare_one_leads():
    for number in range(30):
        make_neighborhood(f"新华{number}平安")
    make_neighborhood("新华珅")

    found = find("新华珅", NOW)

    assert ([one.title for one in found.results], found.is_capped) == (["新华珅居民区"], False)


def test_a_rare_word_leads_a_common_one():
    for number in range(30):
        make_neighborhood(f"新华{number}")
    make_neighborhood("新华珅")

    found = find("新华 珅", NOW)

    assert ([one.title for one in found.results], found.is_capped) == (["新华珅居民区"], False)


def test_a_count_of_what_was_not_all_compared_says_so():
    for number in range(30):
        make_neighborhood(f"新华{number}")

    found = find("新华", NOW)

    assert (found.count, found.is_capped) == (8, True)


def test_a_count_of_all_is_exact():
    for number in range(7):
        make_neighborhood(f"新华{number}")

    found = find("新华", NOW)

    assert (found.count, found.is_capped, found.is_cut) == (7, False, False)
