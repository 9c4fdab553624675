"""Tables, wherever they come from: a header is looked for, and rows are read by their columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from awards.importing.reading.cells import as_text, is_blank
from awards.importing.reading.characters import level, unpadded
from awards.importing.reading.columns import columns_of
from awards.importing.reading.headings import read_heading
from awards.importing.reading.limits import HEADER_WITHIN_ROWS, MAX_LINES
from awards.importing.reading.lines import line_at
from awards.importing.reading.roll import TOO_MANY, Roll
from awards.importing.reading.table_rows import Row, RowReader
from awards.importing.reading.text import LineReader
from awards.numerals import read_numeral

_SUMMARY = re.compile(r"(合计|总计|共计|小计|总数|共)\s*[:]?\s*([0-9一二三四五六七八九十百]*)\s*(?:个|名|家)?\Z")
NO_NAME = "这一行没有名称，未作为名单读取。请补上名称，或删除这一行。"


class TableReader:
    """Reads the rows of one table into a roll."""

    def __init__(self, roll: Roll, where: str = "") -> None:
        """``where`` stands before “第 3 行” in every position: “工作表“金银奖” ”."""
        self.roll = roll
        self.where = where
        self.lines = LineReader(roll)
        self.rows: RowReader | None = None

    def read(self, rows: Iterable[Row]) -> None:
        """Read a table from its title to its last row; without any header, line by line."""
        stream = iter(rows)
        top = self._top(stream)
        header = next((at for at, row in enumerate(top) if self._enters_header(row)), None)
        if header is None:
            self._read_as_lines(chain(top, stream))
            return
        self._read_as_lines(top[:header])
        self._read_by_columns(chain(top[header + 1 :], stream))

    def _read_by_columns(self, rows: Iterable[Row]) -> None:
        """The rows under the header; a later header takes over from where it stands."""
        stream, reader = iter(rows), None
        while self.rows is not None and self.rows is not reader:
            reader = self.rows
            for row in reader.usual_rows_taken(stream):
                if self.roll.is_full():
                    self.roll.problem(f"{self.where}第 {row[0]} 行", joined_cells(row[1])[:200], TOO_MANY)
                    return
                self._take(reader, row)
                if self.rows is not reader:
                    break

    def has_header(self, rows: Iterable[Row]) -> bool:
        """Whether one of the first rows is a header."""
        words = self.roll.words
        return any(columns_of([as_text(cell) for cell in cells], words) for _, cells in self._top(iter(rows)))

    def _top(self, stream: Iterator[Row]) -> list[Row]:
        """The first rows that are not blank: the header is looked for in these."""
        top: list[Row] = []
        for row in stream:
            if joined_cells(row[1]):
                top.append(row)
            if len(top) == HEADER_WITHIN_ROWS:
                break
        return top

    def _enters_header(self, row: Row) -> bool:
        """Whether a row is a header; then rows are read by it from here on."""
        number, cells = row
        columns = columns_of([as_text(cell) for cell in cells], self.roll.words)
        if columns is None:
            return False
        self.roll.pass_by(f"{self.where}第 {number} 行", joined_cells(cells))
        if self.rows is None or self.rows.columns != columns:
            self.rows = RowReader(self.roll, self.where, columns)
        return True

    def _read_as_lines(self, rows: Iterable[Row]) -> None:
        # One more than are read, so that the reader of lines says where it stopped.
        lines = (line_at(f"{self.where}第 {number} 行", joined_cells(cells)) for number, cells in rows)
        self.lines.read(list(islice((line for line in lines if line.text), MAX_LINES + 1)))

    def _take(self, reader: RowReader, row: Row) -> None:
        """One row under the header: by its columns, unless it is a heading or a note in between."""
        number, cells = row
        width = len(cells)
        named = False
        for group in reader.columns.groups:
            cell = cells[group.name] if group.name < width else ""
            name = cell if isinstance(cell, str) else as_text(cell)
            if name and reader.take(number, cells, group, name):
                named = True
        if not named:
            self._take_odd(row)

    def _take_odd(self, row: Row) -> None:
        """A row without a name: a heading across the table, a sum, a note; none is lost in silence."""
        number, cells = row
        texts = [unpadded(text) for text in map(as_text, cells) if not is_blank(text)]
        if not texts or self._enters_header(row) or self._is_sum(number, texts):
            return
        if self._is_unused(cells):
            self.roll.pass_by(f"{self.where}第 {number} 行", texts[0])
            return
        if len(texts) == 1:
            self._read_as_lines([row])
        else:
            self.roll.problem(f"{self.where}第 {number} 行", " ".join(texts), NO_NAME)

    def _is_sum(self, number: int, texts: list[str]) -> bool:
        """合计 | 50: an announced total in two cells."""
        match = _SUMMARY.match(level(texts[0]))
        total = next(filter(None, map(read_numeral, [match[2], *texts[1:]])), None) if match else None
        heading = read_heading(f"{match[1]}{total}个", self.roll.words) if match and total else None
        if heading:
            self.roll.enter(f"{self.where}第 {number} 行", heading)
        return heading is not None

    def _is_unused(self, cells: Sequence[object]) -> bool:
        """A blank row of a prepared form, with its number already printed."""
        column = self.rows.columns.number if self.rows else None
        filled = [(at, text) for at, text in enumerate(map(as_text, cells)) if not is_blank(text)]
        return len(filled) == 1 and filled[0][0] == column and read_numeral(filled[0][1]) is not None


def joined_cells(cells: Sequence[object]) -> str:
    """The filled cells of a row as one line."""
    return "\t".join(text for text in (as_text(cell).strip() for cell in cells) if not is_blank(text))
