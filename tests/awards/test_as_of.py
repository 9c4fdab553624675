"""What a round's roll said when it was announced, on any day since, and now."""

from datetime import date, datetime

import pytest

from awards.as_of import differences, roll_as_announced, roll_as_it_stands, roll_as_it_stood
from awards.choices import ListState, Standing, StandingAct
from awards.correcting import correct_entry
from awards.models import HonorList
from awards.publishing import release_list, withdraw_list
from awards.standing import change_standing
from tests.awards.days import SHANGHAI, announced_line, at, explained, told
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_staff,
    make_tier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return announced_line()


def decide(entry, act, day, number="长委〔2023〕1号"):
    return change_standing(entry, act, decision_number=number, decided_on=day, reason="有据", by=None)


def test_nothing_happened_and_nothing_differs(entry):
    announced, now = roll_as_announced(entry.round), roll_as_it_stands(entry.round)

    assert announced.lines[0].texts == {
        "name_as_printed": "苏一居民区党总支",
        "organization": "苏一居民区党总支",
        "tier": "金奖（待确认）",
        "subdistrict": "华阳路街道",
        "position": "2",
        "citation": "",
        "standing": "有效",
    }
    assert (announced.lines, differences(announced, now)) == (now.lines, [])


def test_several_corrections_of_one_field_are_taken_back_one_by_one(entry):
    for day, name in ((1, "苏一居民区总支"), (5, "苏一党总支"), (9, "苏一居民区党委")):
        with at(2022, 3, day):
            correct_entry(entry, "name_as_printed", name, f"第 {day} 日的依据", None)

    days = [date(2022, 2, 28), date(2022, 3, 1), date(2022, 3, 4), date(2022, 3, 5), date(2022, 3, 9)]
    names = [told(roll_as_it_stood(entry.round, day), "name_as_printed")[0] for day in days]

    assert names == ["苏一居民区党总支", "苏一居民区总支", "苏一居民区总支", "苏一党总支", "苏一居民区党委"]
    assert told(roll_as_announced(entry.round), "name_as_printed") == ["苏一居民区党总支"]


def test_a_difference_names_every_correction_that_led_to_it(entry):
    with at(2022, 3, 1):
        correct_entry(entry, "tier", make_tier("银奖", rank=3), "核对原件", None)
    with at(2022, 4, 1):
        correct_entry(entry, "tier", make_tier("金奖", rank=2), "再次核对", None)
    announced = roll_as_announced(entry.round)

    until_march = explained(announced, roll_as_it_stood(entry.round, date(2022, 3, 31)))
    until_now = explained(announced, roll_as_it_stands(entry.round))

    assert until_march == [("等次", "金奖（待确认）", "银奖", ("更正（2022年3月1日）：核对原件",))]
    both = ("更正（2022年3月1日）：核对原件", "更正（2022年4月1日）：再次核对")
    assert until_now == [("等次", "金奖（待确认）", "金奖", both)]


def test_what_was_corrected_and_corrected_back_does_not_differ(entry):
    for name in ("写错的名称", "苏一居民区党总支"):
        correct_entry(entry, "name_as_printed", name, "核对原件", None)

    assert differences(roll_as_announced(entry.round), roll_as_it_stands(entry.round)) == []


@pytest.mark.parametrize(
    ("moment", "day"), [((2022, 3, 1, 0, 0), 1), ((2022, 3, 1, 23, 59), 1), ((2022, 3, 2, 0, 0), 2)]
)
def test_a_correction_counts_from_the_local_day_it_was_made(entry, moment, day):
    with at(*moment):
        correct_entry(entry, "citation", "二十年", "补录", None)

    assert told(roll_as_it_stood(entry.round, date(2022, 3, day)), "citation") == ["二十年"]
    before = date(2022, 2, 28) if day == 1 else date(2022, 3, day - 1)
    assert told(roll_as_it_stood(entry.round, before), "citation") == [""]


def test_an_honour_revoked_and_restored_is_told_by_the_days_of_the_decisions(entry):
    decide(entry, StandingAct.REVOKE, date(2023, 5, 1))
    decide(entry, StandingAct.RESTORE, date(2024, 6, 1), "长委〔2024〕2号")

    days = [date(2023, 4, 30), date(2023, 5, 1), date(2024, 5, 31), date(2024, 6, 1)]
    stood = [told(roll_as_it_stood(entry.round, day), "standing")[0] for day in days]

    assert stood == ["有效", "已撤销", "已撤销", "有效"]
    while_revoked = explained(roll_as_announced(entry.round), roll_as_it_stood(entry.round, date(2024, 1, 1)))
    assert while_revoked == [("荣誉状态", "有效", "已撤销", ("撤销（长委〔2023〕1号，2023年5月1日）：有据",))]


