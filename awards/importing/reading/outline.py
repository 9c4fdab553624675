"""Where in a list a line stands: the headings above it that still hold."""

from dataclasses import dataclass, field
from typing import Any

from awards.importing.reading.headings import Heading
from awards.importing.rows import RoundText


@dataclass(frozen=True)
class Held:
    """A heading in force: where it stands, and how much had been said when it came."""

    heading: Heading
    position: str
    said: int


@dataclass
class Outline:
    """The headings in force, the widest first.

    A list may go round → subdistrict → tier or any other way. Whichever kind came first is the
    wider one: when a heading of its kind comes again, everything narrower ends with it.
    """

    held: list[Held] = field(default_factory=list)

    def enter(self, heading: Heading, position: str = "", said: int = 0) -> list[Held]:
        """Let ``heading`` hold in place of the last of its kind and of all inside that; return those that end."""
        kinds = heading.kinds()
        same = (depth for depth, held in enumerate(self.held) if held.heading.kinds() & kinds)
        depth = next(same, len(self.held))
        ended = self.held[depth:]
        self.held[depth:] = [Held(heading, position, said)]
        return ended

    @property
    def headings(self) -> list[Heading]:
        """The headings in force, the widest first."""
        return [held.heading for held in self.held]

    @property
    def tier(self) -> str:
        """The tier of the heading in force, or ""."""
        return self._last("tier") or ""

    @property
    def subdistrict(self) -> str:
        """The subdistrict of the heading in force, or ""."""
        return self._last("subdistrict") or ""

    @property
    def subdistrict_of_roll(self) -> str:
        """The subdistrict that the whole roll belongs to: named with its round or above it."""
        place = ""
        for held in self.headings:
            place = held.subdistrict or place
            if held.names_round():
                return place
        return ""

    @property
    def place(self) -> str:
        """The province, city or district of the heading in force, or ""."""
        return self._last("place") or ""

    @property
    def round(self) -> RoundText | None:
        """Scheme and number, which may stand in two headings; None where neither is given."""
        scheme, number = self._last("scheme"), self._last("number")
        if scheme and number is None:
            # A title above named several rounds: 第七轮“金银奖”、第四轮“五星奖”.
            number = next((dict(held.rounds).get(scheme) for held in self.headings if held.rounds), None)
        return RoundText(scheme or "", number) if scheme or number else None

    @property
    def printed(self) -> str:
        """The heading of the roll, word for word: one that names the round before a mere title."""
        rolls = [held.text for held in self.headings if held.names_round()]
        titles = [held.text for held in self.headings if held.is_title]
        return (rolls or titles or [""])[-1]

    def _last(self, name: str) -> Any:
        values = [getattr(held, name) for held in self.headings if getattr(held, name) is not None]
        return values[-1] if values else None
