"""Honours as sheets: the same columns for .csv and .xlsx.

What is written can be read in again by ``awards.importing``: headings are the usual ones, and no
cell is a formula.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Choices
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from awards.choices import Standing, TierBasis
from awards.importing.workbooks_out import as_plain_text
from awards.models import HonorEntry
from awards.workbook_rows import Cell, rows_as_xml, with_rows


@dataclass(frozen=True)
class SheetColumn:
    """A column of the roll as a sheet: its cell, its width in characters, and what readers are told of it."""

    cell: Callable[[HonorEntry], Cell]
    width: int
    meaning: str
    kind: type = str
    unit: str = ""
    values: dict[str, str] = field(default_factory=dict)


def _allowed(choices: type[Choices]) -> dict[str, str]:
    return {str(label): "" for label in choices.labels}


COLUMNS: dict[str, SheetColumn] = {
    "奖项类别": SheetColumn(lambda entry: entry.round.scheme.short_name, 10, "奖项的简称。"),
    "轮次": SheetColumn(lambda entry: entry.round.number, 6, "第几轮。", int, "轮"),
    "等次": SheetColumn(lambda entry: entry.tier.name if entry.tier else "", 14, "原文没有列等次时是空。"),
    "党组织名称": SheetColumn(lambda entry: entry.name_as_printed, 44, "名单上的写法，照来源原样。"),
    "街道（镇）": SheetColumn(
        lambda entry: entry.subdistrict.name if entry.subdistrict else "", 16, "获评时所属；来源没有写明时是空。"
    ),
    "等次依据": SheetColumn(
        lambda entry: entry.get_tier_basis_display(), 22, "怎么知道这个等次。", values=_allowed(TierBasis)
    ),
    "登记名称": SheetColumn(
        lambda entry: (entry.organization.canonical or entry.organization).name, 44, "党组织现在登记的名称。"
    ),
    "荣誉状态": SheetColumn(
        lambda entry: entry.get_standing_display(), 10, "现在是否有效。", values=_allowed(Standing)
    ),
    "表彰词": SheetColumn(lambda entry: entry.citation, 40, "照来源原样；没有就是空。"),
    "榜单": SheetColumn(lambda entry: str(entry.list), 48, "所在的名单；没有标题时写街道（镇）和轮次。"),
    "来源": SheetColumn(lambda entry: str(entry.list.source or ""), 48, "来源的标题；没有登记时是空。"),
    "核验码": SheetColumn(lambda entry: entry.verify_code, 14, "永久不变；在“核验荣誉”页可以核验。"),
}
# A workbook takes this many rows in a few seconds; more of them belong in a .csv.
WORKBOOK_ROWS = 20_000
BYTE_ORDER_MARK = "\ufeff"


def fits_workbook(rows: int) -> bool:
    """Whether so many honours are given as .xlsx at all: pages offer it only then."""
    return rows <= WORKBOOK_ROWS


def rows_of(entries: Iterable[HonorEntry]) -> Iterator[list[Cell]]:
    """A row for each entry, in the order of ``COLUMNS``; reads what ``for_rolls`` and ``list__source`` fetch."""
    cells = [column.cell for column in COLUMNS.values()]
    for entry in entries:
        yield [_harmless(cell(entry)) for cell in cells]


def as_csv(entries: Iterable[HonorEntry]) -> Iterator[str]:
    """Lines of a .csv that Excel opens as Chinese: a byte-order mark, commas, CRLF."""
    line = io.StringIO()
    writer = csv.writer(line)
    for number, row in enumerate(_with_head(entries)):
        writer.writerow(row)
        yield (BYTE_ORDER_MARK if number == 0 else "") + line.getvalue()
        line.seek(0)
        line.truncate()


def as_workbook(entries: Iterable[HonorEntry]) -> io.BytesIO:
    """An .xlsx with a frozen, filtered header and typed cells, as an open file."""
    rows = rows_as_xml(rows_of(entries), first=2)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # nosec B101 # noqa: S101 - a new workbook has one
    sheet.title, sheet.freeze_panes = "光荣榜", "A2"
    for number, (heading, column) in enumerate(COLUMNS.items(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.cell(1, number, heading).font = Font(bold=True)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    return with_rows(book, rows)


def _with_head(entries: Iterable[HonorEntry]) -> Iterator[list[Cell]]:
    yield list(COLUMNS)
    yield from rows_of(entries)


def _harmless(value: Cell) -> Cell:
    return as_plain_text(value) if isinstance(value, str) else value
