"""One round's roll."""

import datetime

import pytest
from django.urls import reverse

from awards.choices import ListState, TierBasis
from awards.models import AnnouncedCount, RoundTier
from organizations.choices import SourceKind
from showcase.choices import CaseState
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_source,
    make_subdistrict,
    make_tier,
)
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def _address(number: int = 7) -> str:
    return reverse("showcase:round", args=["jinyin", number])


def _read(client, **asked) -> str:
    return words_of(client.get(_address(), asked))


def test_a_round_shows_its_tiers_in_official_order_each_with_its_count(client):
    honor_list = make_list(state=ListState.RELEASED)
    make_entry(make_organization("丙居民区党支部"), honor_list=honor_list, tier=make_tier("特色治理奖", rank=None))
    make_entry(make_organization("乙居民区党支部"), honor_list=honor_list, tier=make_tier("银奖", rank=3))
    make_entry(make_organization("甲居民区党总支"), honor_list=honor_list, tier=make_tier("金奖", rank=2))

    words = _read(client)

    places = [words.index(name) for name in ("甲居民区党总支", "乙居民区党支部", "丙居民区党支部")]
    assert places == sorted(places)
    assert "金金奖 已收录 1 个 甲居民区党总支" in words


def test_a_round_says_what_is_missing(client):
    AnnouncedCount.objects.create(round=make_round(), count=50)
    make_entry(state=ListState.RELEASED)

    words = _read(client)

    assert "第七轮“金银奖”光荣榜 已收录 1 / 公布 50 按等次" in words
    assert "公布 50 个，已收录 1 个，其余 49 个待补录。" in words


def test_a_round_whose_total_no_source_gives_says_so(client):
    make_entry(state=ListState.RELEASED)

    assert "已收录 1，公布总数未见记载" in _read(client)


def test_a_vacant_tier_stands_in_its_place(client):
    make_entry(state=ListState.RELEASED, tier=make_tier("银奖", rank=3))
    RoundTier.objects.create(round=make_round(), tier=make_tier("金奖", rank=2), position=1, is_vacant=True)

    assert "金金奖 本届空缺 银银奖" in _read(client)


def test_lines_without_tier_stand_under_no_invented_one_and_are_counted_alone(client):
    honor_list = make_list(state=ListState.RELEASED)
    make_entry(honor_list=honor_list, tier=make_tier("金奖", rank=2))
    make_entry(make_organization("德必公司党支部"), honor_list=honor_list, tier_basis=TierBasis.NONE_PRINTED)

    assert "原文未列等次 已收录 1 个 德必公司党支部" in _read(client)


def test_a_round_can_be_read_by_subdistrict(client):
    honor_list = make_list(state=ListState.RELEASED)
    make_entry(make_organization("甲居民区党总支", subdistrict=make_subdistrict("新泾镇")), honor_list=honor_list)
    make_entry(make_organization("乙公司党支部", subdistrict=None), honor_list=honor_list)

    words = _read(client, by="subdistrict")

    assert "新泾镇 已收录 1 个 甲居民区党总支 金金奖" in words
    assert "原文未写街道（镇） 已收录 1 个 乙公司党支部" in words


def test_an_unknown_arrangement_is_read_by_tier(client):
    make_entry(state=ListState.RELEASED)

    assert _read(client, by="nonsense") == _read(client)


def test_an_inherited_tier_is_explained_and_a_changed_name_given(client):
    make_entry(
        make_organization("甲居民区党总支"),
        tier=make_tier("特色治理奖", rank=None),
        tier_basis=TierBasis.INHERITED,
        name_as_printed="甲居民区党支部",
        state=ListState.RELEASED,
    )

    words = _read(client)

    assert "甲居民区党支部 等次待确认" in words
    assert "登记名称：甲居民区党总支" in words
    assert "原文此行未写等次，沿用上一行“特色治理奖”，尚待核实。" in words


def test_a_list_on_notice_says_until_when_and_whom_to_tell(client):
    honor_list = make_list(
        state=ListState.NOTICE,
        heading="天山路街道榜单",
        objections_until=datetime.date(2021, 12, 1),
        objections_contact="区委组织部 62000000",
    )
    make_entry(honor_list=honor_list)

    words = _read(client)

    assert "公示中" in words
    assert "天山路街道榜单：公示至2021年12月1日。如有异议，请联系区委组织部 62000000。" in words


def test_a_round_names_its_ceremony_paper_printed_headings_and_source(client):
    ceremony = make_ceremony(
        title="联合工作展示会", held_on=datetime.date(2021, 11, 24), year_is_inferred=True, date_note="原文没有年份。"
    )
    award_round = make_round(ceremony=ceremony, document_number="长委〔2021〕9号")
    source = make_source("在路上奋勇前行", kind=SourceKind.NEWSPAPER)
    make_entry(
        honor_list=make_list(award_round=award_round, heading="榜单标题", source=source, state=ListState.RELEASED)
    )

    words = _read(client)

    assert "展示会 联合工作展示会 日期 11月24日（2021年，据文意推断） 原文没有年份。" in words
    assert "文号 长委〔2021〕9号" in words
    assert "已收录的榜单 榜单标题" in words
    assert "报纸版面《在路上奋勇前行》 刊发日期未见记载" in words


def test_a_round_shows_its_public_cases_only(client):
    make_entry(state=ListState.RELEASED)
    make_case("公开的案例", round=make_round(), state=CaseState.PUBLISHED)
    make_case("草稿里的案例", round=make_round())

    words = _read(client)

    assert "公开的案例" in words
    assert "草稿里的案例" not in words


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def test_a_round_without_a_public_list_is_not_found(client, state):
    make_entry(honor_list=make_list(state=state))

    assert client.get(_address()).status_code == 404


def test_a_public_round_leaves_out_the_lines_of_its_draft_lists(client):
    make_entry(state=ListState.RELEASED)
    make_entry(make_organization("草稿居民区党支部"))

    assert "草稿居民区党支部" not in _read(client)


@pytest.mark.parametrize(
    "address", ["/awards/jinyin/99/", "/awards/nonsense/7/", "/awards/jinyin/99999999999999999999/"]
)
def test_an_unknown_round_is_not_found(client, address):
    make_entry(state=ListState.RELEASED)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize("by", ["tier", "subdistrict"])
def test_a_round_asks_the_same_queries_however_long(client, django_assert_num_queries, item_count, by):
    for number in range(item_count):
        place = make_subdistrict(f"第{number}街道")
        honor_list = make_list(subdistrict=place, source=make_source(f"来源{number}"), state=ListState.RELEASED)
        organization = make_organization(f"{number}居民区党总支", subdistrict=place)
        make_entry(organization, honor_list=honor_list, tier=make_tier(f"等{number}", rank=number + 1))
        make_case(organization=organization, round=make_round(), state=CaseState.PUBLISHED)

    # the round, its cells, which lines, the lines; announced, tiers;
    # cases, their printed names and organizations, their photos; site
    # settings
    with django_assert_num_queries(11):
        client.get(_address(), {"by": by})
