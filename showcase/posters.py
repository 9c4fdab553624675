"""A round's roll as an A3 poster: how large its names can stand on one sheet.

All lengths are millimetres on paper and repeat what ``static/css/pages/poster.css`` sets; whether the
two agree is measured in Chromium by ``tests/browser/test_poster.py``.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final, cast

from awards.models import HonorEntry
from showcase.rolls import Roll, RollSection

# What frame, margins and foot leave of an A3 sheet, and how wide its text is.
HEIGHT, WIDTH = 308, 240
HEADING = 10.5
PLACE: Final = 0.58  # a subdistrict's name beside an organisation's


@dataclass(frozen=True)
class Setting:
    """One way to set the names: their size, how many stand side by side, the rest in proportion."""

    size: str
    name: float
    columns: int
    title: float
    gap: float
    leading: float
    banner: float = 38

    def height(self, roll: Roll) -> float:
        """How much of the sheet ``roll`` takes, without its foot."""
        heading = ceil(len(roll.title) * HEADING / WIDTH) * HEADING * 1.35
        head = 21 + self.banner * 1.25 + heading
        return head + sum(self._height_of(section) for section in roll.sections) - self.gap

    def _height_of(self, section: RollSection) -> float:
        title = self.title * 1.53 + self.name * 0.5 if section.tier else 0
        lines = [self._lines(entry) for entry in cast(list[HonorEntry], section.entries)] or [1]
        rows = [max(lines[start : start + self.columns]) for start in range(0, len(lines), self.columns)]
        return self.gap + title + self.name * (1.3 * sum(rows) + self.leading * (len(rows) - 1))

    def _lines(self, entry: HonorEntry) -> int:
        room = (WIDTH / self.columns - 3) / self.name
        name, place = len(entry.name_as_printed), len(entry.subdistrict.name) if entry.subdistrict else 0
        # A name is not broken for the place's sake: that goes to a line of its own.
        return 1 if name + place * PLACE + 0.3 <= room else ceil(name / room) + bool(place)


SETTINGS: Final = (
    Setting("sole", 19, 1, 12, 10, 0.4),
    Setting("grand", 13, 1, 11, 8, 0.32),
    Setting("large", 10, 2, 9, 7, 0.32),
    Setting("medium", 7.6, 2, 8, 5, 0.32),
    Setting("small", 6.2, 3, 7.5, 4.5, 0.25),
    Setting("close", 5.2, 3, 7, 4, 0.2, banner=28),
    Setting("dense", 4.7, 3, 6.2, 3, 0.2, banner=28),
    Setting("fine", 4.3, 4, 6.2, 3, 0.24, banner=28),
)
# Beyond one sheet the names stay readable from two steps away, and further sheets follow.
RUNNING: Final = "running"


@dataclass(frozen=True)
class Poster:
    """A roll with the ``size`` its names are set in."""

    roll: Roll
    size: str

    @property
    def is_cut_short(self) -> bool:
        """Whether the sheet must say that it is not the whole roll."""
        announced = self.roll.completeness.announced
        return announced is not None and not self.roll.completeness.is_complete


def poster_of(roll: Roll) -> Poster:
    """Set ``roll`` as large as one sheet allows."""
    return Poster(roll, next((one.size for one in SETTINGS if one.height(roll) <= HEIGHT), RUNNING))
