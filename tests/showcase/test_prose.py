"""Text as editors type it, cut into the blocks readers see."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showcase.prose import Block, blocks, clean_html, paragraphs, with_photos


@dataclass(frozen=True)
class Picture:
    """As much of a photo as weaving reads."""

    name: str
    after_paragraph: int | None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\u3000\n\t\n", []),
        ("一段。", ["一段。"]),
        ("第一段。\n\n第二段。", ["第一段。", "第二段。"]),
        ("第一段。\r\n\r\n第二段。", ["第一段。", "第二段。"]),
        ("第一段。\n \u3000\t\n\n\n第二段。\n\n", ["第一段。", "第二段。"]),
        ("　　首行缩进。\n\n　　再一段。", ["首行缩进。", "再一段。"]),
        # One sentence broken by the columns of the page.
        ("切实彰显\n居民区党总支攻坚克难的决心", ["切实彰显居民区党总支攻坚克难的决心"]),
        ("通知居民限期 \n　自行整改", ["通知居民限期自行整改"]),
        ("大事要先知、 难事要先议", ["大事要先知、 难事要先议"]),
    ],
)
def test_a_blank_line_ends_a_paragraph_and_a_single_break_does_not(text, expected):
    assert paragraphs(text) == expected


@given(text=st.text("长宁区。 \t\u3000\r\n<>&", max_size=40))
def test_no_paragraph_is_empty_or_broken_and_no_sign_is_lost(text):
    found = paragraphs(text)

    signs = "".join(found).replace(" ", "").replace("\t", "").replace("\u3000", "").replace("\r", "")
    assert [one for one in found if not one.strip() or "\n" in one] == []
    assert signs == "".join(sign for sign in text if sign not in " \t\u3000\r\n")


@given(text=st.text("长宁区。 \t\u3000\r\n", max_size=40))
def test_the_blocks_of_plain_text_are_its_paragraphs(text):
    assert [block.text for block in blocks(text)] == paragraphs(text)


def test_a_table_from_word_is_a_block_between_paragraphs():
    table = '<table><tr><th scope="col">项目</th></tr><tr><td colspan="2">加梯</td></tr></table>'

    found = blocks(f"表前。\n\n{table}\n\n表后。")

    assert [block.text for block in found] == ["表前。", "", "表后。"]
    assert found[1].html == (
        '<table><tbody><tr><th scope="col">项目</th></tr><tr><td colspan="2">加梯</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<ul><li>议事</li></ul>", "<ul><li>议事</li></ul>"),
        ('<ul onclick="steal()" style="color:red" class="x"><li>议事</li></ul>', "<ul><li>议事</li></ul>"),
        ("<ul><li>议事<script>steal()</script></li></ul>", "<ul><li>议事</li></ul>"),
        ("<ul><li>议事<style>*{display:none}</style></li></ul>", "<ul><li>议事</li></ul>"),
        ('<ul><li><iframe src="https://example.org"></iframe>议事</li></ul>', "<ul><li>议事</li></ul>"),
        ('<ul><li><a href="javascript:steal()">议事</a></li></ul>', "<ul><li>议事</li></ul>"),
        ('<ul><li><img src=x onerror="steal()">议事</li></ul>', "<ul><li>议事</li></ul>"),
        ("<ul><li><strong>议</strong><em>事</em></li></ul>", "<ul><li><strong>议</strong><em>事</em></li></ul>"),
        ("<UL><LI>议事</UL>", "<ul><li>议事</li></ul>"),
    ],
)
def test_only_tables_lists_and_emphasis_are_kept_whatever_is_stored(stored, shown):
    assert [block.html for block in blocks(stored)] == [shown]


def test_a_blank_line_inside_a_table_or_list_does_not_tear_it():
    found = blocks("表前。\n\n<ul>\n\n<li>一<ol><li>甲</li></ol>\n\n\n</li><li>二</li>\n</ul>\n\n表后。")

    assert [block.text for block in found] == ["表前。", "", "表后。"]
    assert found[1].html.replace("\n", "") == "<ul><li>一<ol><li>甲</li></ol></li><li>二</li></ul>"


def test_a_list_that_is_never_closed_does_not_swallow_the_rest():
    found = blocks("<ul><li>一</li>\n\n表后。")

    assert found == [Block(html="<ul><li>一</li></ul>"), Block(text="表后。")]


@pytest.mark.parametrize("text", ["<script>steal()</script>", "<b>粗</b>", "<tablet>平板</tablet>", "3 < 5", "</ul>"])
def test_other_tags_are_text_that_the_template_will_escape(text):
    assert blocks(text) == [Block(text=text)]
    assert not hasattr(blocks(text)[0].text, "__html__")


def test_only_cleaned_html_is_marked_safe():
    assert hasattr(blocks("<ul><li>议事</li></ul>")[0].html, "__html__")


@given(html=st.text("<>/=\"' tableulscript议事onclick", max_size=60))
def test_cleaning_twice_changes_nothing(html):
    cleaned = clean_html(html)

    assert clean_html(cleaned) == cleaned
    assert "<script" not in cleaned


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ([], "12"),
        ([("a", None)], "12a"),
        ([("a", 0)], "a12"),
        ([("a", 1)], "1a2"),
        ([("a", 2)], "12a"),
        # A text shortened after its photos were placed loses none of them.
        ([("a", 9)], "12a"),
        ([("a", 1), ("b", 1), ("c", 0), ("d", None)], "c1ab2d"),
    ],
)
def test_photos_stand_after_their_paragraph_and_without_a_place_at_the_end(places, order):
    body = [Block(text="1"), Block(text="2")]

    placed = with_photos(body, [Picture(*place) for place in places])

    assert "".join(one.block.text if one.block else one.photo.name for one in placed) == order


@pytest.mark.parametrize("place", [None, 0, 3])
def test_photos_of_a_section_without_text_are_shown(place):
    assert [one.photo.name for one in with_photos([], [Picture("a", place)])] == ["a"]
