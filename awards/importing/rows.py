"""What reading a source yields: rows, and everything that could not become one."""

from dataclasses import dataclass, field
from typing import NamedTuple

# The further columns of every row that has none.
NOTHING_MORE: dict[str, str] = {}


class RoundText(NamedTuple):
    """The round as a source names it: “第七轮居民区党建工作“金银奖”” is 金银奖, 7.

    Either half may be missing: ``scheme`` is "" and ``number`` None where the source is silent.
    """

    scheme: str
    number: int | None


class ReadRow(NamedTuple):
    """One recipient of one tier, as a source prints it. A tuple: a long list makes a hundred thousand of them.

    ``tier_basis`` is a value of ``awards.choices.TierBasis``: printed, inherited or none_printed.
    ``rest`` holds what else stood in the row, by the heading of its column; nobody writes to it.
    """

    position: str
    tier: str
    tier_basis: str
    organization: str
    round: RoundText | None = None
    subdistrict: str = ""
    heading: str = ""
    rest: dict[str, str] = NOTHING_MORE


@dataclass(frozen=True)
class ReadProblem:
    """Something in the source that is not a row, word for word, and what a person should do."""

    position: str
    text: str
    message: str


@dataclass(frozen=True)
class AnnouncedText:
    """A number the source itself gives: “金奖标兵（共12个）”. Zero means 空缺.

    ``tier`` is "" where the number counts every tier of the round.
    """

    position: str
    text: str
    count: int
    tier: str = ""
    round: RoundText | None = None
    subdistrict: str = ""


@dataclass(frozen=True)
class Reading:
    """Everything one source says."""

    rows: list[ReadRow] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)
    announced: list[AnnouncedText] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    # Position and text of what was understood but names nobody: every heading, page numbers, rules, headers.
    structure: list[tuple[str, str]] = field(default_factory=list)


class UnreadableSource(Exception):
    """The source cannot be read at all; the message tells the clerk, in Chinese, what to do."""
