"""Word files (.docx): paragraphs and tables in their order."""

from awards.importing.reading.characters import visible
from awards.importing.reading.limits import MAX_DOCUMENT_BYTES
from awards.importing.reading.lines import Line, line_at
from awards.importing.reading.merges import fill_down
from awards.importing.reading.packages import DAMAGED, open_package
from awards.importing.reading.roll import Roll
from awards.importing.reading.tables import TableReader
from awards.importing.reading.text import LineReader
from awards.importing.reading.word_parts import Paragraph, Table
from awards.importing.reading.word_xml import parts_of
from awards.importing.rows import UnreadableSource


def read_word(data: bytes, roll: Roll) -> None:
    """Read the bytes of a .docx file into ``roll``. Raises ``UnreadableSource``."""
    package = open_package(data)
    name = package.part_of_type("wordprocessingml.document.main+xml")
    if not name:
        raise UnreadableSource(DAMAGED)
    reader, waiting = LineReader(roll), []
    for part in parts_of(package.read(name, MAX_DOCUMENT_BYTES)):
        if isinstance(part, Paragraph):
            waiting += _lines(part)
            continue
        reader.read(waiting)
        waiting = []
        _read_table(part, roll)
    reader.read(waiting)


def _lines(paragraph: Paragraph) -> list[Line]:
    """A paragraph is a line; soft breaks (Shift+Enter) make it several."""
    return [
        line_at(f"第 {paragraph.number} 段", text, is_item=paragraph.is_item and order == 0, soft=order > 0)
        for order, text in enumerate(visible(paragraph.text).split("\v"))
    ]


def _read_table(table: Table, roll: Roll) -> None:
    rows = fill_down(enumerate(table.rows, 1), table.merges)
    TableReader(roll, f"表格 {table.number} ").read(rows)
