"""Smaller habits of lists, one by one."""

import pytest

from awards.importing.reading import read_text
from awards.importing.vocabulary import Vocabulary
from tests.awards.importing.reading.samples import in_round, tiers_and_names

PLACES = Vocabulary(subdistricts=("华阳路街道", "江苏路街道", "新泾镇"))


def test_a_heading_broken_over_two_lines_is_kept_whole():
    reading = read_text("华阳路街道荣获长宁区第七轮\n居民区党建工作“金银奖”榜单\n金奖：甲居民区党支部")

    assert reading.headings == ["华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单"]
    assert [(in_round(row), row.subdistrict) for row in reading.rows] == [(("金银奖", 7), "华阳路街道")]


def test_a_title_of_two_rounds_tells_each_scheme_its_number():
    reading = read_text(
        "第七轮居民区党建工作“金银奖”、第四轮“两新”组织党建工作“五星奖”获奖名单\n"
        "一、居民区党建工作“金银奖”（50个）\n金奖 甲居民区党支部\n"
        "二、“两新”组织党建工作“五星奖”（22个）\n上海乙有限公司党支部"
    )

    assert [in_round(row) for row in reading.rows] == [("金银奖", 7), ("五星奖", 4)]
    assert [(one.round.number, one.count) for one in reading.announced] == [(7, 50), (4, 22)]


@pytest.mark.parametrize("line", ["金奖：1.甲居民区党支部 2.乙居民区党支部", "金奖：①甲居民区党支部②乙居民区党支部"])
def test_numbers_inside_a_line_part_names(line):
    assert tiers_and_names(read_text(line)) == [("金奖", "甲居民区党支部"), ("金奖", "乙居民区党支部")]


def test_a_table_drawn_in_plain_text_is_read():
    reading = read_text("| 等次 | 名称 |\n|---|---|\n| 金奖 | 甲居民区党支部 |")

    assert tiers_and_names(reading) == [("金奖", "甲居民区党支部")]
    assert reading.problems == []


def test_a_header_that_lost_its_tabs_is_passed_over():
    reading = read_text("序号 单位 等次\n1 甲居民区党支部 金奖")

    assert tiers_and_names(reading) == [("金奖", "甲居民区党支部")]
    assert reading.problems == []


def test_headings_without_names_below_are_said_and_not_lost():
    reading = read_text("优秀组织奖\n华阳路街道\n江苏路街道")

    assert reading.rows == []
    assert sorted(problem.text for problem in reading.problems) == ["优秀组织奖", "华阳路街道", "江苏路街道"]


def test_a_subdistrict_beside_its_tier_is_honored_itself():
    reading = read_text("优秀组织奖：华阳路街道、江苏路街道")

    assert tiers_and_names(reading) == [("优秀组织奖", "华阳路街道"), ("优秀组织奖", "江苏路街道")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("金奖 华阳路街道甲居民区党支部", "华阳路街道甲居民区党支部"),
        ("金奖 上海市长宁区华阳路街道甲居民区党支部", "上海市长宁区华阳路街道甲居民区党支部"),
        ("金奖 甲居民区党支部（华阳路街道）", "甲居民区党支部"),
        ("金奖 甲居民区党支部（推荐单位：华阳路街道）", "甲居民区党支部"),
        ("华阳路街道 甲居民区党支部 金奖", "甲居民区党支部"),
        ("华阳路街道：甲居民区党支部（金奖）", "甲居民区党支部"),
    ],
)
def test_a_subdistrict_on_the_line_of_a_name_is_known(line, name):
    reading = read_text(line, PLACES)

    assert [(row.tier, row.organization, row.subdistrict) for row in reading.rows] == [("金奖", name, "华阳路街道")]


def test_a_company_that_only_looks_like_a_town_is_none():
    assert [row.subdistrict for row in read_text("金奖 上海古镇文化有限公司党支部").rows] == [""]


def test_a_known_tier_without_a_gap_before_the_name_is_parted():
    assert tiers_and_names(read_text("金奖标兵甲居民区党支部")) == [("金奖标兵", "甲居民区党支部")]


def test_a_tier_stretched_to_the_width_of_the_longest_is_known():
    assert tiers_and_names(read_text("金奖标兵  甲居民区党支部\n金    奖  乙居民区党支部")) == [
        ("金奖标兵", "甲居民区党支部"),
        ("金奖", "乙居民区党支部"),
    ]


def test_a_line_of_tiers_alone_is_listed():
    assert [problem.text for problem in read_text("金奖 银奖").problems] == ["金奖 银奖"]


def test_an_open_bracket_does_not_swallow_the_line_below():
    reading = read_text("金奖（\n甲居民区党支部\n乙居民区党支部）")

    assert "甲居民区党支部" in [row.organization for row in reading.rows]


@pytest.mark.parametrize("line", ["光荣榜", "光 荣 榜", "— 3 —", "第 2 页 共 5 页", "12", "★★★", "附件1：", "  "])
def test_lines_that_say_nothing_are_passed_over(line):
    reading = read_text(f"金奖\n{line}\n甲居民区党支部")

    assert tiers_and_names(reading) == [("金奖", "甲居民区党支部")]
    assert reading.problems == []


@pytest.mark.parametrize(
    "line", ["２０２１年１１月２４日", "二〇二一年十一月", "经区委研究决定", "联系人：某某 52000000"]
)
def test_lines_that_are_no_names_are_listed_even_under_a_tier(line):
    reading = read_text(f"金奖\n甲居民区党支部\n{line}")

    assert [problem.text for problem in reading.problems] == [line]
    assert len(reading.rows) == 1


def test_signs_that_print_nothing_do_not_stand_in_the_way():
    reading = read_text("\ufeff金奖\u200b 陶家宅\u200d居民区\u00ad党总支\u2028银奖 甲居民区党支部")

    assert tiers_and_names(reading) == [("金奖", "陶家宅居民区党总支"), ("银奖", "甲居民区党支部")]


def test_names_after_a_closing_paragraph_are_not_taken_for_the_list():
    prose = "以上单位在基层党建工作中成绩突出，希望再接再厉，为全区发展作出新的更大贡献。"

    reading = read_text(f"第七轮“金银奖”\n金奖 甲居民区党支部\n{prose}\n乙居民区党总支\n银奖 丙居民区党支部")

    assert tiers_and_names(reading) == [("金奖", "甲居民区党支部"), ("银奖", "丙居民区党支部")]
    assert [problem.text for problem in reading.problems] == [prose, "乙居民区党总支"]
