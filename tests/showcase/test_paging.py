"""Pages of a long list: every one that exists, none that does not."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from showcase.paging import LAST_PAGE, paged

LINES = list(range(1, 8))


def page_of(query: str, lines=LINES, per_page: int = 3):
    return paged(RequestFactory().get(f"/honors/{query}"), lines, per_page)


@pytest.mark.parametrize(
    ("query", "lines"),
    [("", [1, 2, 3]), ("?page=1", [1, 2, 3]), ("?page=2", [4, 5, 6]), ("?page=3", [7])],
)
def test_a_page_holds_its_lines(query, lines):
    assert list(page_of(query).page) == lines


@pytest.mark.parametrize(
    "asked",
    [
        "abc",
        "",
        "0",
        "-1",
        "1.0",
        "+1",
        " 1",
        "1e2",
        "01",
        "000000010",
        "٣",
        "２",
        "二",
        "1001",
        "4",
        "9" * 50,
        "1&page=",
    ],
)
def test_a_page_that_does_not_exist_is_not_found(asked):
    with pytest.raises(Http404):
        page_of(f"?page={asked}")


def test_no_page_lies_behind_the_last_one_however_long_the_list():
    lines = range(LAST_PAGE + 1)

    assert list(page_of(f"?page={LAST_PAGE}", lines, per_page=1).page) == [LAST_PAGE - 1]
    with pytest.raises(Http404):
        page_of(f"?page={LAST_PAGE + 1}", lines, per_page=1)


def test_the_last_page_leads_on_to_no_page_that_is_not_found():
    last = page_of(f"?page={LAST_PAGE}", range(LAST_PAGE + 1), per_page=1)

    assert last.next == ""


def test_an_empty_list_has_one_empty_page():
    assert list(page_of("", lines=[]).page) == []


def test_neighbours_keep_the_filters_and_the_first_page_has_no_number():
    middle = page_of("?award=jinyin&page=2&q=%E9%99%B6%E5%AE%B6%E5%AE%85&tier=1&tier=2")

    filters = "award=jinyin&q=%E9%99%B6%E5%AE%B6%E5%AE%85&tier=1&tier=2"
    assert (middle.previous, middle.next) == (f"?{filters}", f"?{filters}&page=3")


def test_ends_have_no_neighbours():
    assert (page_of("").previous, page_of("?page=3").next) == ("", "")
    assert page_of("").next == "?page=2"
    assert page_of("?page=2").previous == "?"