def test_of_two_decisions_the_one_put_on_record_last_counts_as_it_does_for_readers(entry):
    decide(entry, StandingAct.REVOKE, date(2023, 5, 1))
    decide(entry, StandingAct.RESTORE, date(2023, 4, 1))

    entry.refresh_from_db()
    assert entry.standing == Standing.VALID
    assert told(roll_as_it_stood(entry.round, date(2023, 6, 1)), "standing") == ["有效"]
    assert told(roll_as_it_stands(entry.round), "standing") == ["有效"]


def test_a_list_is_on_the_roll_from_its_release_and_not_while_withdrawn(entry):
    reviewer = make_staff()
    with at(2022, 3, 1):
        withdraw_list(entry.list, reviewer, "印错了一行")
    announced, out = roll_as_announced(entry.round), roll_as_it_stands(entry.round)
    with at(2022, 4, 1):
        release_list(HonorList.objects.get(pk=entry.list_id), reviewer)

    days = [date(2021, 11, 23), date(2021, 11, 24), date(2022, 3, 1), date(2022, 3, 31), date(2022, 4, 1)]
    counts = [len(roll_as_it_stood(entry.round, day).lines) for day in days]

    assert (counts, len(announced.lines), len(out.lines)) == ([0, 1, 0, 0, 1], 1, 0)
    assert explained(announced, out) == [("名单", "在名单上", "已撤下", ("撤下：印错了一行",))]
    assert differences(announced, roll_as_it_stands(entry.round)) == []


def test_a_list_released_later_was_not_on_the_roll_before(entry):
    with at(2022, 1, 5):
        late = make_list(state=ListState.RELEASED, released_at=datetime(2022, 1, 5, tzinfo=SHANGHAI))
        make_entry(make_organization("陶家宅居民区党总支"), honor_list=late)

    before = roll_as_it_stood(entry.round, date(2022, 1, 4))

    assert told(before, "name_as_printed") == ["苏一居民区党总支"]
    came = explained(before, roll_as_it_stands(entry.round))
    assert came == [("名单", "还没有公布", "在名单上", ("公布于2022年1月5日",))]


def test_drafts_and_lists_under_review_are_on_no_roll(entry):
    make_entry(honor_list=make_list(state=ListState.DRAFT))
    make_entry(honor_list=make_list(state=ListState.REVIEW))

    rolls = roll_as_announced(entry.round), roll_as_it_stands(entry.round)

    assert [told(roll, "name_as_printed") for roll in rolls] == [["苏一居民区党总支"]] * 2


def test_lines_stand_in_the_order_of_that_day(entry):
    silver, gold = make_tier("银奖", rank=3), make_tier("金奖", rank=2)
    make_entry(make_organization("潘东居民区党总支"), honor_list=entry.list, tier=silver, position=1)
    correct_entry(entry, "tier", silver, "核对原件", None)
    assert gold.rank < silver.rank

    names = [told(roll, "name_as_printed") for roll in (roll_as_announced(entry.round), roll_as_it_stands(entry.round))]

    assert names == [["苏一居民区党总支", "潘东居民区党总支"], ["潘东居民区党总支", "苏一居民区党总支"]]


def test_readers_rolls_are_asked_for_by_their_lists(entry):
    withdrawn = make_list(state=ListState.WITHDRAWN)
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=withdrawn)

    public = roll_as_announced(entry.round, HonorList.objects.public())

    assert told(public, "name_as_printed") == ["苏一居民区党总支"]
    assert len(roll_as_announced(entry.round).lines) == 2


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_roll_asks_the_same_however_many_lines_and_facts(django_assert_num_queries, item_count):
    award_round = make_round()
    for number in range(item_count):
        line = make_entry(make_organization(f"第{number}党支部"), state=ListState.RELEASED)
        correct_entry(line, "organization", make_organization(f"新{number}党支部"), "核对", None)
        decide(line, StandingAct.REVOKE, date(2023, 1, 1))

    # lists, entries, corrections, decisions, withdrawals, merges, names, tiers, subdistricts
    with django_assert_num_queries(9):
        told(roll_as_announced(award_round), "tier")
