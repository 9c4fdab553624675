"""What is kept is weighed with all it holds, and weighing makes nothing."""

import sys

import pytest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from awards.models import HonorEntry
from showcase.browsing.printing import PrintedLine
from showcase.caching.weighing import weight_of
from tests.factories import make_entry

LONG = "x" * 20_000
WEIGHT = sys.getsizeof(LONG)


@pytest.mark.parametrize(
    "thing",
    [
        LONG,
        mark_safe(LONG),
        [LONG],
        {"a": (LONG,)},
        {LONG: 1},
        frozenset([LONG]),
        PrintedLine(mark_safe(LONG), "code", None, None, None, False),
        HonorEntry(citation=LONG),
    ],
    ids=["text", "html", "list", "dict", "key", "set", "slots", "record"],
)
def test_text_is_weighed_wherever_it_is_held(thing):
    assert WEIGHT <= weight_of(thing) <= WEIGHT + 5000


def test_what_is_held_twice_is_weighed_once():
    assert weight_of([LONG, LONG, (LONG,)]) < 2 * WEIGHT


def test_what_is_lazy_is_not_made_to_be_weighed():
    asked = []
    lazy = SimpleLazyObject(lambda: asked.append("made") or LONG)

    assert (weight_of(lazy) < 1000, asked) == (True, [])


@pytest.mark.django_db
def test_rows_count_once_they_are_read_and_are_not_read_for_it(django_assert_num_queries):
    make_entry(citation=LONG)
    rows = HonorEntry.objects.all()
    with django_assert_num_queries(0):
        before = weight_of(rows)
    list(rows)

    assert (before < 1000, weight_of(rows) > WEIGHT) == (True, True)
