"""The newspaper page that started the registry, read by machine: nothing lost, nothing invented, every doubt named."""

import datetime

import pytest

from awards.importing.excerpts import only_lines
from awards.importing.reading import read_text
from showcase.documents.page.receiving import page_text
from tests.showcase.documents.pages import (
    SEED,
    fixture_cases,
    fixture_places,
    parts_of,
    places_of,
    printed_lines,
    questions_of,
    read_file,
)

MARKERS = {"光荣榜", "经验启示", "编者按"}


@pytest.fixture(scope="module")
def page():
    return read_file(SEED)


def test_every_line_arrives_or_is_named_in_the_decisions(page):
    arrived = [page.headline, page.foreword, *said_on_rolls(page)]
    for case in page.cases:
        arrived += [case.title, *case.organizations, case.lead]
        arrived += [text for one in case.sections for text in (one.heading, one.body)]
        arrived += [f"- {number}.{one.statement};{one.explanation}" for number, one in enumerate(case.lessons, 1)]
        arrived += [figure.caption for _, figure in case.figures()]
    arrived += questions_of(page)

    assert [
        line for line in printed_lines(SEED) if line not in MARKERS and not any(line in text for text in arrived)
    ] == []


def said_on_rolls(page):
    """What the pipeline of results reads: each heading, and each row as it is printed."""
    reading = read_text(only_lines(page_text(SEED.read_bytes()), page.roll_lines))
    printed = [row.tier if row.tier_basis == "printed" else "" for row in reading.rows]
    rows = [
        f"- {tier} {row.organization}" if tier else row.organization
        for tier, row in zip(printed, reading.rows, strict=True)
    ]
    return [*reading.headings, *rows]


def test_the_cases_are_those_that_were_entered_by_hand(page):
    assert [parts_of(case) for case in page.cases] == fixture_cases()


def test_pictures_stand_where_a_person_put_them_but_for_four_that_are_asked_about(page):
    read = {caption: place for case in page.cases for caption, place in places_of(case).items()}
    by_hand = fixture_places()

    differing = {caption: (by_hand[caption], read[caption]) for caption in by_hand if by_hand[caption] != read[caption]}

    assert (len(read), read.keys()) == (10, by_hand.keys())
    assert differing == {
        "社区居民走进社区,以案说法": (("带头学法用法 营造浓厚法治氛围", None), ("", None)),
        "长宁人人中心·金堤业主座谈会": (("选好用好“带头人” 全力支持业委会工作", 3), ("", None)),
        "认领“微心愿”帮助社区困难家庭": (("以提升组织力为重点 加强党支部建设", 2), ("", None)),
        "打造线上智能服务平台": (
            ("以阵地建设为抓手 打造园区党建生态圈", None),
            ("以提升组织力为重点 加强党支部建设", None),
        ),
    }


def test_every_picture_is_inferred_and_asked_about(page):
    figures = [figure for case in page.cases for _, figure in case.figures()]
    asked = [question for question in questions_of(page) if question.startswith("图片说明“")]

    assert [figure.placement_is_inferred for figure in figures] == [True] * 10
    assert [sum(f"“{figure.caption}”" in question for question in asked) for figure in figures] == [1] * 10


def test_the_ceremony_has_its_year_inferred_and_says_from_what(page):
    ceremony = page.ceremony

    assert ceremony.title == "长宁区第七轮“金银奖”、第四轮“五星奖”联合工作展示会"
    assert (ceremony.held_on, ceremony.year_is_inferred) == (datetime.date(2021, 11, 24), True)
    assert ceremony.time_of_day == "下午"
    assert ceremony.date_note == ("原文只写“11月24日下午”，没有年份；文中有“自2001年起”和“20年来”，据此推断为2021年。")


def test_the_questions_about_the_page(page):
    assert [decision.question for decision in page.decisions] == [
        "展示会的名称由“长宁区举办第七轮“金银奖”、第四轮“五星奖”联合工作展示会”"
        "拼成“长宁区第七轮“金银奖”、第四轮“五星奖”联合工作展示会”，请核对。",
        "原文只写“11月24日下午”，没有年份；文中有“自2001年起”和“20年来”，据此推断为2021年。"
        "公开页会注明年份是推断的，请核对。",
        "编者按写明“金银奖”50个、“五星奖”22个：请在各轮的页面登记“公布总数”，这里不会自动登记。",
        "“金堤”、“金庭”、“金廷”可能是同一个名称的几种写法，都照原样保留；请核对哪一个正确。",
        "“上海德必文化创意产业发展(集团)有限公司党支部”与“上海德必文化创意产业发展(集团)股份有限公司党支部”"
        "像是同一个党组织的两种写法，都照原样保留；请核对。",
    ]


def test_the_questions_about_the_cases_besides_pictures(page):
    asked = [
        [question for question in questions_of(case) if not question.startswith("图片说明")] for case in page.cases
    ]

    assert asked == [
        [
            "标题前没有党组织名称；“陶家宅居民区党总支”单独印在第 9 行，正文也写到它，推定是这篇案例的党组织，请确认。",
            "“…聚焦点和发力点,切实彰显”与第 37 行的“居民区党总支攻坚克难的决…”是分栏断开的一句，已接成一段，请确认。",
        ],
        ["“…门拍照留证,通知居民限期”与第 81 行的“自行整改。如居民限期未整…”是分栏断开的一句，已接成一段，请确认。"],
        [
            "这一段以“…是集新时代文明实践站、党”结尾，没有句末标点，也没有找到下文：可能是原文残缺，请核对原件。",
        ],
    ]


def test_the_rolls_are_one_text_with_the_rows_of_two_rounds(page):
    reading = read_text(only_lines(page_text(SEED.read_bytes()), page.roll_lines))

    assert page.roll_lines == ((11, 23),)
    assert [(row.position, row.round.scheme, row.round.number, row.tier_basis) for row in reading.rows] == [
        ("第 15 行", "金银奖", 7, "printed"),
        ("第 16 行", "金银奖", 7, "printed"),
        ("第 17 行", "金银奖", 7, "printed"),
        ("第 18 行", "金银奖", 7, "printed"),
        ("第 19 行", "金银奖", 7, "inherited"),
        ("第 23 行", "五星奖", 4, "none_printed"),
    ]
