"""The same words above every list: they narrow it, say how much is left, and find nothing hidden."""

import pytest

from awards.choices import ListState
from showcase.choices import CaseState
from showcase.indexing import index_all
from tests.factories import make_case, make_entry, make_neighborhood, make_organization, make_subdistrict
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db

LISTS = ["/organizations/", "/cases/", "/subdistricts/", "/matrix/"]


@pytest.fixture(autouse=True)
def registry():
    """Two honoured organisations, each with a case; beside them a draft of each."""
    xinjing = make_subdistrict("新泾镇", slug="xinjing")
    for name, place in (("陶家宅居民区党总支", make_subdistrict()), ("甲居民区党支部", xinjing)):
        organization = make_organization(name, subdistrict=place)
        make_entry(organization, state=ListState.RELEASED)
        make_case(f"{name[:3]}的案例", organization=organization, state=CaseState.PUBLISHED)
    hidden = make_organization("机密居民区党总支", subdistrict=make_subdistrict("江苏路街道"))
    make_entry(hidden)
    make_case("机密案例", organization=hidden)
    index_all()


@pytest.mark.parametrize("query", ["陶家宅", "tjz", "taojiazhai", "  陶家宅 "])
@pytest.mark.parametrize(
    ("address", "kept", "gone"),
    [
        ("/organizations/", "陶家宅居民区党总支", "甲居民区党支部"),
        ("/cases/", "陶家宅的案例", "甲居民的案例"),
        ("/subdistricts/", "华阳路街道", "新泾镇 "),
        ("/matrix/", "陶家宅居民区党总支", "甲居民区党支部"),
    ],
)
def test_words_keep_what_they_name(client, address, kept, gone, query):
    words = words_of(client.get(address, {"q": query})).replace("全部街道（镇）", "")

    assert f"“{query.strip()}”共 1 " in words
    assert kept in words
    assert gone not in words.split("各街道（镇）已收录荣誉")[0].replace("新泾镇 筛选", "")


@pytest.mark.parametrize("address", LISTS)
def test_words_that_name_nothing_or_nothing_public_say_what_to_try(client, address):
    for query in ("机密", "没有这个名字"):
        words = words_of(client.get(address, {"q": query}))

        assert f"“{query}”共 0 " in words
        assert "机密居民区" not in words
        assert "未收录不等于未获评" in words


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("query", ["长" * 10_000, "' OR 1=1 --", "%_\\", "\u202e", "<script>"])
def test_whatever_is_written_is_answered(client, address, query):
    response = client.get(address, {"q": query})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main")[1]


@pytest.mark.parametrize("address", LISTS)
def test_every_list_says_how_much_of_what_was_announced_is_on_record(client, address):
    assert "公布总数未见记载" in words_of(client.get(address))


@pytest.mark.parametrize("address", ["/honors/", *LISTS])
def test_a_list_answers_a_script_and_a_reader_with_the_same_bytes(client, address):
    asked = client.get(address, {"q": "陶家宅"}, headers={"HX-Request": "true"})

    assert asked.content == client.get(address, {"q": "陶家宅"}).content
    assert "HX-Request" not in asked.get("Vary", "")
    assert {"list-q", "id_q"} & set(Markup(asked).ids)


def test_a_subdistrict_is_found_by_a_place_that_residents_call_otherwise(client):
    make_neighborhood("古北", subdistrict=make_subdistrict("虹桥街道"), search_aliases="黄金城道")

    assert "共 1 个街道（镇）" in words_of(client.get("/subdistricts/", {"q": "黄金城道"}))
