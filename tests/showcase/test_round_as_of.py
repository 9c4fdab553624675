"""A round's roll as it was announced and on any day since, in readers' words."""

import datetime
from datetime import date

import pytest
from django.utils import timezone

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.models import Correction
from awards.standing import change_standing
from organizations.merging import merge_organizations
from tests.factories import make_entry, make_list, make_organization, make_staff, make_tier
from tests.reading import words_of

pytestmark = pytest.mark.django_db

ADDRESS = "/awards/jinyin/7/"


@pytest.fixture
def entry():
    """Announced in November 2021 as gold, corrected to silver in March 2022, revoked in May 2022."""
    entry = make_entry(make_organization("甲居民区党总支"), tier=make_tier("金奖"), state=ListState.RELEASED)
    correct_entry(entry, CorrectedField.TIER, make_tier("银奖", rank=3), "名单抄错", make_staff())
    Correction.objects.update(corrected_at=datetime.datetime(2022, 3, 1, 4, tzinfo=datetime.UTC))
    change_standing(
        entry,
        StandingAct.REVOKE,
        decision_number="长委〔2022〕3号",
        decided_on=date(2022, 5, 6),
        reason="材料不实",
        by=None,
    )
    return entry


def read(client, as_of: str) -> str:
    return words_of(client.get(ADDRESS, {"as_of": as_of}))


def test_as_announced_it_says_what_was_printed_and_everything_that_came_after_with_its_reason(client, entry):
    words = read(client, "announced")

    assert "当时公布的名单" in words
    assert "金奖 1 条 甲居民区党总支 华阳路街道" in words
    assert "后来：等次由“金奖”改为“银奖” 更正（2022年3月1日）：名单抄错" in words
    assert "后来：荣誉状态由“有效”改为“已撤销” 撤销（长委〔2022〕3号，2022年5月6日）：材料不实" in words
    assert "名单上 1 条；后来有 2 处变化。" in words


@pytest.mark.parametrize(
    ("day", "section", "count"),
    [("2022-02-28", "金奖 1 条", "与当时公布没有不同"), ("2022-03-01", "银奖 1 条", "与当时公布有 1 处不同")],
)
def test_on_a_day_it_says_what_it_said_at_the_end_of_that_day(client, entry, day, section, count):
    words = read(client, day)

    assert section in words
    assert count in words


def test_before_it_was_announced_nobody_was_on_it(client, entry):
    words = read(client, "2021-01-01")

    assert "名单上 0 条" in words
    assert "这一天不在名单上的" in words
    assert "改为“还没有公布”" in words


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("nonsense", "“nonsense”不是一个日期。请选一天，或者写成 2021-11-24 这样，再看一次。"),
        ("2021-02-30", "“2021-02-30”不是一个日期。"),
        ("９９９９", "不是一个日期"),
        ("9999-12-31", "9999年12月31日还没有到。请选今天或者以前的一天。"),
        ("x" * 5000, "不是一个日期"),
    ],
)
def test_a_day_that_cannot_be_read_is_answered_with_what_to_do_beside_the_roll(client, entry, typed, advice):
    response = client.get(ADDRESS, {"as_of": typed})

    assert response.status_code == 400
    assert advice in words_of(response)
    assert "甲居民区党总支" in words_of(response)


@pytest.mark.parametrize("as_of", ["", "now"])
def test_now_is_the_roll_as_it_stands(client, entry, as_of):
    assert read(client, as_of) == words_of(client.get(ADDRESS))


def test_today_can_be_asked_for(client, entry):
    assert client.get(ADDRESS, {"as_of": timezone.localdate().isoformat()}).status_code == 200


@pytest.mark.parametrize("as_of", ["announced", "2022-03-01"])
def test_what_is_not_public_is_on_no_day(client, entry, as_of):
    make_entry(make_organization("草稿居民区党支部"))
    make_entry(make_organization("撤下居民区党支部"), honor_list=make_list(state=ListState.WITHDRAWN))

    words = read(client, as_of)

    assert "草稿" not in words
    assert "撤下居民区" not in words


def test_the_reason_of_a_merge_was_written_for_colleagues(client, entry):
    merge_organizations(entry.organization, make_organization("乙居民区党总支"), reason="内部说明", by=None)

    words = read(client, "announced")

    assert "并入“乙居民区党总支”" in words
    assert "内部说明" not in words


def test_a_very_long_roll_leads_to_the_corrections_instead(client, entry, monkeypatch):
    monkeypatch.setattr("showcase.rolls_as_of.MOST_LINES", 0)

    assert "这一轮条目很多，不逐条对照。" in read(client, "announced")


def test_a_long_section_shows_its_first_lines_and_leads_to_the_rest(client, monkeypatch):
    monkeypatch.setattr("showcase.views.rounds.SECTION_LINES", 1)
    honor_list = make_list(state=ListState.RELEASED)
    entries = [make_entry(honor_list=honor_list, position=position) for position in (1, 2)]

    page = client.get(ADDRESS).content.decode()

    assert (entries[0].name_as_printed in page, entries[1].name_as_printed in page) == (True, False)
    assert f"/honors/?award=jinyin&amp;round=7&amp;tier={entries[0].tier_id}" in page
    assert "查看这一部分全部 2 条" in page


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_day_gone_by_asks_the_same_queries_however_long(client, django_assert_num_queries, item_count):
    honor_list = make_list(state=ListState.RELEASED)
    for number in range(item_count):
        entry = make_entry(honor_list=honor_list, tier=make_tier(f"等{number}", rank=number + 1))
        correct_entry(entry, CorrectedField.CITATION, "攻坚", "漏印", make_staff())

    # the round, how long it is; lists, corrections, decisions, tiers, entries, withdrawals, merges, subdistricts; site
    with django_assert_num_queries(11):
        read(client, "announced")
