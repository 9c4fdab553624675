"""What is known of a row of a table beside its names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from awards.importing.reading.cells import SHORT, Honor, as_text, is_blank, read_honor, rest_text
from awards.importing.reading.characters import unpadded
from awards.importing.reading.columns import Columns, Group, unnamed
from awards.importing.reading.limits import MAX_CELL_LENGTH, MAX_WORD_LENGTH
from awards.importing.reading.roll import PLACE_COLUMN, Roll, Setting, completed
from awards.importing.rows import RoundText

WORDY = f"等次、奖项、轮次或街道栏里超过 {MAX_WORD_LENGTH} 字，只保留了开头。请核对是不是填错了栏。"
CLIPPED = f"单元格超过 {MAX_CELL_LENGTH} 字，只保留了开头。"
# Merged cells that lost their merging leave blanks; the clerk is told what was carried down.
PLACE_FROM_ABOVE = "街道沿用上一行"
ROUND_FROM_ABOVE = "轮次沿用上一行"
_NOTHING = ("", None)


@dataclass(frozen=True, slots=True)
class Above:
    """What the row before said, and under which headings."""

    setting: Setting
    tier: str
    round: RoundText | None
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a row says beside its names and tiers."""

    round: RoundText | None
    place: str
    rest: dict[str, str]


class Usual(NamedTuple):
    """What the cells beside a name mean, worked out once for every set of values they take."""

    tiers: tuple[str, ...]
    round: RoundText | None
    place: str
    heading: str
    above: Above


class FactReader:
    """Reads the cells beside the names of a table."""

    def __init__(self, roll: Roll, where: str, columns: Columns) -> None:
        """``where`` stands before “第 3 行” in every position."""
        self.roll = roll
        self.where = where
        self.columns = columns

    def position(self, number: int) -> str:
        """Where the row of a number stands, for people."""
        return f"{self.where}第 {number} 行"

    def honor(self, number: int, cells: Sequence[object], group: Group) -> Honor:
        """What the row says was conferred."""
        if group.fixed_tier:
            return Honor((group.fixed_tier,))
        columns = (group.tier, group.honor, group.scheme, group.round)
        tier, honor, scheme, round_text = (self._word(number, cells, at) for at in columns)
        return read_honor(tier, honor, scheme, round_text, self.roll.words)

    def found(
        self, number: int, cells: Sequence[object], group: Group, honor: Honor, place: str, above: Above | None
    ) -> Found:
        """Round, subdistrict and remaining columns of a row; what is left blank goes on from above."""
        rest, here = self.rest(number, cells), self.roll.setting
        in_round = self._round(honor)
        if in_round is None:
            in_round = here.round
            if above and above.round != here.round and (group.round is not None or group.scheme is not None):
                in_round = above.round
                rest[ROUND_FROM_ABOVE] = "是"
        place = self._place(number, cells, group) or place or here.subdistrict
        if not place and above and above.place and group.subdistrict is not None:
            place = above.place
            rest[PLACE_FROM_ABOVE] = place
        return Found(in_round, place, rest)

    def rest(self, number: int, cells: Sequence[object]) -> dict[str, str]:
        """The columns of no known role, as far as they are filled."""
        found: dict[str, str] = {}
        width = len(cells)
        for at, heading in self.columns.rest:
            cell = cells[at] if at < width else ""
            if cell.__class__ is str and len(cell) < SHORT and cell.isprintable():
                # Nearly every cell is short and plain, and is taken as it is.
                if text := cell.strip():
                    found[heading] = text
            elif cell not in _NOTHING:
                if text := rest_text(cell, heading):
                    found[heading] = text
                if isinstance(cell, str) and len(cell) > MAX_CELL_LENGTH:
                    self.roll.problem(self.position(number), text, CLIPPED)
        for at in range(self.columns.width, width):
            if text := as_text(cells[at]).strip():
                found[unnamed(at)] = text[:MAX_CELL_LENGTH]
        if self.roll.setting.place:
            found[PLACE_COLUMN] = self.roll.setting.place
        return found

    def _word(self, number: int, cells: Sequence[object], at: int | None) -> str:
        """A cell that holds a word or two: a whole paragraph in it is clipped, and said."""
        text = as_text(cells[at]).strip() if at is not None and at < len(cells) else ""
        if len(text) > MAX_WORD_LENGTH:
            self.roll.problem(self.position(number), text, WORDY)
        return "" if is_blank(text) else text[:MAX_WORD_LENGTH]

    def _round(self, honor: Honor) -> RoundText | None:
        """The round that the row itself names, the missing half from the heading above."""
        if not honor.scheme and honor.number is None:
            return None
        return completed(honor.scheme, honor.number, self.roll.setting.round)

    def _place(self, number: int, cells: Sequence[object], group: Group) -> str:
        text = unpadded(self._word(number, cells, group.subdistrict))
        return self.roll.words.subdistrict_at_start(text)[0] or text
