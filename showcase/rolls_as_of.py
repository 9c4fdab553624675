"""A round's roll on a day gone by, in readers' words: what it said, and what became of it since."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from awards.as_of import Difference, Line, differences, roll_on
from awards.cells import public_cells
from awards.choices import CorrectedField, Standing
from awards.chronicle import ANNOUNCED, NOW, STANDING, Chronicle, day_in_words
from awards.models import AwardRound, HonorEntry, HonorList

AS_ANNOUNCED, AS_NOW = "announced", "now"
# Every line with its whole history is read; a roll as long as this is no longer read line by line.
MOST_LINES = 1500
# How awards.correcting.as_read ends a tier that was taken over from the line above.
UNCONFIRMED = "（待确认）"


@dataclass(frozen=True)
class AsOf:
    """The day a reader asked for; ``on`` None means as the roll stands, ``error`` that the day cannot be read."""

    on: date | None = None
    typed: str = ""
    error: str = ""

    @property
    def is_announcement(self) -> bool:
        """Whether the roll is asked for as it was announced."""
        return self.on == ANNOUNCED

    @property
    def in_words(self) -> str:
        """当时公布, or the day."""
        return "当时公布" if self.is_announcement else day_in_words(self.on or timezone.localdate())


@dataclass(frozen=True)
class LineOnDay:
    """One line as it read on the day, and everything in which it is told otherwise elsewhere."""

    entry: HonorEntry
    name: str
    subdistrict: str
    standing: str
    awaits_confirmation: bool
    differences: list[Difference]


@dataclass(frozen=True)
class RollAsOf:
    """The lines of a roll on a day by tier, those not on it, and how many differences there are.

    ``is_too_long``: nothing was read.
    """

    sections: list[tuple[str, list[LineOnDay]]]
    absent: list[LineOnDay]
    difference_count: int
    is_too_long: bool = False

    @property
    def line_count(self) -> int:
        """How many lines the roll had."""
        return sum(len(lines) for _, lines in self.sections)


def as_of_asked(query: QueryDict) -> AsOf:
    """Read ``?as_of=``: 当时 (``announced``), a day (2021-11-24), or nothing."""
    typed = query.get("as_of", "").strip()[:40]
    if typed in ("", AS_NOW):
        return AsOf()
    if typed == AS_ANNOUNCED:
        return AsOf(ANNOUNCED, typed)
    day = _day(typed)
    if day is None:
        return AsOf(typed=typed, error=f"“{typed}”不是一个日期。请选一天，或者写成 2021-11-24 这样，再看一次。")
    if day > timezone.localdate():
        return AsOf(typed=typed, error=f"{day_in_words(day)}还没有到。请选今天或者以前的一天。")
    return AsOf(day, typed)


def roll_as_of(award_round: AwardRound, asked: AsOf) -> RollAsOf:
    """The roll of the public lists on the day asked for, held against the announcement.

    Beside the announcement itself stands what has become of it. Nine queries, however many lines.
    """
    if sum(cell.count for cell in public_cells(round=award_round)) > MOST_LINES:
        return RollAsOf([], [], 0, is_too_long=True)
    chronicle = Chronicle.of(award_round, HonorList.objects.public())
    announced = roll_on(chronicle, ANNOUNCED)
    shown = roll_on(chronicle, asked.on or NOW)
    later = roll_on(chronicle, NOW) if asked.is_announcement else shown
    found = differences(announced, later, for_readers=True)
    there = {line.entry.pk for line in shown.lines}
    sections: dict[str, list[LineOnDay]] = {}
    for line in shown.lines:
        tier = line.texts[CorrectedField.TIER].removesuffix(UNCONFIRMED)
        sections.setdefault(tier, []).append(_told(line, found))
    gone = [_told(line, found) for line in announced.lines if line.entry.pk not in there]
    return RollAsOf(list(sections.items()), gone, len(found))


def _told(line: Line, found: list[Difference]) -> LineOnDay:
    standing = line.texts[STANDING]
    return LineOnDay(
        line.entry,
        line.texts[CorrectedField.NAME_AS_PRINTED],
        line.texts[CorrectedField.SUBDISTRICT],
        "" if standing == Standing.VALID.label else standing,
        line.texts[CorrectedField.TIER].endswith(UNCONFIRMED),
        [difference for difference in found if difference.entry.pk == line.entry.pk],
    )


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        # Well written, and no day of any month.
        return None
