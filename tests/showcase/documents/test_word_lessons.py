"""经验启示 in every way that Chinese documents number them."""

import pytest

from showcase.documents.word.reading import read_case
from tests.files.documents.building import Document, paragraph
from tests.files.documents.making_articles import LESSON, OTHER, lessons_by
from tests.showcase.documents.reading import article, lessons, outline

BOTH = [LESSON, OTHER]


def read(*lines, heading="经验启示"):
    return read_case(lessons_by(*lines, heading=heading), "案例.docx")


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.", "2."),
        ("1、", "2、"),
        ("1．", "2．"),
        ("１．", "２．"),
        ("1）", "2）"),
        ("（1）", "（2）"),
        ("(1)", "(2)"),
        ("一、", "二、"),
        ("（一）", "（二）"),
        ("(一)", "(二)"),
        ("①", "②"),
        ("⑴", "⑵"),
        ("⒈", "⒉"),
        ("㈠", "㈡"),
        ("一是", "二是"),
        ("第一，", "第二，"),
        ("启示一：", "启示二："),
    ],
)
def test_every_style_of_numbering_is_known(numbers):
    draft = read(*(f"{number}{'；'.join(lesson)}" for number, lesson in zip(numbers, BOTH, strict=True)))

    assert lessons(draft) == BOTH


def test_an_automatic_list_numbers_lessons_that_the_next_paragraph_explains():
    assert lessons(article("lessons_numbered_by_word")) == BOTH


@pytest.mark.parametrize(
    "heading", ["经验启示", "启 示", "经验与启示", "几点启示", "四、经验启示", "（四）启示与思考", "【经验启示】"]
)
def test_every_name_of_the_heading_is_known(heading):
    assert lessons(read(f"1.{'；'.join(LESSON)}", heading=heading)) == [LESSON]


@pytest.mark.parametrize(
    ("printed", "lesson"),
    [
        ("1.深入群众;要做细。", ("深入群众", "要做细。")),
        ("1.深入群众：要做细。", ("深入群众", "要做细。")),
        ("1.深入群众。要做细。", ("深入群众", "要做细。")),
        ("1.“深入群众。”要做细。", ("“深入群众。”", "要做细。")),
        ("1.靠谁？靠群众。", ("靠谁？", "靠群众。")),
        ("1.深入群众", ("深入群众", "")),
    ],
)
def test_the_first_sentence_states_and_the_rest_explains(printed, lesson):
    assert lessons(read(printed)) == [lesson]


def test_further_paragraphs_explain_the_lesson_above():
    assert lessons(read("1.深入群众", "要做细。", "要做实。", "2.以点带面")) == [
        ("深入群众", "要做细。\n\n要做实。"),
        ("以点带面", ""),
    ]


def test_numbers_of_another_style_inside_a_lesson_stay_in_it():
    assert lessons(read("一、深入群众", "1.走访。", "2.座谈。", "二、以点带面")) == [
        ("深入群众", "1.走访。\n\n2.座谈。"),
        ("以点带面", ""),
    ]


def test_lessons_without_numbers_are_one_for_each_paragraph():
    assert lessons(read("；".join(LESSON), "；".join(OTHER))) == BOTH


def test_bold_statements_without_numbers_are_lessons():
    lines = [paragraph(LESSON[0], bold=True), paragraph(LESSON[1]), paragraph(OTHER[0], bold=True), paragraph(OTHER[1])]
    head = map(paragraph, ("标题", "导语在这里。", "正文在这里。", "经验启示"))

    assert lessons(read_case(Document().add(*head, *lines).saved(), "案例.docx")) == BOTH


def test_a_bold_heading_like_that_of_the_lessons_ends_them():
    bold = [paragraph("经验启示", bold=True), paragraph("1.深入群众"), paragraph("下一步打算", bold=True)]

    draft = read_case(
        Document().add(paragraph("标题"), paragraph("导语。"), *bold, paragraph("再接再厉。")).saved(), "a.docx"
    )

    assert (lessons(draft), outline(draft)[-1]) == ([("深入群众", "")], ("下一步打算", ["再接再厉。"]))


def test_a_heading_without_lessons_stays_a_section():
    draft = read()

    assert (lessons(draft), outline(draft)[-1][0]) == ([], "经验启示")
