"""The search page: what it shows, and what it advises."""

import pytest
from django.urls import reverse

from awards.choices import ListState
from showcase.choices import CaseState
from showcase.indexing import index_all
from tests.factories import (
    make_case,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_subdistrict,
)
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db


def _read(client, query: str) -> str:
    return words_of(client.get(reverse("showcase:search"), {"q": query}))


def test_an_empty_question_is_answered_with_what_can_be_asked(client):
    assert "请在上面写下要找的名称" in _read(client, "")


def test_each_result_gives_name_place_and_kind_and_leads_to_its_page(client):
    area = make_neighborhood("陶家宅")
    organization = make_organization("陶家宅居民区党总支", neighborhood=area)
    make_entry(organization, state=ListState.RELEASED)
    index_all()

    response = client.get(reverse("showcase:search"), {"q": "tjz"})

    honor = "华阳路街道 第七轮“金银奖” 金金奖"
    assert f"“tjz”共 2 条 党组织 1，居民区 1 陶家宅居民区党总支 {honor} 党组织 陶家宅居民区 {honor} 居民区" in words_of(
        response
    )
    assert reverse("showcase:organization", args=[organization.slug]) in Markup(response).links


def test_an_area_without_organization_leads_to_its_place_on_the_subdistricts_page(client):
    area = make_neighborhood("陶家宅", search_aliases="大西别墅")
    index_all()

    response = client.get(reverse("showcase:search"), {"q": "大西别墅"})

    address = reverse("showcase:subdistrict", args=[area.subdistrict.slug])
    assert f"{address}#n-{area.code}" in Markup(response).links


def test_an_area_without_an_honour_on_record_says_so_and_that_this_is_no_verdict(client):
    make_neighborhood("新泾五村")
    make_entry(make_organization("陶家宅居民区党总支", neighborhood=make_neighborhood("陶家宅")), state=ListState.DRAFT)
    index_all()

    for query, title in {"新泾五村": "新泾五村居民区", "陶家宅": "陶家宅居民区"}.items():
        assert (
            f"“{query}”共 1 条 写着“荣誉尚未收录”的，本站已经登记，名单还在补录；未收录不等于未获评。 "
            f"{title} 华阳路街道；荣誉尚未收录 居民区"
        ) in _read(client, query)


def test_where_all_that_is_found_has_honours_nothing_is_said_of_missing_ones(client):
    make_entry(make_organization("甲居民区党总支"), state=ListState.RELEASED)
    index_all()

    assert "荣誉尚未收录" not in _read(client, "甲居民区")


def test_an_organisation_with_many_honours_shows_the_latest_three_and_how_many(client):
    organization = make_organization("甲居民区党总支")
    for number in (4, 5, 6, 7):
        make_entry(organization, honor_list=make_list(award_round=make_round(number), state=ListState.RELEASED))
    index_all()

    words = _read(client, "甲居民区")

    assert "第七轮“金银奖” 金金奖 第六轮“金银奖” 金金奖 第五轮“金银奖” 金金奖 等 4 项荣誉" in words


@pytest.mark.parametrize("query", ["新泾", "新泾镇", "xinjing"])
def test_a_town_itself_comes_before_the_areas_that_lie_in_it(client, query):
    town = make_subdistrict("新泾镇", slug="xinjingzhen")
    make_neighborhood("北虹", subdistrict=town)
    index_all()

    response = client.get(reverse("showcase:search"), {"q": query})

    assert f"“{query}”共 2 条" in words_of(response)
    assert "新泾镇 1 个居民区；荣誉尚未收录 街道（镇） 北虹居民区 新泾镇；荣誉尚未收录 居民区" in words_of(response)
    assert reverse("showcase:subdistrict", args=["xinjingzhen"]) in Markup(response).links


def test_a_place_that_begins_with_the_word_comes_before_one_that_holds_it(client):
    make_subdistrict("北新泾街道", code="310105011", slug="beixinjing")
    make_subdistrict("新泾镇", code="310105102", slug="xinjingzhen")

    for query in ("新泾", "xinjing"):
        words = _read(client, query)
        assert words.index("新泾镇 0 个") < words.index("北新泾街道 0 个")


def test_a_question_without_answer_is_met_with_advice(client):
    make_neighborhood("陶家宅")
    index_all()

    words = _read(client, "没有这个地方")

    assert "没有找到“没有这个地方”" in words
    assert "拼音首字母" in words
    assert "街道镇" in words


def test_a_question_that_is_too_long_is_cut_and_the_page_says_so(client):
    assert "您输入的文字太长，只按前 60 个字查找。" in _read(client, "长" * 10_000)


def test_too_many_results_are_cut_and_the_page_says_so(client):
    for number in range(41):
        make_neighborhood(f"甲{number}")
    index_all()

    assert "“甲”共 41 条，只列出前 40 条；请再多写一两个字。" in _read(client, "甲")


def test_the_question_stands_in_the_box_and_cannot_break_out_of_it(client):
    response = client.get(reverse("showcase:search"), {"q": '"><script>alert(1)</script>'})

    assert Markup(response).inline_scripts == []
    assert "没有找到" in words_of(response)


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def test_what_is_not_public_is_not_found(client, state):
    organization = make_organization("甲居民区党总支")
    make_entry(organization, honor_list=make_list(award_round=make_round(8), state=state))
    make_case("甲案例", organization=organization)
    index_all()

    assert "没有找到“甲”" in _read(client, "甲")
    assert "没有找到“第八轮”" in _read(client, "第八轮")


@pytest.mark.parametrize("query", ["%", "_", "\\", "'", '"', "*", "a OR b", "　", "-", "()", "\n", "😀"])
def test_signs_that_mean_something_to_a_database_are_only_looked_for(client, query):
    make_entry(make_organization("甲居民区党总支"), state=ListState.RELEASED)
    index_all()

    response = client.get(reverse("showcase:search"), {"q": query})

    assert response.status_code == 200
    assert "甲居民区党总支" not in words_of(response)


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_search_asks_nine_queries_however_much_it_finds(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        organization = make_organization(f"甲{number}居民区党总支", neighborhood=make_neighborhood(f"甲{number}"))
        make_entry(organization, state=ListState.RELEASED)
        make_case(f"甲案例{number}", organization=organization, state=CaseState.PUBLISHED)
    index_all()

    # phrases that many share, how common each sign is, the best documents, those that are public and fit;
    # phrases of places; the organisations of the areas found, those merged into them, honours; site settings
    with django_assert_num_queries(9):
        client.get(reverse("showcase:search"), {"q": "甲"})


def test_a_case_found_by_its_organisation_is_marked_there_and_names_it_once(client):
    make_case(organization=make_organization("陶家宅居民区党总支"), title="坚持党员四先", state=CaseState.PUBLISHED)

    page = client.get("/search/?q=陶家宅").content.decode()

    told = page[page.index("坚持党员四先") :]
    assert "<mark>陶家宅</mark>居民区党总支" in told
    assert "又名" not in told
