"""The numbers a source gives are kept as numbers, and held against what was read."""

import pytest

from awards.importing.announced import announced_by, disagreements_in
from awards.importing.planning import Defaults
from awards.importing.receiving import receive_list
from awards.importing.rows import UnreadableSource
from tests.factories import make_round, make_subdistrict, make_tier

pytestmark = pytest.mark.django_db
HEADING = "长宁区第七轮居民区党建工作“金银奖”名单"


@pytest.fixture(autouse=True)
def seventh():
    make_tier("金奖", scheme=make_round(7).scheme)
    make_subdistrict("华阳路街道")
    make_subdistrict("江苏路街道")
    return make_round(7)


def received(*lines):
    return receive_list("\n".join(lines).encode(), "名单.txt", by=None, defaults=Defaults())


def told(batch):
    return [(one["text"], one["message"]) for one in disagreements_in(batch.problems)]


def test_numbers_that_agree_are_no_warning():
    batch = received(f"{HEADING}（共2个）", "金奖（共2个）", "甲居民区党支部", "乙居民区党支部")

    assert told(batch) == []


def test_a_number_that_disagrees_is_a_warning_with_both_numbers():
    batch = received(HEADING, "金奖（共3个）", "甲居民区党支部")

    assert told(batch) == [("金奖（共3个）", "原文写明 3 个，实际读到 1 个，请核对有没有遗漏")]


def test_each_subdistrict_s_number_is_held_against_its_own_rows():
    batch = received(HEADING, "华阳路街道（1个）", "金奖 甲居民区党支部", "江苏路街道（2个）", "金奖 乙居民区党支部")

    assert told(batch) == [("江苏路街道（2个）", "原文写明 2 个，实际读到 1 个，请核对有没有遗漏")]


def test_numbers_of_subdistricts_add_up_to_the_round_s(seventh):
    batch = received(HEADING, "华阳路街道（1个）", "金奖 甲居民区党支部", "江苏路街道（2个）", "金奖 乙居民区党支部")

    assert announced_by(batch) == {(seventh.pk, None): 3}


def test_a_number_for_the_district_is_not_added_to_those_of_its_parts(seventh):
    batch = received(
        f"{HEADING}（共2个）", "华阳路街道（1个）", "金奖 甲居民区党支部", "江苏路街道（1个）", "金奖 乙居民区党支部"
    )

    assert announced_by(batch) == {(seventh.pk, None): 2}


def test_a_tier_that_was_not_conferred_is_announced_as_none(seventh):
    silver = make_tier("银奖", rank=3)
    batch = received(HEADING, "银奖：空缺", "金奖 甲居民区党支部")

    assert announced_by(batch) == {(seventh.pk, silver.pk): 0}


def test_ten_thousand_numbers_do_not_multiply_with_ten_thousand_rows():
    lines = [line for number in range(5_000) for line in ("金奖（1个）", f"第{number}居民区党支部")]

    batch = received(HEADING, *lines)

    # Each heading counts the tier of the whole round; the point is that this ends at all.
    assert len(told(batch)) == 5_000


def test_a_list_without_a_single_row_is_refused_with_the_first_things_seen():
    with pytest.raises(
        UnreadableSource, match="没有读到名单里的任何一行，没有保存。第 2 行“经研究决定，予以表彰。”：说明文字"
    ):
        received(HEADING, "经研究决定，予以表彰。")
