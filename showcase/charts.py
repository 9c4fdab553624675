"""Small charts, drawn on the server: bars from zero, in one scale, what is missing said in words.

Everything is in the units of the drawing, which is ``WIDTH`` wide; a table stands behind each chart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from awards.completeness import Completeness
from awards.models import AwardTier, RoundTier
from organizations.models import Subdistrict
from showcase.round_lines import RoundLine

WIDTH, BARS_AT, BARS_WIDTH = 360, 96, 188
ROW, BAR = 30, 16


@dataclass(frozen=True)
class Part:
    """A piece of a bar; ``mark`` is drawn inside it where it is wide enough, ``kind`` says how it is filled."""

    x: str
    width: str
    kind: str
    mark: str = ""
    middle: str = ""


@dataclass(frozen=True)
class Bar:
    """One row: its name, the pieces of its bar, the frame up to what was announced, and the numbers in words."""

    label: str
    text: str
    y: int
    parts: list[Part]
    frame: str = ""
    text_at: str = ""

    @property
    def bar_y(self) -> int:
        """Where the bar begins."""
        return self.y + (ROW - BAR) // 2

    @property
    def line(self) -> int:
        """Where its words stand."""
        return self.y + ROW // 2 + 5


@dataclass(frozen=True)
class Chart:
    """Bars under one title; ``description`` says the same in a sentence, ``head`` and ``rows`` in a table."""

    slug: str
    title: str
    description: str
    bars: list[Bar]
    head: list[str]
    rows: list[list[str]]
    tiers: list[AwardTier] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return ROW * len(self.bars)


def bars_of_subdistricts(places: Sequence[Subdistrict]) -> Chart | None:
    """Honours on record by subdistrict (from ``subdistricts_with_counts``); None where there are none."""
    counts = [(place.name, place.honor_count or 0) for place in places]  # type: ignore[attr-defined]
    most = max((number for _, number in counts), default=0)
    if not most:
        return None
    bars = [
        _bar(at, name, f"{number}" if number else "尚未收录", [("plain", "", number)], None, most)
        for at, (name, number) in enumerate(counts)
    ]
    said = "，".join(f"{name} {number}" for name, number in counts if number)
    missing = sum(not number for _, number in counts)
    rest = f"；其余 {missing} 个尚未收录，不等于没有获评" if missing else ""
    rows = [[name, f"{number}" if number else "尚未收录"] for name, number in counts]
    return Chart("places", "各街道（镇）已收录荣誉", f"{said}{rest}。", bars, ["街道（镇）", "已收录"], rows)


def bars_of_announcements(lines: Sequence[RoundLine]) -> Chart | None:
    """Recorded against announced, round by round; None where there is no round."""
    most = max((max(line.completeness.recorded, line.completeness.announced or 0) for line in lines), default=0)
    if not most:
        return None
    bars = [
        _bar(
            at,
            line.round.label,
            _against(line.completeness),
            [("plain", "", line.completeness.recorded)],
            line.completeness.announced,
            most,
        )
        for at, line in enumerate(lines)
    ]
    said = "；".join(f"{line.round.label}已收录 {_against(line.completeness)}" for line in lines)
    rows = [
        [line.round.label, str(line.completeness.recorded), _announced(line.completeness.announced)] for line in lines
    ]
    return Chart("announced", "各轮已收录与公布", f"{said}。", bars, ["轮次", "已收录", "公布"], rows)


def bars_of_tiers(
    rows: Sequence[tuple[RoundLine, list[tuple[RoundTier, Completeness] | None]]], tiers: Iterable[AwardTier]
) -> Chart | None:
    """Tiers by round (from ``showcase.round_lines.tier_rows``), entries without a tier last; None without entries."""
    tiers = list(tiers)
    pieces = [_pieces(line, cells) for line, cells in rows]
    most = max((sum(number for _, _, number in one) for one in pieces), default=0)
    if not most:
        return None
    bars = [
        _bar(at, line.round.label, str(sum(number for _, _, number in one)), one, None, most)
        for at, ((line, _), one) in enumerate(zip(rows, pieces, strict=True))
    ]
    said = "；".join(
        f"{line.round.label}：" + "、".join(f"{name} {number}" for name, number in _named(line, cells))
        for line, cells in rows
    )
    return Chart("tiers", "各轮等次", f"已收录的荣誉。{said}。", bars, [], [], tiers)


def _pieces(line: RoundLine, cells: list[tuple[RoundTier, Completeness] | None]) -> list[tuple[str, str, int]]:
    found = [(_kind(cell[0].tier), cell[0].tier.mark, cell[1].recorded) for cell in cells if cell]
    return [*found, ("none", "未", line.without_tier)]


def _named(line: RoundLine, cells: list[tuple[RoundTier, Completeness] | None]) -> list[tuple[str, int]]:
    found = [(cell[0].tier.name, cell[1].recorded) for cell in cells if cell and cell[1].recorded]
    return found + ([("原文未列等次", line.without_tier)] if line.without_tier else [])


def _kind(tier: AwardTier) -> str:
    return f"rank-{min(tier.rank, 4)}" if tier.rank else "special"


def _against(counts: Completeness) -> str:
    return (
        f"{counts.recorded} / {counts.announced}" if counts.announced is not None else f"{counts.recorded}（公布未见）"
    )


def _announced(number: int | None) -> str:
    return "未见记载" if number is None else str(number)


def _bar(
    at: int, label: str, text: str, pieces: Iterable[tuple[str, str, int]], announced: int | None, most: int
) -> Bar:
    scale = BARS_WIDTH / most
    x = float(BARS_AT)
    parts = []
    for kind, mark, number in pieces:
        width = number * scale
        if number:
            shown = mark if width >= BAR else ""
            parts.append(Part(_units(x), _units(width), kind, shown, _units(x + width / 2)))
        x += width
    frame = _units(announced * scale) if announced else ""
    end = max(x, BARS_AT + (announced or 0) * scale)
    return Bar(label, text, at * ROW, parts, frame, _units(end + 6))


def _units(number: float) -> str:
    """Plain digits, whatever a locale makes of a decimal point."""
    return f"{number:.1f}"
