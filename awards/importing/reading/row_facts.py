"""What is known of a row of a table beside its names."""

from dataclasses import dataclass

from awards.importing.reading.roll import Setting
from awards.importing.rows import RoundText

# Merged cells that lost their merging leave blanks; the clerk is told what was carried down.
PLACE_FROM_ABOVE = "街道沿用上一行"
ROUND_FROM_ABOVE = "轮次沿用上一行"


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


@dataclass(frozen=True, slots=True)
class Usual:
    """What the cells beside a name mean, worked out once for every set of values they take."""

    tiers: tuple[str, ...]
    round: RoundText | None
    place: str
    heading: str
    above: Above
