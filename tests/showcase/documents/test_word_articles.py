"""A Word file becomes a draft: title, people, sections, pictures and lists where the document has them."""

import pytest

from tests.files.documents.making_articles import BODY, FIRST, LEAD, MORE, SECOND, TITLE
from tests.showcase.documents.reading import FILES, article, decisions, figures, lessons, lost_words, outline

ARTICLES = sorted(path.stem for path in (FILES / "articles").glob("*.docx"))


def test_title_organization_byline_and_source_are_told_from_the_text():
    draft = article("three_captioned_photos")

    assert (draft.title, draft.organizations) == (TITLE, ("华阳路街道陶家宅居民区党总支",))
    assert (draft.byline, draft.source) == ("华阳路街道党建办", "《长宁党建》第12期")


def test_styled_headings_cut_the_article():
    assert outline(article("three_captioned_photos")) == [("", [LEAD]), (FIRST, [BODY, MORE]), (SECOND, [MORE])]


def test_captions_go_with_their_pictures_and_out_of_the_text():
    assert figures(article("three_captioned_photos")) == [
        (None, 1, "图1 针对社区议题进行协商沟通"),
        (0, 1, "改造后的大西别墅邻里花园"),
        (1, 1, "党员带头签署《垃圾分类承诺书》"),
    ]


def test_photographer_and_alternative_text_are_kept():
    first, second, _ = (figure for _, figure in article("three_captioned_photos").figures())

    assert (first.credit, first.alternative_text) == ("街道党建办", "十来个人围坐在一张长桌旁")
    assert (second.credit, second.alternative_text) == ("", "")


def test_without_headings_the_first_paragraph_leads():
    draft = article("no_headings")

    assert (draft.title, outline(draft)) == (TITLE, [("", [LEAD]), ("", [BODY, MORE])])


def test_numbered_and_bold_lines_are_headings_and_a_list_of_numbered_lines_is_none():
    assert outline(article("faked_headings")) == [
        ("", [LEAD]),
        ("一、带头学法用法", [BODY]),
        ("（一）定期学习", [MORE]),
        ("二、统筹多方资源", [BODY]),
        ("选好用好“带头人”", ["具体有：", "一、听取意见", "二、认真考察", MORE]),
    ]


def test_numbers_that_word_makes_are_printed_as_word_prints_them():
    assert outline(article("headings_numbered_by_word")) == [
        ("一、带头学法用法", [BODY, "<ol><li>看一看</li><li>问一问</li></ol>", MORE]),
        ("二、统筹多方资源", [BODY, "<ul><li>社区民警</li><li>城管队员</li></ul>"]),
    ]


def test_merged_cells_stay_merged_and_a_frame_is_dissolved():
    (_, blocks) = outline(article("tables"))[1]

    assert blocks[0] == BODY
    assert blocks[1] == (
        '<table><tbody><tr><td colspan="3">整治情况</td></tr><tr><td>小区</td><td>楼栋</td><td>处数</td></tr>'
        '<tr><td rowspan="2">大西别墅</td><td>1号楼</td><td>3</td></tr>'
        "<tr><td>2号楼&lt;东&gt;</td><td>5</td></tr></tbody></table>"
    )
    assert blocks[2:] == [MORE, "结尾。"]


def test_words_in_or_below_the_cell_of_a_picture_are_its_caption():
    assert figures(article("tables")) == [(0, 3, "楼道整治之前"), (0, 3, "楼道整治之后"), (0, 3, "电梯更换推进会")]


def test_pictures_in_a_row_share_captions_in_order_and_doubt_is_told():
    draft = article("pictures_in_a_row")

    assert figures(draft) == [
        (None, 1, "协商会现场"),
        (None, 1, "巡逻队出发"),
        (0, 1, ""),
        (0, 1, ""),
        (0, 1, "图4 三次座谈"),
        (0, 2, ""),
        (0, 2, "议事厅开张"),
    ]
    assert decisions(draft) == [("图片", "3 张图片排在一起，说明“图4 三次座谈”放在了最后一张下面；请核对。")]


def test_a_picture_in_the_middle_of_a_sentence_does_not_break_it():
    (_, blocks) = outline(article("pictures_in_a_row"))[1]

    assert blocks[1] == "党员主动带头拆除自家违建，居民拍手称快。"


def test_lessons_end_at_the_next_heading_and_what_introduces_them_is_a_section():
    draft = article("lessons_before_another_heading")

    assert [heading for heading, _ in outline(draft)] == ["", "一、主要做法", "二、经验启示", "三、下一步打算"]
    assert lessons(draft) == [("深入群众", "要做细。"), ("以点带面", "要带好。")]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_word_of_an_article_arrives(name):
    assert lost_words("articles", name) == []
