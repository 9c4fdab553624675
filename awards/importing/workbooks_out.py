"""Workbooks handed to people: rows to correct, with the reason; a form to fill in, with its choices.

What is written here can be brought in again: each sheet bears its round as a title over the usual
column headings. Every cell is text and none is a formula, whatever a name begins with.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from awards.importing.missing import round_words
from awards.models import AwardRound, ImportRow
from organizations.plain_cells import without_formula

# What an .xlsx file cannot hold, besides lone surrogates.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\'“”\"]")
FORM_ROWS = 500
_HEAD = Font(bold=True)
_SHADE = PatternFill("solid", start_color="F2EADA")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def as_plain_text(value: str) -> str:
    """Stop a spreadsheet from running a cell as a formula, even after it was saved as .csv."""
    return without_formula(_UNWRITABLE.sub("", value))


def rows_workbook(rows: Iterable[ImportRow]) -> bytes:
    """Rows that were not written, a sheet for each round, each row with its reason."""
    by_round: dict[tuple[str, str], list[ImportRow]] = defaultdict(list)
    for row in rows:
        words = round_words(row)
        by_round[words, row.round.full_title if row.round else words].append(row)
    book = Workbook()
    book.remove(book.active)
    for (words, title), members in by_round.items():
        sheet = book.create_sheet(_NOT_IN_TITLES.sub("", words or "轮次不明")[:31])
        _head(sheet, title, ["等次", "党组织名称", "街道（镇）", "原位置", "原因"], [16, 44, 18, 22, 60])
        for row in members:
            place = row.subdistrict_text or (row.subdistrict.name if row.subdistrict else "")
            texts = [row.tier_text, row.organization_text, place, row.location, row.message]
            _write(sheet, sheet.max_row + 1, texts)
    return _bytes(book)


def form_workbook(award_round: AwardRound, tiers: list[str], organizations: list[str], places: list[str]) -> bytes:
    """A form for one round: choose tier, organisation and subdistrict, or type what is not among them."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # nosec B101 # noqa: S101 - a new workbook has one
    sheet.title = "名单"
    _head(sheet, award_round.full_title, ["等次", "党组织名称", "街道（镇）"], [16, 48, 20])
    choices = book.create_sheet("候选")
    for column, (name, offered) in enumerate((("dengci", tiers), ("dangzuzhi", organizations), ("jiedao", places)), 1):
        for number, text in enumerate(offered, 1):
            _write_cell(choices, number, column, text)
        if offered:
            _offer(book, sheet, choices, column, name, len(offered))
    # “Very hidden”: people cannot unhide it by mistake, and it is not read as a list.
    choices.sheet_state = "veryHidden"
    return _bytes(book)


def _head(sheet: Worksheet, title: str, columns: list[str], widths: list[int]) -> None:
    _write(sheet, 1, [f"{title}名单" if title else "轮次不明，录入时请选择默认轮次"])
    _write(sheet, 2, columns)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    sheet["A1"].font = Font(bold=True, size=14)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(2, number).font, sheet.cell(2, number).fill = _HEAD, _SHADE
    sheet.freeze_panes = "A3"


def _offer(book: Workbook, sheet: Worksheet, choices: Worksheet, column: int, name: str, count: int) -> None:
    """Let a column of the form choose among a column of ``choices``; anything else may be typed, too."""
    letter = get_column_letter(column)
    area = f"{quote_sheetname(choices.title)}!${letter}$1:${letter}${count}"
    book.defined_names[name] = DefinedName(name, attr_text=area)
    rule = DataValidation(type="list", formula1=f"={name}", allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}3:{letter}{FORM_ROWS + 2}")
    sheet.add_data_validation(rule)


def _write(sheet: Worksheet, number: int, texts: list[str]) -> None:
    for column, text in enumerate(texts, 1):
        _write_cell(sheet, number, column, text)


def _write_cell(sheet: Worksheet, number: int, column: int, text: str) -> None:
    cell = sheet.cell(number, column)
    cell.value = as_plain_text(text)
    # Text, and shown as text: “007” stays as it is, and no later edit turns it into a sum.
    cell.data_type, cell.number_format, cell.alignment = "s", "@", _WRAPPED


def _bytes(book: Workbook) -> bytes:
    if not book.sheetnames:
        book.create_sheet("没有要处理的行")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
