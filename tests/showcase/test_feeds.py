"""The three feeds: valid Atom, only what is public, each item under a name of its own."""

from xml.etree.ElementTree import Element

import feedparser
import pytest
from defusedxml import ElementTree

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from showcase.choices import CaseState
from showcase.models import CaseCorrection
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


@pytest.mark.parametrize("name", ["honors", "cases", "corrections"])
def test_a_reader_finds_nothing_wrong_with_a_feed(client, name):
    entry = make_entry(make_organization("陶家宅居民区党总支"), state=ListState.RELEASED, citation="旧词")
    correct_entry(entry, CorrectedField.CITATION, "新词", "甲<乙 & 丙", None)
    make_case("坚持党员四先", state=CaseState.PUBLISHED, lead="甲<乙 & 丙")

    read = feedparser.parse(client.get(f"/feeds/{name}.atom").content)

    assert (read.bozo, read.version, read.feed.language) == (False, "atom10", "zh-Hans")
    assert read.feed.author == "长宁基层党建荣誉册"
    assert read.feed.id.startswith("urn:uuid:")
    links = {link["rel"]: link["href"] for link in read.feed.links}
    assert links == {"alternate": f"http://testserver/{name}/", "self": f"http://testserver/feeds/{name}.atom"}
    assert len(read.entries) == 1
    assert client.get(read.entries[0].link).status_code == 200
    # Nothing of a text is taken for markup.
    assert name == "honors" or "甲&lt;乙 &amp; 丙" in read.entries[0].summary


def test_an_item_keeps_its_id_on_another_host_and_at_another_address(client, settings):
    case = make_case("坚持党员四先", slug="old", state=CaseState.PUBLISHED)
    before = feedparser.parse(client.get("/feeds/cases.atom").content).entries[0]
    case.slug = "new"
    case.save()
    settings.SITE_URL = "https://honours.example.org"

    after = feedparser.parse(client.get("/feeds/cases.atom").content).entries[0]

    assert (before.id, before.link) == (after.id, "http://testserver/cases/old/")
    assert after.link == "https://honours.example.org/cases/new/"


def test_an_item_is_new_again_when_it_was_corrected_and_not_when_it_was_merely_saved(client):
    case = make_case(state=CaseState.PUBLISHED)
    case.save()

    def updated() -> str:
        return feedparser.parse(client.get("/feeds/cases.atom").content).entries[0].updated

    assert updated() == "2021-11-24T07:00:00+00:00"
    CaseCorrection.objects.create(case=case, place="标题", before="甲", after="乙", reason="错字")
    assert updated() > "2026"


def test_an_unchanged_feed_is_the_same_bytes(client):
    assert client.get("/feeds/corrections.atom").content == client.get("/feeds/corrections.atom").content


def test_every_page_leads_a_reader_to_the_feeds(client):
    links = [f'href="/feeds/{name}.atom"' for name in ("honors", "cases", "corrections")]
    head = client.get("/").content.decode().partition("</head>")[0]

    assert [link for link in links if head.count(link) != 1] == []
