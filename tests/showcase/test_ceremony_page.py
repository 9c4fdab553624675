"""A ceremony: its foreword, the rounds it released, its cases."""

import datetime

import pytest
from django.urls import reverse

from awards.choices import ListState
from organizations.choices import SourceKind
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
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def _released(ceremony, number: int = 7, scheme=None):
    award_round = make_round(number, scheme=scheme or make_scheme(), ceremony=ceremony)
    return make_list(award_round=award_round, state=ListState.RELEASED)


def _read(client, ceremony) -> str:
    return words_of(client.get(reverse("showcase:ceremony", args=[ceremony.slug])))


def test_a_ceremony_stands_under_the_headline_of_its_source(client):
    source = make_source("在路上奋勇前行", kind=SourceKind.NEWSPAPER)
    ceremony = make_ceremony(title="联合工作展示会", source=source)
    make_entry(honor_list=_released(ceremony))

    words = _read(client, ceremony)

    assert "联合工作展示会 在路上奋勇前行" in words
    assert "报纸版面《在路上奋勇前行》" in words


def test_a_ceremony_says_how_its_year_is_known(client):
    ceremony = make_ceremony(
        held_on=datetime.date(2021, 11, 24), time_of_day="下午", year_is_inferred=True, date_note="原文没有年份。"
    )
    make_entry(honor_list=_released(ceremony))

    assert "11月24日下午（2021年，据文意推断） 原文没有年份。" in _read(client, ceremony)


def test_a_ceremony_whose_source_gives_the_whole_date_shows_it_plainly(client):
    ceremony = make_ceremony(held_on=datetime.date(2021, 11, 24))
    make_entry(honor_list=_released(ceremony))

    words = _read(client, ceremony)

    assert "2021年11月24日" in words
    assert "推断" not in words


def test_an_undated_ceremony_says_so(client):
    ceremony = make_ceremony()
    make_entry(honor_list=_released(ceremony))

    assert "日期未见记载" in _read(client, ceremony)


def test_a_ceremony_shows_its_foreword_paragraph_by_paragraph(client):
    ceremony = make_ceremony(foreword_heading="编者按", foreword="第一段。\n\n第二段。")
    make_entry(honor_list=_released(ceremony))

    assert "编者按 第一段。 第二段。" in _read(client, ceremony)


def test_a_ceremony_shows_its_public_rolls_and_cases_only(client):
    ceremony = make_ceremony()
    make_entry(make_organization("甲居民区党总支"), honor_list=_released(ceremony))
    make_entry(honor_list=make_list(award_round=make_round(4, scheme=make_scheme("wuxing"), ceremony=ceremony)))
    make_case("公开的案例", ceremony=ceremony, state=CaseState.PUBLISHED)
    make_case("草稿里的案例", ceremony=ceremony)

    words = _read(client, ceremony)

    assert "甲居民区党总支" in words
    assert "公开的案例" in words
    assert "五星奖" not in words
    assert "草稿里的案例" not in words


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.WITHDRAWN])
def test_a_ceremony_without_a_public_list_is_not_found(client, state):
    ceremony = make_ceremony(foreword="尚未公布的前言")
    make_entry(honor_list=make_list(award_round=make_round(ceremony=ceremony), state=state))

    assert client.get(reverse("showcase:ceremony", args=[ceremony.slug])).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_ceremony_asks_the_same_queries_however_much_it_released(client, django_assert_num_queries, item_count):
    ceremony = make_ceremony(source=make_source())
    for number in range(item_count):
        honor_list = _released(ceremony, number + 1, make_scheme(f"scheme-{number}"))
        for rank in range(item_count):
            organization = make_organization(f"{number}{rank}居民区党总支")
            tier = make_tier(f"等{rank}", scheme=honor_list.round.scheme, rank=rank + 1)
            make_entry(organization, honor_list=honor_list, tier=tier)
            make_case(organization=organization, ceremony=ceremony, state=CaseState.PUBLISHED)

    # the ceremony; rounds, their cells, which lines; counts, announced, tiers, lines;
    # cases, their printed names and organizations, their
    # photos; site settings
    with django_assert_num_queries(13):
        client.get(reverse("showcase:ceremony", args=[ceremony.slug]))
