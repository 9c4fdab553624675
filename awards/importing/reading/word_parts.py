"""What a Word document is made of, as a reader of the page sees it."""

from dataclasses import dataclass, field

from awards.importing.reading.merges import Merge


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, soft breaks as ``\\v``; ``is_item`` where Word numbers or bullets it."""

    number: int
    text: str
    is_item: bool = False


@dataclass
class OpenParagraph:
    """A paragraph while it is read."""

    pieces: list[str] = field(default_factory=list)
    is_item: bool = False
    runs_on: bool = False  # its end was deleted: the next paragraph belongs to it


@dataclass
class Table:
    """One table, its cells by column of the grid."""

    number: int = 0
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    open_merges: dict[int, int] = field(default_factory=dict)
    row: list[str] = field(default_factory=list)
    row_is_deleted: bool = False
    cell: list[str] | None = None  # the paragraphs of the cell being read
    span: int = 1
    merge: str = ""

    def begin_cell(self) -> None:
        """A cell is one column wide and stands alone until its properties say otherwise."""
        self.cell, self.span, self.merge = [], 1, ""

    def end_cell(self) -> None:
        """Put the cell where it stands, and note whether it goes on from the row above."""
        column, row = len(self.row), len(self.rows) + 1
        if self.merge == "continue" and column in self.open_merges:
            first = self.open_merges[column]
            self.merges = [one for one in self.merges if one[:2] != (first, column)] + [(first, column, row)]
        else:
            self.open_merges.pop(column, None)
            if self.merge == "restart":
                self.open_merges[column] = row
        self.row += ["\n".join(self.cell or []).strip("\n"), *[""] * (self.span - 1)]
        self.cell = None

    def end_row(self) -> None:
        """A row that tracked changes delete is not on the page."""
        if not self.row_is_deleted:
            self.rows.append(self.row)
        self.row, self.row_is_deleted = [], False
