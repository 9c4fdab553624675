"""What a long life in Word leaves behind: cleaned where it means nothing, kept or named where it says something."""

import pytest

from tests.files.documents.making_articles import BODY, FIRST, LEAD, MORE, TITLE
from tests.showcase.documents.reading import FILES, decisions, figures, lost_words, mess, outline

MESSES = sorted(path.stem for path in (FILES / "mess").glob("*.docx"))


def test_what_was_pasted_from_the_web_reads_as_it_looks():
    draft = mess("pasted_from_the_web")

    assert (draft.title, outline(draft)) == (
        TITLE,
        [
            ("", ["陶家宅居民区位于华阳路街道西南角。"]),
            (
                "",
                [
                    "陶家宅居民区党总支坚持把党建引领作为一条红线贯穿于社区治理的全过程。",
                    "对照“四先”要求，党员主动带头。",
                    "党员主动带头拆除自家违建，在十一月完成。",
                ],
            ),
        ],
    )


def test_inserted_words_stay_deleted_ones_go_and_a_person_is_told():
    draft = mess("tracked_changes")

    assert outline(draft)[1] == ("", ["居民区党总支新加的话。", "挪走的话。", "前半句与后半句。"])
    assert [place for place, _ in decisions(draft)] == ["修订"]


def test_a_text_box_captions_its_picture_or_follows_its_paragraph():
    draft = mess("text_boxes")

    assert figures(draft) == [(None, 1, "业主座谈会")]
    assert outline(draft)[1] == ("", [BODY, MORE, "一个支部一座堡垒，一名党员一面旗帜。"])
    assert [place for place, _ in decisions(draft)] == ["文本框"]


def test_notes_comments_and_headers_are_laid_before_a_person():
    assert decisions(mess("notes_and_margins")) == [
        ("脚注 1", "脚注没有放进正文，请决定放在哪里：数据截至2021年。"),
        ("尾注 1", "尾注没有放进正文，请决定放在哪里：参见《公约》。"),
        ("批注", "编辑批注：请核对门牌。"),
        ("页眉", "页眉没有收入：长宁区基层党建案例选"),
    ]


def test_equations_and_characters_with_phonetic_signs_are_text():
    assert outline(mess("rare_words")) == [("", [LEAD]), (FIRST, ["陶家宅，a=b。"])]


def test_hidden_words_are_not_on_the_page_but_named():
    assert decisions(mess("rare_words")) == [("正文", "这段文字没有找到合适的位置，没有收入：陶家宅，。看不见")]


def test_bylines_and_sources_are_found_above_and_below():
    draft = mess("bylines_everywhere")

    assert draft.title == "当好“领头雁” 用好“带头人” ——长一居民区党总支以法治促善治"
    assert draft.organizations == ("长一居民区党总支",)
    assert (draft.byline, draft.source) == ("□ 本报记者 某某；街道党建办", "《社区党建》2021年第6期；2021年11月24日")
    assert outline(draft) == [("", [LEAD]), ("", [BODY])]


def test_a_title_in_two_lines_is_one_and_facts_in_one_line_are_two():
    draft = mess("title_in_two_lines")

    assert (draft.title, draft.byline) == (TITLE, "某某；街道党建办")
    assert draft.organizations == ("陶家宅居民区党总支", "长一居民区党总支")
    assert outline(draft) == [("", [LEAD]), ("", [BODY])]


def test_captions_above_their_pictures_are_told_by_their_numbers():
    assert figures(mess("captions_without_marks"))[1:3] == [(None, 1, "图1 座谈会"), (None, 1, "图2 巡逻队")]


def test_a_picture_above_the_title_does_not_take_it_for_its_caption():
    draft = mess("captions_without_marks")

    assert (draft.title, figures(draft)[0]) == (TITLE, (None, 0, ""))


def test_a_plain_short_line_below_a_picture_is_its_caption_and_a_person_is_told():
    draft = mess("captions_without_marks")

    *_, (_, figure) = draft.figures()
    assert (figure.caption, figure.credit) == ("议事厅里", "某某")
    doubt = "“议事厅里”紧跟在图片后面，当作了图片说明；如果是小标题或正文，请移回去。"
    assert decisions(draft) == [("图片", doubt)]


@pytest.mark.parametrize("name", MESSES)
def test_every_word_of_a_messy_document_arrives_or_is_named(name):
    assert [word for word in lost_words("mess", name) if word != "zhái"] == []
