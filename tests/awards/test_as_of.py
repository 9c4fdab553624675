"""What a round's roll said when it was announced, on any day since, and now."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from awards.as_of import differences, roll_as_announced, roll_as_it_stands, roll_as_it_stood
from awards.choices import ListState, Standing, StandingAct, TierBasis
from awards.correcting import correct_entry
from awards.models import HonorList
from awards.publishing import release_list, withdraw_list
from awards.standing import change_standing
from organizations.merging import merge_organizations, undo_merge
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(year, month, day, hour=12, minute=0):
    """The clock stands at that moment, as people here read it."""
    return time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=SHANGHAI), tick=False)


@pytest.fixture
def entry():
    """One line, announced on 24 November 2021 with a tier taken over from the line above."""
    place = make_subdistrict("华阳路街道")
    tiers = make_tier("金奖", rank=2), make_tier("银奖", rank=3)
    return make_entry(
        make_organization("苏一居民区党总支", subdistrict=place),
        state=ListState.RELEASED,
        tier=tiers[0],
        tier_basis=TierBasis.INHERITED,
        position=2,
    )


def told(roll, field):
    return [line.texts[field] for line in roll.lines]


def explained(before, after):
    return [(one.label, one.before, one.after, one.reasons) for one in differences(before, after)]


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


def test_a_merge_shows_from_its_day_until_it_is_undone(entry):
    kept = make_organization("苏一居民区党委")
    with at(2022, 5, 1):
        merge = merge_organizations(entry.organization, kept, reason="换届升格", by=None)
    with at(2023, 5, 1):
        undo_merge(merge, reason="原来是两个", by=None)

    days = [date(2022, 4, 30), date(2022, 5, 1), date(2023, 4, 30), date(2023, 5, 1)]
    seen = [told(roll_as_it_stood(entry.round, day), "organization")[0] for day in days]

    assert seen == ["苏一居民区党总支", "苏一居民区党委", "苏一居民区党委", "苏一居民区党总支"]
    merged = roll_as_it_stood(entry.round, date(2022, 6, 1))
    joined = ("党组织", "苏一居民区党总支", "苏一居民区党委", ("并入“苏一居民区党委”（2022年5月1日）：换届升格",))
    assert explained(roll_as_announced(entry.round), merged) == [joined]
    parted = ("党组织", "苏一居民区党委", "苏一居民区党总支", ("撤销合并（2023年5月1日）：原来是两个",))
    assert explained(merged, roll_as_it_stands(entry.round)) == [parted]


def test_merges_are_followed_through_a_chain_and_from_a_corrected_organization(entry):
    wrong = make_organization("苏二居民区党支部")
    kept, last = make_organization("苏二居民区党总支"), make_organization("苏二居民区党委")
    with at(2022, 1, 1):
        correct_entry(entry, "organization", wrong, "认错了", None)
    with at(2022, 2, 1):
        merge_organizations(wrong, kept, reason="同一个", by=None)
    with at(2022, 3, 1):
        merge_organizations(kept, last, reason="升格", by=None)
    with at(2022, 4, 1):
        correct_entry(entry, "organization", make_organization("苏三居民区党总支"), "又认错了", None)

    days = [date(2021, 12, 1), date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1), date(2022, 4, 1)]
    seen = [told(roll_as_it_stood(entry.round, day), "organization")[0] for day in days]

    names = ["苏一居民区党总支", "苏二居民区党支部", "苏二居民区党总支", "苏二居民区党委", "苏三居民区党总支"]
    assert seen == names


def test_a_merge_that_both_days_know_explains_nothing(entry):
    first, second = make_organization("苏一居民区党委"), make_organization("江苏居民区党委")
    with at(2022, 5, 1):
        merge_organizations(entry.organization, first, reason="升格", by=None)
    with at(2022, 6, 1):
        merge_organizations(first, second, reason="同一个", by=None)
    may, june = (roll_as_it_stood(entry.round, date(2022, month, 2)) for month in (5, 6))

    later = ("党组织", "苏一居民区党委", "江苏居民区党委", ("并入“江苏居民区党委”（2022年6月1日）：同一个",))
    assert explained(may, june) == [later]


def test_a_name_that_two_organizations_bore_is_followed_nowhere(entry):
    namesake = make_organization("苏一居民区党总支", subdistrict=make_subdistrict("江苏路街道"))
    with at(2022, 1, 1):
        merge_organizations(entry.organization, make_organization("苏一居民区党委"), reason="同一个", by=None)
        merge_organizations(namesake, make_organization("别的居民区党委"), reason="同一个", by=None)
    with at(2022, 2, 1):
        correct_entry(entry, "organization", make_organization("苏三居民区党总支"), "认错了", None)

    assert told(roll_as_it_stood(entry.round, date(2022, 1, 15)), "organization") == ["苏一居民区党总支"]


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
