"""Kept pages stay within their bound, and those that people read stay longest."""

import pytest

from showcase.caching.pages import OVERHEAD, kept_page
from showcase.caching.store import PageStore

BODY = 4000
SIZE = 2 * BODY + OVERHEAD


def a_page(text: str = "x"):
    return kept_page([("Content-Type", "text/html; charset=utf-8")], text.encode().ljust(BODY))


@pytest.fixture
def store():
    """Room for ten pages."""
    made = PageStore(limit=10 * SIZE)
    made.get(1, ("open",))
    return made


def test_a_page_is_found_in_its_own_version_and_in_no_other(store):
    page = a_page()
    store.put(1, ("roll",), page)

    assert store.get(1, ("roll",)) is page
    assert store.get(2, ("roll",)) is None
    assert (len(store), store.size) == (0, 0)


def test_a_page_made_as_of_an_earlier_version_is_not_kept(store):
    store.get(2, ("roll",))

    store.put(1, ("roll",), a_page())

    assert store.get(2, ("roll",)) is None


def test_who_looked_before_a_change_is_given_the_page_made_after_it(store):
    page = a_page()
    store.get(2, ("roll",))
    store.put(2, ("roll",), page)

    assert store.get(1, ("roll",)) is page


def test_twenty_thousand_pages_stay_within_the_bound_and_leave_those_read_twice(store):
    page = a_page("陶家宅")
    store.put(1, ("known",), page)
    store.get(1, ("known",))

    for number in range(20_000):
        store.put(1, (f"q={number}",), a_page())

    assert store.size <= store.limit
    assert len(store) == 10
    assert store.get(1, ("known",)) is page


def test_what_was_read_longest_ago_leaves_first(store):
    for number in range(11):
        store.put(1, (str(number),), a_page())

    assert store.get(1, ("0",)) is None
    assert store.get(1, ("1",)) is not None


def test_pages_read_twice_leave_room_for_others(store):
    for number in range(20):
        store.put(1, (str(number),), a_page())
        store.get(1, (str(number),))
    store.put(1, ("new",), a_page())

    assert store.get(1, ("new",)) is not None
    assert store.size <= store.limit


def test_a_page_larger_than_an_eighth_of_the_bound_is_not_kept(store):
    store.put(1, ("long",), kept_page([], b"x" * store.limit))

    assert len(store) == 0


def test_one_makes_a_page_and_the_others_wait_for_it(store):
    assert store.begin(1, ("roll",)) is None
    waiting = store.begin(1, ("roll",))
    store.end(1, ("roll",))

    assert waiting.is_set()
    assert store.begin(1, ("roll",)) is None


def test_copies_in_every_encoding_take_no_more_than_the_page_says():
    page = kept_page([("Content-Type", "text/html")], ("光荣榜" * 4000).encode())
    copies = [page.variant(encoding).chunks[0] for encoding in ("", "gzip", "br")]

    assert len({len(copy) for copy in copies}) == 3
    assert sum(map(len, copies)) < page.size


def test_what_does_not_shrink_by_half_is_sent_as_it_is():
    page = kept_page([("Content-Type", "text/html")], bytes(range(256)))

    assert page.variant("br") is page.variant("")
