"""Rows of a table whose columns are known: one recipient after the other, each with its honour."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any

from awards.importing.reading.cells import SHORT, as_text, is_blank, is_sum
from awards.importing.reading.characters import unpadded
from awards.importing.reading.columns import Columns, Group, role_of
from awards.importing.reading.endings import is_sentence
from awards.importing.reading.entities import is_vacant
from awards.importing.reading.headings import read_heading, says_nothing
from awards.importing.reading.limits import MAX_CELL_LENGTH, MAX_LINE_LENGTH, MAX_NAME_LENGTH, MAX_ROWS
from awards.importing.reading.line_content import LineContent, Recipient, read_line
from awards.importing.reading.numbering import without_numbering
from awards.importing.reading.roll import (
    INHERITED,
    NONE_PRINTED,
    PRINTED,
    TOO_LONG,
    Roll,
)
from awards.importing.reading.row_facts import (
    CLIPPED,
    PLACE_FROM_ABOVE,
    ROUND_FROM_ABOVE,
    Above,
    FactReader,
    Found,
    Usual,
)
from awards.importing.reading.text import PROSE
from awards.importing.rows import NOTHING_MORE, ReadRow

# One printed row: its number in the source, and its cells.
Row = tuple[int, Sequence[Any]]
# Signs that no plain name holds: with none of them a cell is one name, and most cells are.
_NOT_PLAIN = re.compile(r"[^\w()（）“”·]")
_MAY_NAME_PLACE = re.compile("街道|镇")
_COMPLETE = frozenset(("支部", "总支", "党委"))
_NOTHING = ("", None)


class RowReader:
    """Reads rows by one header."""

    def __init__(self, roll: Roll, where: str, columns: Columns) -> None:
        """``where`` stands before “第 3 行” in every position: “工作表“金银奖” ”."""
        self.roll = roll
        self.words = roll.words
        self.where = where
        self.columns = columns
        self.facts = FactReader(roll, where, columns)
        self._last: dict[int, Above] = {}
        self._usual: dict[object, Usual] = {}
        self._name = columns.groups[0].name
        self._beside = _getter(columns.groups[0]) if len(columns.groups) == 1 else _never

    def usual_rows_taken(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Take the rows that hold a plain complete name beside cells seen before; give back the others.

        Nearly every row of a long table goes this quick way, so everything it needs is at hand
        before the first; it ends where the header or a heading changes.
        """
        usual, beside, at_name = self._usual, self._beside, self._name
        where, width, taken, last = self.where, self.columns.width, self.roll.reading.rows, self._last
        rest_columns, headings = [at for at, _ in self.columns.rest], [heading for _, heading in self.columns.rest]
        rest_of = itemgetter(*rest_columns) if rest_columns else _nothing
        blank = "" if len(rest_columns) == 1 else ("",) * len(rest_columns)
        roll, complete, rest_of_row, as_row = self.roll, _COMPLETE, self.facts.rest, tuple.__new__
        for number, cells in rows:
            try:
                name = cells[at_name]
                known, more = usual[beside(cells)], rest_of(cells)
                plain = name[-2:] in complete and name.isalnum() and len(name) <= MAX_NAME_LENGTH
            except (KeyError, IndexError, TypeError, AttributeError):  # a short row, or a number for a name
                yield number, cells
                continue
            # A name that begins with its subdistrict tells it, where no column does.
            plain = plain and len(cells) <= width and (known.place or not _MAY_NAME_PLACE.search(name))
            if not plain or known.above.setting is not roll.setting or len(taken) >= MAX_ROWS:
                yield number, cells
                continue
            if more == blank:
                rest = NOTHING_MORE
            elif (texts := _plain_cells(more)) is not None:
                rest = dict(zip(headings, texts, strict=True))
            else:
                rest = rest_of_row(number, cells)
            position = f"{where}第 {number} 行"
            tiers, in_round, place, heading, _ = known
            for tier in tiers:
                taken.append(as_row(ReadRow, (position, tier, PRINTED, name, in_round, place, heading, rest)))
            last[at_name] = known.above

    def take(self, number: int, cells: Sequence[object], group: Group, name: str) -> bool:
        """One recipient and what its row says of it; False where ``name`` is no name but a heading or a note."""
        plain = not _NOT_PLAIN.search(name) and len(name) <= MAX_NAME_LENGTH
        if name in self.columns.texts or role_of(name) or is_blank(name) or is_sum(name):
            return False
        if self._stands_alone(cells, group) and self._is_between(name):
            return False
        honor = self.facts.honor(number, cells, group)
        if is_vacant(name):
            tier = honor.tiers[0] if honor.tiers else self.roll.setting.tier
            self.roll.announce(self.facts.position(number), name, 0, tier, self.roll.setting.subdistrict)
            return True
        content = LineContent([Recipient(name)]) if plain else self._names_in(number, name)
        position, above = self.facts.position(number), self._above(group)
        found = self.facts.found(number, cells, group, honor, content.subdistrict, above)
        for one in content.recipients:
            self._add(position, one.name, (one.tier,) if one.tier else honor.tiers, found, above)
        if content.recipients:
            tier = self.roll.reading.rows[-1].tier
            self._remember(cells, group, honor.tiers if plain else (), found, tier)
        return True

    def _remember(self, cells: Sequence[object], group: Group, tiers: tuple[str, ...], found: Found, tier: str) -> None:
        """Keep what this row said for the rows below; a complete one opens the quick way."""
        here = self.roll.setting
        self._last[group.name] = above = Above(here, tier, found.round, found.place)
        carried = PLACE_FROM_ABOVE in found.rest or ROUND_FROM_ABOVE in found.rest
        if len(self.columns.groups) == 1 and tiers and not carried and not here.place:
            with suppress(IndexError, KeyError, TypeError):
                self._usual[self._beside(cells)] = Usual(tiers, found.round, found.place, here.heading, above)

    def _above(self, group: Group) -> Above | None:
        """What the row above said in these columns, unless a heading stands in between."""
        above = self._last.get(group.name)
        return above if above and above.setting is self.roll.setting else None

    def _is_between(self, name: str) -> bool:
        """A heading, a page number or a note that stands alone between the rows."""
        return bool(read_heading(name, self.words)) or says_nothing(name) or is_sentence(name)

    def _add(self, position: str, name: str, tiers: tuple[str, ...], found: Found, above: Above | None) -> None:
        """Rows for one name: one for each tier, or one that leans on the row above."""
        here, basis = self.roll.setting, PRINTED
        if not tiers and above and above.tier and above.round == found.round:
            tiers, basis = (above.tier,), INHERITED
        elif not tiers:
            tiers, basis = (here.tier,), PRINTED if here.tier else NONE_PRINTED
        for tier in tiers:
            self.roll.reading.rows.append(
                ReadRow(
                    position,
                    tier,
                    basis,
                    name,
                    found.round,
                    found.place or self.words.subdistrict_of_name(name),
                    here.heading,
                    found.rest,
                )
            )

    def _stands_alone(self, cells: Sequence[object], group: Group) -> bool:
        """Whether nothing but the name is filled in, as in a heading between the rows."""
        return not any(cell not in _NOTHING for index, cell in enumerate(cells) if index != group.name)

    def _names_in(self, number: int, printed: str) -> LineContent:
        """The names in one cell that is more than one plain name; what is none becomes a problem."""
        position, text = self.facts.position(number), as_text(printed)
        if len(text) > MAX_CELL_LENGTH:
            text = text[:MAX_CELL_LENGTH]
            self.roll.problem(position, text, CLIPPED)
        bare, _ = without_numbering(text)
        content = read_line(bare, self.words, sure=True) if len(bare) <= MAX_LINE_LENGTH else None
        if content is None or not content.recipients:
            if is_sentence(bare) or len(bare) > MAX_NAME_LENGTH:
                self.roll.problem(position, text, PROSE)
                return LineContent([])
            return LineContent([Recipient(unpadded(bare))])
        for one in content.recipients:
            if len(one.name) > MAX_NAME_LENGTH:
                self.roll.problem(position, one.name, TOO_LONG)
        fitting = [one for one in content.recipients if len(one.name) <= MAX_NAME_LENGTH]
        return LineContent(fitting, content.subdistrict, content.round_words)


def _getter(group: Group) -> Callable[[Sequence[object]], object]:
    """Takes the cells beside a name out of a row, as one key."""
    columns = [group.tier, group.honor, group.scheme, group.round, group.subdistrict]
    filled = [column for column in columns if column is not None]
    return itemgetter(*filled) if filled else _never


def _plain_cells(cells: Any) -> tuple[str, ...] | None:
    """``cells`` themselves where all are filled with short plain text without spaces, as codes and days are."""
    try:
        text = "".join(cells)
    except TypeError:  # a number, or a day
        return None
    is_plain = len(text) < SHORT and text.isprintable() and " " not in text
    return cells if is_plain and cells.__class__ is tuple and "" not in cells else None


def _never(_: Sequence[object]) -> object:
    """No key: rows with nothing beside their name, or several names, are read one by one."""
    raise KeyError


def _nothing(_: Sequence[object]) -> object:
    """The further columns of a table that has none."""
    return ()
