"""Text pasted from Word, WPS or a web page: clean paragraphs, and a fixed point."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from showcase.prose import blocks
from showcase.tidying import tidy_line, tidy_prose
from tests.pace import is_within

SCRAPS = [
    "<table>",
    "<tr><td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol ",
    "<p>",
    "<strong>",
    "<o:p>",
    "&nbsp;",
    "&lt;",
]
SCRAPS += [
    "<table",
    "<script>",
    "</script>",
    "\n",
    "\n\n",
    "\r\n",
    "\u3000\u3000",
    "\u00a0",
    "\u200b",
    "\v",
    "\u2029",
    "\0",
]
SCRAPS += [
    "\ud800",
    "\u202e",
    "👨\u200d👩\u200d👧",
    "近年来，",
    "<!--",
    "<br>",
    ">",
    "<",
    '"',
    "a b",
    "<td colspan='<ul>'>",
]
ANYTHING = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=4), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("第一段。\r\n\r\n\r\n第二段。", "第一段。\n\n第二段。"),
        ("\u3000\u3000近年来。\n\u3000\u3000居民区。", "近年来。\n\n居民区。"),
        ("通知居民限期\n自行整改", "通知居民限期\n自行整改"),
        ("党建\u00a0引领\u200b治理\ufeff", "党建 引领治理"),
        ("软换行\v之后", "软换行\n之后"),
        ("一\u2029二", "一\n\n二"),
        ("从右\u202e到左\u202c", "从右到左"),
        ("断开的\ud800字\0符", "断开的字符"),
        ("一家人👨\u200d👩\u200d👧来了", "一家人👨\u200d👩\u200d👧来了"),
        ("前文。\n<ul><li>议事</li></ul>\n后文。", "前文。\n\n<ul><li>议事</li></ul>\n\n后文。"),
        ("<ul>\n  <li>议事&nbsp;厅</li>\n\n</ul>", "<ul><li>议事 厅</li></ul>"),
        ("<ul><li>一<o:p></o:p><li>二", "<ul><li>一</li><li>二</li></ul>"),
        ("<table><tr><td>a\nb &lt;</td></tr></table>", "<table><tbody><tr><td>a b &lt;</td></tr></tbody></table>"),
        (
            "<table>游离的字<tr><td>格</td></tr></table>",
            "游离的字\n\n<table><tbody><tr><td>格</td></tr></tbody></table>",
        ),
        ("<ul><li>一</li></ul>\n\n<table></table>", "<ul><li>一</li></ul>"),
        ("<ul><script>steal()</script></ul>", ""),
        ("<table 忘了收尾", "＜table 忘了收尾"),
        ("小于号 a<b 照旧，<p>也照旧</p>", "小于号 a<b 照旧，<p>也照旧</p>"),
    ],
)
def test_what_is_pasted_becomes_what_it_looks_like(pasted, kept):
    assert tidy_prose(pasted) == kept


@given(text=ANYTHING)
@example(text="<ul>&lt;ul&gt;</ul>&lt;table&gt;")
@settings(max_examples=400, deadline=None)
def test_tidying_twice_changes_nothing_more(text):
    tidied = tidy_prose(text)

    assert tidy_prose(tidied) == tidied
    assert tidy_prose(tidied.replace("\n", "\r\n")) == tidied
    assert tidied.encode().count(b"\0") == 0


@given(text=ANYTHING)
@settings(max_examples=200, deadline=None)
def test_every_paragraph_is_a_block_and_no_line_is_padded(text):
    tidied = tidy_prose(text)

    assert len(blocks(tidied)) == (tidied.count("\n\n") + 1 if tidied else 0)
    assert [line for line in tidied.split("\n") if line != line.strip()] == []


@given(text=st.text("一b \t\u3000\n\u200b\0\u202e", max_size=30))
def test_a_line_stays_one_line(text):
    tidied = tidy_line(text)

    assert tidy_line(tidied) == tidied
    assert {"\n", "\t", "\u200b", "\0"} & set(tidied) == set()


def test_a_heading_keeps_the_space_that_parts_its_lines():
    assert tidy_line("\u3000坚持党员“四先” 破解治理难题\r\n") == "坚持党员“四先” 破解治理难题"


@pytest.mark.parametrize(
    "scrap", ["<ul><li>", "<table>\n\n", "<strong>", "\u3000\u3000\n", "<ul>\n\n</ul>", "<", "a\n\n"]
)
def test_a_hundred_thousand_signs_of_one_scrap_take_a_bounded_time(scrap):
    text = (scrap * 100_000)[:100_000]
    started = time.process_time()

    tidy_prose(text)

    assert is_within(time.process_time() - started, 5)
