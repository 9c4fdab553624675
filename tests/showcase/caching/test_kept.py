"""A part of a page is made once for each version, and never shown as it was before."""

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from awards.choices import ListState, Standing
from showcase.browsing.printing import printed
from showcase.caching.kept import KEPT_PARTS, KeptParts
from showcase.caching.weighing import weight_of
from tests.factories import make_entry

TEMPLATE = '{% load kept %}{% kept_part "components/site_nav.html" here=here %}'
INCLUDED = '{% include "components/site_nav.html" only %}'
ROW = "components/entry_list_row.html"


def request_before(kept):
    request = RequestFactory().get("/")
    request.META[KEPT_PARTS] = kept
    return request


@pytest.mark.parametrize("shelf", ["part", "record"])
def test_a_part_is_made_once_for_a_version(shelf):
    parts = KeptParts()

    made = [getattr(parts.as_of(1), shelf)("a", lambda word=word: word) for word in ("first", "second")]

    assert made == ["first", "first"]
    assert getattr(parts.as_of(2), shelf)("a", lambda: "third") == "third"


def test_a_request_that_began_before_a_change_leaves_nothing_for_those_after_it():
    parts = KeptParts()
    parts.as_of(2).part("a", lambda: "new")

    assert parts.as_of(1).part("a", lambda: "old") == "old"
    assert parts.as_of(2).part("a", lambda: "newer") == "new"


def test_what_was_made_while_the_version_moved_is_not_kept():
    parts = KeptParts()

    def slow() -> str:
        parts.as_of(2).part("b", lambda: "new")
        return "old"

    parts.as_of(1).part("a", slow)

    assert parts.as_of(2).part("a", lambda: "new") == "new"


def test_each_site_has_its_own_for_whole_addresses_differ():
    parts = KeptParts()
    parts.as_of(1, "https://one.example").part("a", lambda: "one")

    assert parts.as_of(1, "https://other.example").part("a", lambda: "other") == "other"


def test_the_kept_parts_stay_within_their_bounds_in_bytes():
    limit = 100_000
    kept = KeptParts(lines=limit, parts=limit, records=limit).as_of(1)
    shelves, most = (kept.lines, kept.parts, kept.records), 0
    for number in range(100):
        kept.part(number, lambda number=number: f"{number}荣" * 10_000)
        kept.record(number, lambda number=number: [f"{number}荣", b"x" * 20_000])
        kept.lines_by("row", [number], lambda keys: {key: str(key) * 10_000 for key in keys})
        most = max(most, *(weight_of(shelf._kept) for shelf in shelves))

    assert 50_000 < most <= limit
    assert [0 < shelf.size <= limit for shelf in shelves] == [True] * 3


def test_what_alone_would_fill_a_shelf_is_shown_and_not_kept():
    kept = KeptParts(parts=10_000).as_of(1)
    kept.part("small", lambda: "small")

    assert kept.part("large", lambda: "x" * 10_000) == "x" * 10_000
    assert (kept.part("large", lambda: "anew"), kept.part("small", lambda: "anew")) == ("anew", "small")


def test_only_lines_that_are_not_kept_are_asked_for():
    kept, asked = KeptParts().as_of(1), []

    def make(keys):
        asked.append(keys)
        return {key: f"line {key}" for key in keys if key != 3}

    found = [kept.lines_by("row", keys, make) for keys in ([1, 2], [2, 3], [1, 2])]

    assert asked == [[1, 2], [3]]
    assert found == [{1: "line 1", 2: "line 2"}, {2: "line 2"}, {1: "line 1", 2: "line 2"}]


@pytest.mark.django_db
@pytest.mark.parametrize("here", ["honors", "cases"])
def test_a_kept_part_is_what_the_component_alone_would_give(here):
    kept = KeptParts().as_of(1)
    shown = [
        Template(TEMPLATE).render(RequestContext(request_before(kept), {"here": place}))
        for place in ("cases", "honors", here)
    ]

    assert shown[-1] == Template(INCLUDED.replace(" only", f' with here="{here}" only')).render(Context()).strip()
    assert shown[0] != shown[1]


@pytest.mark.django_db
def test_what_has_an_empty_key_is_made_anew():
    kept = KeptParts().as_of(1)
    asked = Template('{% load kept %}{% kept_part "components/breadcrumb.html" key first_url=url first_title=url %}')
    shown = [asked.render(RequestContext(request_before(kept), {"key": "", "url": url})) for url in ("/a/", "/b/")]

    assert ["/a/" in shown[0], "/b/" in shown[1], len(kept.records)] == [True, True, 0]


@pytest.mark.django_db
def test_a_line_is_read_from_the_record_once_for_a_version(django_assert_num_queries):
    entry = make_entry(state=ListState.RELEASED)
    request = request_before(KeptParts().as_of(1))
    (first,) = printed(request, ROW, [entry.pk])

    with django_assert_num_queries(0):
        assert printed(request, ROW, [entry.pk]) == [first]
    assert (first.verify_code, first.tier, first.list) == (entry.verify_code, entry.tier, entry.list)


@pytest.mark.django_db
def test_where_no_page_cache_stands_every_line_is_made_anew():
    entry = make_entry(state=ListState.RELEASED)
    request = RequestFactory().get("/")
    (before,) = printed(request, ROW, [entry.pk])
    type(entry).objects.filter(pk=entry.pk).update(standing=Standing.REVOKED)

    assert printed(request, ROW, [entry.pk])[0].html != before.html


@pytest.mark.django_db
def test_lines_nobody_may_see_are_left_out():
    seen, hidden = make_entry(state=ListState.RELEASED), make_entry(state=ListState.DRAFT)

    lines = printed(RequestFactory().get("/"), ROW, [hidden.pk, seen.pk])

    assert [line.verify_code for line in lines] == [seen.verify_code]
