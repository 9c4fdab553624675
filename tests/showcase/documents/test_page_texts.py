"""Pages laid out otherwise than the one that started it: other words, other line ends, other encodings."""

import datetime

import pytest

from showcase.documents.drafts import DraftFigure, DraftLesson
from showcase.documents.page.reading import read_page
from tests.showcase.documents.pages import (
    OWN_PAGES,
    SEED,
    fixture_cases,
    parts_of,
    places_of,
    questions_of,
    read_file,
)

TEXT = "党员每月到楼道里开一次会，把要办的事写在黑板上。"


def page_of(*blocks):
    """Blocks with one empty line between them; a block may bring further empty lines of its own."""
    return read_page("\n\n".join(blocks))


def test_a_page_in_gb18030_with_windows_line_ends():
    page = read_file(OWN_PAGES / "page_gb18030_crlf.txt")

    assert (page.headline, page.foreword_heading, page.roll_names) == (
        "红榜引路 邻里同心",
        "编前",
        ("云杉一村居民区党总支", "梧桐里居民区党支部"),
    )
    assert page.ceremony.held_on == datetime.date(2023, 6, 28)
    assert page.ceremony.year_is_inferred is False
    assert [parts_of(case) for case in page.cases] == [
        {
            "title": "把会开到楼道里",
            "organizations": ["云杉一村居民区党总支"],
            "lead": "云杉一村居民区建成于上世纪八十年代，楼道窄、车位少。",
            "sections": [
                (
                    "一、先听意见再动手",
                    "居民区党总支每月到楼道里开一次会，把要办的事一件一件写在黑板上。\n\n"
                    "会后三天内，办到哪一步都要写回黑板。",
                    "",
                ),
                ("二、办完的事有人看", "每个楼组推选两位居民做监督员。", ""),
            ],
            "lessons": [
                (1, "先听后做", "听得全，做起来才少返工。"),
                (2, "办完要有人看", "看的人多了，办的人就认真。"),
            ],
        }
    ]


def test_captions_under_paragraphs_stay_there_and_name_who_took_them():
    page = read_file(OWN_PAGES / "page_gb18030_crlf.txt")

    assert [figure for _, figure in page.cases[0].figures()] == [
        DraftFigure("图为党员在楼道里记录居民的意见", None, "", "街道供图", 1, True),
        DraftFigure("楼组监督员在看施工记录", None, "", "", None, True),
    ]


def test_a_page_of_cases_alone_without_lessons():
    page = read_file(OWN_PAGES / "page_no_foreword_no_lessons.txt")

    assert (page.headline, page.foreword, page.ceremony, page.roll_lines) == ("", "", None, ())
    assert [(case.title, case.organizations, case.lessons) for case in page.cases] == [
        ("门前的事自己商量", ("梧桐里居民区党支部",), ()),
        ("车间里的午间课", ("上海云杉机械有限公司党支部",), ()),
    ]
    assert page.cases[1].sections[0].truncated_note == "原文至此中断，没有下文。"


def test_lines_broken_at_the_columns_width_are_one_paragraph():
    page = read_file(OWN_PAGES / "page_no_foreword_no_lessons.txt")

    assert page.cases[0].sections[0].body == (
        "去年春天，车棚漏雨，有人说要修，有人说干脆拆掉种树，两边都有道理，谁也说服不了谁，支部把大家请到一起，"
        "用了三个晚上，定下先修一半、种一半。"
    )


def test_a_case_without_any_sign_of_pictures_asks_which_headings_are_captions():
    page = read_file(OWN_PAGES / "page_no_foreword_no_lessons.txt")

    assert questions_of(page.cases[0]) == [
        "“修车棚，还是种树”、“车棚前的商议会”按小标题收入；如果其中有图片说明，请改为图片。"
    ]


def test_captions_above_the_title_and_a_page_headed_by_its_award():
    page = read_file(OWN_PAGES / "page_crlf_captions_first.txt")
    case = page.cases[0]

    assert (page.headline, page.foreword_heading) == ("云杉街道荣获第三轮“先锋奖”光荣榜", "编者的话")
    assert (case.title, case.byline, places_of(case)) == ("早市搬了家", "街道宣传组", {"▲广场上的早市": ("", None)})
    assert case.lead.endswith("支部和摊主谈了两个月，最后大家同意搬到河边。")
    assert (page.ceremony.held_on, page.ceremony.date_note) == (None, "原文只写“9月10日”，没有年份。")


def test_numbers_that_leave_a_gap_and_a_line_of_the_paper_itself_are_named():
    page = read_file(OWN_PAGES / "page_crlf_captions_first.txt")

    assert "启示的编号印作 1、3，收入时依次编为 1 至 2，请核对有没有缺漏。" in questions_of(page)
    assert "“本版稿件由各居民区提供。”没有归入任何部分，没有收入；请核对它属于哪里，需要时手工补上。" in questions_of(
        page
    )


def test_a_name_under_a_roll_begins_a_case_where_a_title_follows():
    page = page_of(
        "第二轮“先锋奖”榜单",
        "金奖 松涛居民区党支部\n银奖 云杉居民区党支部",
        "梧桐里居民区党支部",
        "把会开到楼道里",
        TEXT,
    )

    assert page.roll_names == ("松涛居民区党支部", "云杉居民区党支部")
    assert [case.organizations for case in page.cases] == [("梧桐里居民区党支部",)]


