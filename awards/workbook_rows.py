"""The rows of a long sheet, written as text: openpyxl makes an object for every cell, which takes ten times as long."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import count, repeat
from xml.sax.saxutils import escape  # nosec B406: it writes, and reads nothing

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Cell = str | int
_SHEET = "xl/worksheets/sheet1.xml"
_END = b"</sheetData>"
# Without a word XML takes these for layout, or for another sign.
_KEPT = {"\r": "&#13;"}


def rows_as_xml(rows: Iterable[Sequence[Cell]], first: int) -> list[str]:
    """Each of ``rows`` as a sheet keeps it, from the row ``first`` on; a text must hold nothing that XML cannot."""
    return [
        f'<row r="{number}">{"".join(map(_cell, count(1), repeat(number), row))}</row>'
        for number, row in enumerate(rows, first)
    ]


def with_rows(book: Workbook, rows: Iterable[str]) -> io.BytesIO:
    """``book`` as an open file, with ``rows`` below those that its one sheet has."""
    bare, filled = io.BytesIO(), io.BytesIO()
    book.save(bare)
    with zipfile.ZipFile(bare) as source, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == _SHEET:
                above, end, below = content.partition(_END)
                content = b"".join([above, "".join(rows).encode(), end, below])
            target.writestr(part, content)
    filled.seek(0)
    return filled


def _cell(column: int, row: int, value: Cell) -> str:
    place = f"{get_column_letter(column)}{row}"
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    if not value:
        return ""
    space = "" if value.isprintable() and value[0] != " " != value[-1] else ' xml:space="preserve"'
    return f'<c r="{place}" t="inlineStr"><is><t{space}>{escape(value, _KEPT)}</t></is></c>'
