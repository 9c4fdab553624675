"""The front page."""

import datetime

import pytest
from django.urls import reverse

from awards.choices import ListState, TierBasis
from awards.models import AnnouncedCount
from showcase.choices import CaseState
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_tier,
)
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db


def _read(client) -> str:
    return words_of(client.get(reverse("showcase:home")))


def _ceremony(**facts):
    return make_ceremony(source=make_source("在路上奋勇前行"), **facts)


def test_home_of_an_empty_registry_says_what_will_be_here(client):
    words = _read(client)

    assert "这里将刊登长宁区基层党组织的荣誉" in words
    assert "关于本站" in words


def test_home_opens_with_the_headline_and_foreword_of_the_latest_ceremony(client):
    ceremony = _ceremony(foreword_heading="编者按", foreword="社区是城市治理的最后一公里。")
    make_entry(honor_list=make_list(award_round=make_round(ceremony=ceremony), state=ListState.RELEASED))

    words = _read(client)

    assert "在路上奋勇前行" in words
    assert "编者按 社区是城市治理的最后一公里。" in words


def test_home_says_when_the_year_of_a_ceremony_is_inferred(client):
    ceremony = _ceremony(
        held_on=datetime.date(2021, 11, 24), time_of_day="下午", year_is_inferred=True, date_note="据文意"
    )
    make_entry(honor_list=make_list(award_round=make_round(ceremony=ceremony), state=ListState.RELEASED))

    assert "11月24日下午（2021年，据文意推断）" in _read(client)


def test_home_shows_a_roll_under_its_printed_heading_and_how_complete_it_is(client):
    award_round = make_round(ceremony=_ceremony())
    AnnouncedCount.objects.create(round=award_round, count=50)
    make_entry(honor_list=make_list(award_round=award_round, heading="华阳路街道榜单", state=ListState.RELEASED))

    words = _read(client)

    assert "华阳路街道榜单" in words
    assert "已收录 1 / 公布 50" in words


def test_home_shows_a_roll_without_a_ceremony_too(client):
    make_entry(make_organization("潘东居民区党支部"), state=ListState.RELEASED)

    words = _read(client)

    assert "最新光荣榜" in words
    assert "潘东居民区党支部" in words


def test_home_shows_twelve_lines_of_a_long_roll_and_the_way_to_the_rest(client):
    honor_list = make_list(award_round=make_round(ceremony=_ceremony()), state=ListState.RELEASED)
    for number in range(13):
        make_entry(make_organization(f"甲{number}居民区党总支"), honor_list=honor_list, position=number + 1)

    words = _read(client)

    assert words.count("居民区党总支") == 12
    assert "查看全部 13 条" in words


def test_home_marks_an_inherited_tier_and_explains_the_mark(client):
    honor_list = make_list(award_round=make_round(ceremony=_ceremony()), state=ListState.RELEASED)
    make_entry(honor_list=honor_list, tier_basis=TierBasis.INHERITED)

    words = _read(client)

    assert "等次待确认：原文该行未写等次，沿用上一行。" in words


def test_home_invents_no_tier_where_the_source_names_none(client):
    award_round = make_round(4, scheme=make_scheme("wuxing"), ceremony=_ceremony())
    make_entry(
        honor_list=make_list(award_round=award_round, state=ListState.RELEASED), tier_basis=TierBasis.NONE_PRINTED
    )

    response = client.get(reverse("showcase:home"))

    assert "原文未列等次" in words_of(response)
    assert b'class="tier-mark' not in response.content


def test_home_leaves_out_drafts_that_could_leak(client):
    ceremony = _ceremony(foreword="尚未公布的前言")
    make_entry(make_organization("草稿居民区党支部"), honor_list=make_list(award_round=make_round(ceremony=ceremony)))
    make_case("草稿里的案例")
    make_case("撤下的案例", state=CaseState.WITHDRAWN)

    words = _read(client)

    assert "尚未公布的前言" not in words
    assert "草稿" not in words
    assert "撤下的案例" not in words


def test_home_has_the_search_box_once(client):
    response = client.get(reverse("showcase:home"))

    assert response.content.count(b'name="q"') == 1
    assert Markup(response).tags["h1"] == 1


@pytest.mark.parametrize("item_count", [1, 3])
def test_home_asks_the_same_queries_however_much_it_shows(client, django_assert_num_queries, item_count):
    ceremony = _ceremony()
    for number in range(item_count):
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"), ceremony=ceremony)
        honor_list = make_list(award_round=award_round, state=ListState.RELEASED)
        for tier in range(item_count):
            organization = make_organization(f"{number}{tier}居民区党总支")
            make_entry(
                organization,
                honor_list=honor_list,
                tier=make_tier(f"等{tier}", scheme=award_round.scheme, rank=tier + 1),
            )
            make_case(organization=organization, round=award_round, state=CaseState.PUBLISHED)

    # schemes in the ears; latest ceremony; rounds, their cells, which lines; counts, announced, tiers, lines;
    # cases, their printed names and
    # organizations, their photos; subdistricts; site settings
    with django_assert_num_queries(15):
        client.get(reverse("showcase:home"))