def test_the_only_name_under_a_roll_is_its_row_and_the_case_asks_whose_it_is():
    page = page_of("第二轮“先锋奖”榜单", "松涛居民区党支部", "把会开到楼道里", f"松涛居民区的{TEXT}")

    assert page.roll_names == ("松涛居民区党支部",)
    assert page.cases[0].organizations == ("松涛居民区党支部",)
    assert questions_of(page.cases[0])[0].startswith("标题前没有党组织名称；正文写到光荣榜上的“松涛居民区党支部”")


def test_a_signature_is_no_organization_of_the_case():
    page = page_of("松涛居民区党支部", "把会开到楼道里", TEXT, "云杉街道党工委")

    assert page.cases[0].organizations == ("松涛居民区党支部",)
    assert questions_of(page)[1].startswith("“云杉街道党工委”没有归入任何部分")


def test_a_paragraph_broken_off_before_another_sentence_is_not_joined():
    broken = "支部把大家请到一起，用了三个晚上，定下先修一半、种一半，又请来了街道的工程师和"
    page = page_of("松涛居民区党支部", "把会开到楼道里", broken, "近年来，楼道干净了。")

    assert page.cases[0].lead == f"{broken}\n\n近年来，楼道干净了。"
    assert questions_of(page.cases[0]) == [
        "“…，又请来了街道的工程师和”没有句末标点，后面也不像它的下文，可能是原文残缺，请核对原件。"
    ]


@pytest.mark.parametrize(
    ("line", "lesson"),
    [
        ("- 1.先听后做;听得全,才少返工。", DraftLesson("先听后做", "听得全,才少返工。")),
        ("1、先听后做；听得全；才少返工。", DraftLesson("先听后做", "听得全；才少返工。")),
        ("（1）先听后做。听得全，才少返工。", DraftLesson("先听后做", "听得全，才少返工。")),
        ("①先听后做", DraftLesson("先听后做")),
        ("一是先听后做；听得全，才少返工。", DraftLesson("先听后做", "听得全，才少返工。")),
    ],
)
def test_a_lesson_is_parted_into_statement_and_explanation(line, lesson):
    page = page_of("松涛居民区党支部", "把会开到楼道里", TEXT, "经验启示", line)

    assert page.cases[0].lessons == (lesson,)


@pytest.mark.parametrize("heading", ["经验启示", "【经验启示】", "几点启示：", "启示与思考", "经验与体会"])
def test_lessons_open_under_any_of_their_headings(heading):
    page = page_of("松涛居民区党支部", "把会开到楼道里", TEXT, heading, "1.先听后做；听得全，才少返工。")

    assert len(page.cases[0].lessons) == 1


def test_after_lessons_a_short_line_above_text_begins_the_next_case():
    page = page_of(
        "松涛居民区党支部",
        "把会开到楼道里",
        TEXT,
        "经验启示",
        "1.先听后做；才少返工。",
        "\n\n黑板前",
        "车棚修好了",
        TEXT,
    )

    assert [(case.title, places_of(case)) for case in page.cases] == [
        ("把会开到楼道里", {"黑板前": ("", None)}),
        ("车棚修好了", {}),
    ]


def test_wide_gaps_above_every_heading_say_nothing_of_pictures():
    page = page_of("松涛居民区党支部", "把会开到楼道里", TEXT, "\n先听", TEXT, "\n再做", TEXT, TEXT, TEXT)

    assert [section.heading for section in page.cases[0].sections] == ["先听", "再做"]


def test_words_that_only_begin_alike_are_no_spellings_of_one_name():
    page = page_of("松涛居民区党支部", "把会开到楼道里", "垃圾分类成效好，垃圾分类承诺多。")

    assert [question for question in questions_of(page) if "几种写法" in question] == []


def test_a_name_above_text_inside_a_case_heads_it():
    page = page_of("松涛居民区党支部", "把会开到楼道里", TEXT, "云杉居民区党支部", TEXT)

    assert [section.heading for section in page.cases[0].sections] == ["云杉居民区党支部"]


def test_a_subtitle_goes_with_the_title():
    page = page_of("松涛居民区党支部", "把会开到楼道里", "——松涛居民区的做法", TEXT)

    assert (page.cases[0].title, page.cases[0].sections) == ("把会开到楼道里 ——松涛居民区的做法", ())


@pytest.mark.parametrize("heading", ["前言", "导语", "获评第二轮“先锋奖”"])
def test_words_that_open_a_part_of_the_page_may_head_a_section(heading):
    page = page_of("编者按", TEXT, "松涛居民区党支部", "把会开到楼道里", TEXT, heading, TEXT)

    assert (page.foreword, page.roll_lines) == (TEXT, ())
    assert [section.heading for section in page.cases[0].sections] == [heading]


def test_a_page_without_empty_lines_loses_its_captions_to_no_lesson_and_no_section():
    text = "\n".join(line for line in SEED.read_text("utf-8").splitlines() if line.strip())

    page = read_page(text)

    assert [parts_of(case) for case in page.cases] == fixture_cases()
    assert [len(places_of(case)) for case in page.cases] == [2, 4, 4]
