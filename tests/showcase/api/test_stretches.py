"""Filters that leave very many, or few among very many: looked for a stretch of the table at a time, to the end."""

import pytest

from awards.choices import ListState
from showcase import bounds
from showcase.api import listing
from showcase.indexing import index_all
from tests.factories import make_entry, make_list, make_organization, make_subdistrict

pytestmark = pytest.mark.django_db

NAMES = [f"第{number}居民区党总支" for number in range(9)]
OTHERS = [f"第{number}商务楼党支部" for number in range(9)]
QUESTIONS = ["honors/?subdistrict=huayanglu", "honors/?q=居民区", "honors/?q=居民区&subdistrict=huayanglu"]
QUESTIONS += ["organizations/?subdistrict=huayanglu", "organizations/?q=居民区", "honors/?q=居民区&status=valid"]


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """Eighteen public honours, half of them in one subdistrict, and as many that nobody may see."""
    monkeypatch.setattr(bounds, "MOST", 2)
    monkeypatch.setattr(bounds, "SMALL_REGISTRY", 0)
    monkeypatch.setattr(listing, "STRETCH", 4)
    here, there = make_subdistrict("华阳路街道", slug="huayanglu"), make_subdistrict("新泾镇", slug="xinjingzhen")
    released, draft = make_list(state=ListState.RELEASED), make_list(state=ListState.DRAFT)
    for name in NAMES + OTHERS:
        place = here if "居" in name else there
        make_entry(make_organization(name, subdistrict=place), honor_list=released, subdistrict=place)
        hidden = make_organization(f"未公布{name}", subdistrict=place)
        make_entry(hidden, honor_list=draft, subdistrict=place)
    index_all()


def pages_of(client, asked: str) -> list[dict]:
    address, found = f"/api/v1/{asked}&limit=3", []
    while address:
        found.append(client.get(address).json())
        address = found[-1]["next"]
    return found


@pytest.mark.parametrize("asked", QUESTIONS)
def test_one_who_goes_on_to_the_end_gets_each_record_once(asked, client):
    noun, name = asked.split("/")[0], "name_as_printed" if asked.startswith("honors") else "name"

    pages = pages_of(client, asked)

    assert sorted(one[name] for page in pages for one in page[noun]) == NAMES
    assert [page for page in pages if len(page[noun]) > 3] == []
    # Thirty-six rows, four to a stretch.
    assert len(pages) >= 9


def test_no_more_rows_are_looked_at_for_a_page_than_a_stretch_has(client):
    page = client.get("/api/v1/honors/?subdistrict=huayanglu&limit=100").json()

    assert len(page["honors"]) <= 4
    assert (page["count"], page["count_is_exact"]) == (9, True)


def test_of_words_that_very_many_bear_the_count_is_told_to_be_a_part(client):
    page = client.get("/api/v1/honors/?q=居民区").json()

    assert (page["count"], page["count_is_exact"]) == (2, False)


def test_what_leaves_few_enough_to_put_in_order_comes_in_full_pages(client, monkeypatch):
    monkeypatch.setattr(bounds, "SMALL_REGISTRY", 9)

    pages = pages_of(client, "honors/?subdistrict=huayanglu")

    assert [len(page["honors"]) for page in pages] == [3, 3, 3]
