"""One page, one key: which addresses are kept, and what of a query string counts."""

import re
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.urls import get_resolver

from showcase.api import filters
from showcase.api.listing import AFTER, LIMIT
from showcase.browsing.asking import TURNS
from showcase.caching.addresses import KEPT, LIVE, canonical_query
from showcase.filters import HonorFilter
from showcase.sample.loading import load_sample
from tests.walking import walk_site


def test_every_public_address_is_either_kept_or_live_for_a_reason():
    inside = get_resolver().namespace_dict["showcase"][1].reverse_dict
    names = {f"showcase:{name}" for name in inside if isinstance(name, str)}

    assert names == set(KEPT) | LIVE
    assert not set(KEPT) & LIVE


def test_every_filter_of_the_roll_makes_another_page():
    assert {*HonorFilter.base_filters, *TURNS} == set(KEPT["showcase:honors"])


def test_every_parameter_of_the_api_makes_another_page():
    read = {
        "showcase:api_organizations": filters.ORGANIZATION_FILTERS,
        "showcase:api_rounds": filters.ROUND_FILTERS,
        "showcase:api_honors": filters.HONOR_FILTERS,
        "showcase:api_cases": (),
    }

    assert {name: (*names, LIMIT, AFTER) for name, names in read.items()} == {name: KEPT[name] for name in read}


@pytest.mark.parametrize("query", ["nonsense=1", "award=", "award=jinyin&limits=3"])
def test_programs_are_told_of_a_parameter_that_nobody_reads(query):
    assert canonical_query("/api/v1/honors/", query) is None
    assert canonical_query("/api/v1/honors/", "limit=3&award=jinyin") == "award=jinyin&limit=3"


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", ""),
        ("/?utm_source=weixin&q=1", ""),
        ("/honors/", ""),
        ("/honors/?sort=name&award=jinyin", "award=jinyin&sort=name"),
        ("/honors/?award=jinyin&sort=name", "award=jinyin&sort=name"),
        ("/honors/?award=&q=&page=2&x=1", "page=2"),
        ("/honors/?q=%E9%99%B6&q=a", "q=%E9%99%B6&q=a"),
        ("/search/?q=陶家宅", "q=%E9%99%B6%E5%AE%B6%E5%AE%85"),
        ("/search/?page=2", ""),
        ("/sitemaps/cases.xml?p=2&y=3", ""),
    ],
)
def test_a_query_string_has_one_spelling_and_only_what_the_page_knows(address, canonical):
    assert canonical_query(*address.partition("?")[::2]) == canonical


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/report/", "/display/", "/healthz", "/honors.csv", "/preview/x/", "/nothing/"]
)
def test_what_is_not_named_is_never_kept(path):
    assert canonical_query(path, "") is None


def test_a_query_string_of_too_many_parts_is_left_to_the_page_itself():
    assert canonical_query("/honors/", "&".join(f"a{number}=1" for number in range(1000))) is None


def test_the_canonical_query_is_its_own_canonical_query():
    query = canonical_query("/honors/", "q=a+b%20c%2B&award=jinyin&page=3")

    assert canonical_query("/honors/", query) == query


@pytest.mark.django_db
def test_no_parameter_that_a_page_itself_offers_is_dropped(client):
    load_sample()
    offered = {
        (urlsplit(urljoin(path, address)).path, name)
        for path in _pages(client)
        for address, names in _offers(client.get(path).content.decode())
        for name in names
    }

    dropped = {
        (path, name)
        for path, name in offered
        if canonical_query(path, "") is not None and not canonical_query(path, f"{name}=x")
    }

    assert offered
    assert dropped == set()


def _pages(client):
    """The pages that links lead to from the front page."""
    return [page.address for page in walk_site(client)[0] if "?" not in page.address]


def _offers(html):
    """What the links and the search forms of a page ask for: (address, names of parameters)."""
    for address in re.findall(r'<a[^>]* href="([^"]*\?[^"]*)"', html):
        yield address, [name for name, _ in parse_qsl(urlsplit(unescape(address)).query, keep_blank_values=True)]
    for form in re.findall(r"<form[^>]*method=\"get\".*?</form>", html, re.DOTALL):
        fields = re.findall(r'<(?:input|select)[^>]* name="([^"]+)"', form)
        yield re.findall(r'action="([^"]*)"', form)[0] if "action=" in form else "", fields
