"""The three feeds: valid Atom, only what is public, each item under a name of its own."""

from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from showcase.choices import CaseState
from tests.factories import make_case, make_entry, make_list, make_organization, make_round

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(client, name: str) -> Element:
    response = client.get(f"/feeds/{name}.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def _titles(feed: Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


def test_released_lists_are_fed_and_drafts_are_not(client):
    make_list(heading="金银奖榜单", state=ListState.RELEASED)
    make_list(heading="机密榜单", state=ListState.REVIEW)

    assert _titles(_feed(client, "honors")) == ["金银奖榜单"]


def test_two_lists_of_one_round_are_two_items(client):
    award_round = make_round()
    for heading in ("华阳路街道榜单", "江苏路街道榜单"):
        make_list(award_round=award_round, heading=heading, state=ListState.RELEASED)

    ids = [entry.findtext(f"{ATOM}id") for entry in _feed(client, "honors").findall(f"{ATOM}entry")]

    assert len(set(ids)) == 2


def test_published_cases_are_fed_and_others_are_not(client):
    make_case("坚持党员四先", state=CaseState.PUBLISHED)
    make_case("机密草稿", state=CaseState.DRAFT)
    make_case("机密撤下", state=CaseState.WITHDRAWN)

    assert _titles(_feed(client, "cases")) == ["坚持党员四先"]


def test_a_correction_is_fed_with_before_after_and_reason(client):
    entry = make_entry(make_organization("陶家宅居民区党总支"), state=ListState.RELEASED, citation="旧词")
    correct_entry(entry, CorrectedField.CITATION, "新词", "漏字", None)

    item = _feed(client, "corrections").find(f"{ATOM}entry")

    assert item.findtext(f"{ATOM}summary") == "更正前：旧词；更正后：新词。理由：漏字"


@pytest.mark.parametrize("name", ["honors", "cases", "corrections"])
def test_an_empty_feed_is_still_a_feed(client, name):
    assert _titles(_feed(client, name)) == []
