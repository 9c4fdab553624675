"""Rows of a workbook written as text are what openpyxl, and so Excel, reads."""

from openpyxl import Workbook, load_workbook

from awards.workbook_rows import rows_as_xml, with_rows


def sheet_of(*rows):
    book = Workbook()
    book.active["A1"] = "名称"
    return load_workbook(with_rows(book, rows_as_xml(rows, first=2))).active


def test_every_sign_of_a_text_comes_back():
    texts = ["<甲> & “乙”", " 前后有空格 ", "两行\n文字", "回车\r换行", "＝1+1", "'=1+1"]

    assert [row[0] for row in sheet_of(*[[text] for text in texts]).iter_rows(min_row=2, values_only=True)] == texts


def test_numbers_are_numbers_and_empty_cells_keep_their_place():
    assert list(sheet_of([7, "", "金奖"], ["甲", 0, ""]).iter_rows(values_only=True)) == [
        ("名称", None, None),
        (7, None, "金奖"),
        ("甲", 0, None),
    ]


def test_columns_past_z_have_two_letters():
    assert sheet_of([str(number) for number in range(30)])["AD2"].value == "29"
