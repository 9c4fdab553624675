"""Honours as files: the same columns for .csv and .xlsx, plain facts for .json.

What is written can be read in again by ``awards.importing``: headings are the usual ones, and no
cell is a formula.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from awards.importing.workbooks_out import as_plain_text
from awards.models import HonorEntry

Cell = str | int
# Heading → (its cell, its width in a workbook in characters).
COLUMNS: dict[str, tuple[Callable[[HonorEntry], Cell], int]] = {
    "奖项类别": (lambda entry: entry.round.scheme.short_name, 10),
    "轮次": (lambda entry: entry.round.number, 6),
    "等次": (lambda entry: entry.tier.name if entry.tier else "", 14),
    "党组织名称": (lambda entry: entry.name_as_printed, 44),
    "街道（镇）": (lambda entry: entry.subdistrict.name if entry.subdistrict else "", 16),
    "等次依据": (lambda entry: entry.get_tier_basis_display(), 22),
    "登记名称": (lambda entry: (entry.organization.canonical or entry.organization).name, 44),
    "荣誉状态": (lambda entry: entry.get_standing_display(), 10),
    "表彰词": (lambda entry: entry.citation, 40),
    "榜单": (lambda entry: str(entry.list), 48),
    "来源": (lambda entry: str(entry.list.source or ""), 48),
    "核验码": (lambda entry: entry.verify_code, 14),
}
# A workbook takes this many rows in a few seconds; more of them belong in a .csv.
WORKBOOK_ROWS = 20_000
BYTE_ORDER_MARK = "\ufeff"


def rows_of(entries: Iterable[HonorEntry]) -> Iterator[list[Cell]]:
    """A row for each entry, in the order of ``COLUMNS``; reads what ``for_rolls`` and ``list__source`` fetch."""
    for entry in entries:
        yield [_harmless(cell(entry)) for cell, _ in COLUMNS.values()]


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet("光荣榜")
    sheet.freeze_panes = "A2"
    for number, (_, width) in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    head = [WriteOnlyCell(sheet, value=heading) for heading in COLUMNS]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    count = 1
    for row in rows_of(entries):
        sheet.append([_typed(sheet, value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count}"
    written = io.BytesIO()
    book.save(written)
    written.seek(0)
    return written


def as_facts(entry: HonorEntry) -> dict[str, Any]:
    """One entry for machines; ``id`` never changes. Names as printed and as registered now."""
    organization = entry.organization.canonical or entry.organization
    return {
        "id": entry.verify_code,
        "award": entry.round.scheme.slug,
        "round": entry.round.number,
        "tier": entry.tier.name if entry.tier else None,
        "tier_basis": entry.tier_basis,
        "name_as_printed": entry.name_as_printed,
        "organization": {"slug": organization.slug, "name": organization.name},
        "subdistrict": entry.subdistrict.name if entry.subdistrict else None,
        "standing": entry.standing,
        "citation": entry.citation,
        "list": str(entry.list),
        "source": str(entry.list.source) if entry.list.source else None,
    }


def _with_head(entries: Iterable[HonorEntry]) -> Iterator[list[Cell]]:
    yield list(COLUMNS)
    yield from rows_of(entries)


def _harmless(value: Cell) -> Cell:
    return as_plain_text(value) if isinstance(value, str) else value


def _typed(sheet: Any, value: Cell) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
