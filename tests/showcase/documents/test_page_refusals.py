"""What is no page of text is refused, with what to do."""

import os

import pytest

from awards.importing.rows import UnreadableSource
from showcase.documents.page.planning import NO_PAGE, plan_page
from showcase.documents.page.receiving import (
    EMPTY,
    MAX_BYTES,
    NOT_TEXT,
    TOO_LARGE,
    TOO_MANY_LINES,
    TOO_WIDE,
    file_bytes,
    page_text,
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", EMPTY),
        (b"\x00" * 1000, EMPTY),
        ("\u200b\n\u200b".encode(), EMPTY),
        (" \r\n\t ".encode("utf-16"), EMPTY),
        (b"x" * (MAX_BYTES + 1), TOO_LARGE),
        ("编者\0按".encode(), NOT_TEXT),
        (bytes(range(1, 256)) * 40, NOT_TEXT),
        (b"\x01\x02\x03\x04" * 100, NOT_TEXT),
        ("楼\n".encode() * 3001, TOO_MANY_LINES),
        ("楼".encode() * 8001, TOO_WIDE),
        (b"%PDF-1.7", "这是 PDF 文件，无法读取。请在 PDF 中选中文字，复制后粘贴。"),
        (b"\x89PNG\r\n", "这是图片，无法读取其中的文字。请先把文字录入出来。"),
    ],
)
def test_what_is_no_page_of_text_is_refused(data, message):
    with pytest.raises(UnreadableSource) as refused:
        page_text(data)

    assert str(refused.value) == message


def test_a_word_file_is_sent_to_its_own_page():
    with pytest.raises(UnreadableSource, match="Word 稿件请用“从 Word 文件新建”"):
        page_text(b"PK\x03\x04rest")


@pytest.mark.django_db
def test_text_with_nothing_of_a_page_in_it_is_refused():
    with pytest.raises(UnreadableSource) as refused:
        plan_page("今天的会议改到下午三点，请大家准时参加。".encode(), None)

    assert str(refused.value) == NO_PAGE


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path):
    path = tmp_path / "版面.txt"
    path.touch()
    os.truncate(path, 200 * 1024 * 1024)

    with pytest.raises(UnreadableSource) as refused:
        file_bytes(path)

    assert str(refused.value) == TOO_LARGE
