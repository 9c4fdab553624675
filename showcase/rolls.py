"""A round's roll as readers see it: sections in official order, each with its lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, OrderBy, Window
from django.db.models.functions import RowNumber

from awards.choices import ListState, TierKind
from awards.completeness import Completeness, Tally, tally
from awards.models import AwardRound, AwardTier, HonorEntry, HonorList, RoundTier
from awards.models.entries import HonorEntryQuerySet
from organizations.models import SourceDocument, Subdistrict

BY_TIER, BY_SUBDISTRICT = "tier", "subdistrict"


@dataclass
class RollSection:
    """One tier (or one subdistrict) of a roll. ``tier`` None: the source names none."""

    tier: AwardTier | None = None
    subdistrict: Subdistrict | None = None
    is_vacant: bool = False
    completeness: Completeness | None = None
    entries: list[HonorEntry] = field(default_factory=list)

    @property
    def is_special(self) -> bool:
        """A special award stands beside the ladder."""
        return self.tier is not None and self.tier.kind == TierKind.SPECIAL


@dataclass
class Roll:
    """One round's roll, whole or of one subdistrict, with what was announced."""

    round: AwardRound
    completeness: Completeness
    sections: list[RollSection]
    lists: list[HonorList] = field(default_factory=list)
    # All lines on record; the completeness may leave special awards out, as its announcement does.
    on_record: int = 0

    @property
    def headings(self) -> list[str]:
        """The headings under which the sources printed the lines shown."""
        return [honor_list.heading for honor_list in self.lists if honor_list.heading]

    @property
    def title(self) -> str:
        """The printed heading where one source gives the whole of what is shown, else the round's own."""
        return self.headings[0] if len(self.lists) == 1 and self.headings else f"{self.round.full_title}光荣榜"

    @property
    def sources(self) -> list[SourceDocument]:
        """Where the lines come from; reads each list's ``source``."""
        return list({one.source_id: one.source for one in self.lists if one.source}.values())

    @property
    def shown(self) -> int:
        """How many lines the sections hold."""
        return sum(len(section.entries) for section in self.sections)

    @property
    def is_cut(self) -> bool:
        """Whether more is on record than is shown here."""
        return self.shown < self.on_record

    @property
    def awaits_confirmation(self) -> bool:
        """Whether some line's tier was taken over from the line above it."""
        return any(entry.tier_awaits_confirmation() for section in self.sections for entry in section.entries)

    @property
    def lists_on_notice(self) -> list[HonorList]:
        """The lists still open to objections."""
        return [honor_list for honor_list in self.lists if honor_list.state == ListState.NOTICE]


def rolls_of(
    rounds: Iterable[AwardRound],
    entries: HonorEntryQuerySet,
    *,
    by: str = BY_TIER,
    subdistrict: Subdistrict | None = None,
) -> list[Roll]:
    """The rolls of ``rounds`` from ``entries``; four queries, however many rounds."""
    rounds = list(rounds)
    counts = tally(rounds)
    tiers_by_round = _tiers_by_round(rounds)
    lines_by_round: dict[int, list[HonorEntry]] = {}
    for entry in entries.filter(round__in=rounds).in_official_order():
        lines_by_round.setdefault(entry.round_id, []).append(entry)
    return [
        _roll(
            award_round,
            lines_by_round.get(award_round.pk, []),
            tiers_by_round.get(award_round.pk, []),
            counts,
            by,
            subdistrict,
        )
        for award_round in rounds
    ]


@dataclass(frozen=True)
class RoundLine:
    """One round in a list of rounds, with its count and the counts of its tiers."""

    round: AwardRound
    completeness: Completeness
    tiers: list[tuple[RoundTier, Completeness]]


def round_lines(rounds: Iterable[AwardRound]) -> list[RoundLine]:
    """Rounds with what is on record of them; three queries beside that of ``rounds``."""
    rounds = list(rounds)
    counts = tally(rounds)
    tiers_by_round = _tiers_by_round(rounds)
    return [
        RoundLine(
            award_round,
            counts.of(award_round),
            [(row, counts.of(award_round, tier=row.tier)) for row in tiers_by_round.get(award_round.pk, [])],
        )
        for award_round in rounds
    ]


def tier_rows(lines: Iterable[RoundLine], tiers: Iterable[AwardTier]) -> list[tuple[RoundLine, list]]:
    """The lines with a cell for each of ``tiers``: (round's tier, count), or None where the round has no such tier."""
    tiers = list(tiers)
    rows = []
    for line in lines:
        cells = {row.tier_id: (row, count) for row, count in line.tiers}
        rows.append((line, [cells.get(tier.pk) for tier in tiers]))
    return rows


def first_lines(entries: HonorEntryQuerySet, limit: int) -> HonorEntryQuerySet:
    """The first ``limit`` lines of every round, in official order."""
    order: Sequence[OrderBy | F | str] = [
        F("tier__rank").asc(nulls_last=True),
        F("tier").asc(nulls_last=True),
        F("subdistrict__code").asc(nulls_last=True),
        "position",
        "pk",
    ]
    numbered = entries.annotate(line=Window(RowNumber(), partition_by="round", order_by=order))
    return numbered.filter(line__lte=limit)


def _tiers_by_round(rounds: list[AwardRound]) -> dict[int, list[RoundTier]]:
    found: dict[int, list[RoundTier]] = {}
    for row in RoundTier.objects.filter(round__in=rounds).in_official_order():
        found.setdefault(row.round_id, []).append(row)
    return found


def _roll(
    award_round: AwardRound,
    lines: list[HonorEntry],
    round_tiers: list[RoundTier],
    counts: Tally,
    by: str,
    subdistrict: Subdistrict | None,
) -> Roll:
    sections = _by_subdistrict(lines) if by == BY_SUBDISTRICT else _by_tier(lines, round_tiers)
    for section in sections:
        # Without tier and subdistrict the tally would count the whole round.
        if section.tier is None and section.subdistrict is None:
            section.completeness = Completeness(len(section.entries))
            continue
        section.completeness = counts.of(award_round, subdistrict=section.subdistrict or subdistrict, tier=section.tier)
    # Dict, not set: lists in the order of their first line.
    lists = list({line.list_id: line.list for line in lines}.values())
    completeness = counts.of(award_round, subdistrict=subdistrict)
    return Roll(award_round, completeness, sections, lists, counts.recorded(award_round, subdistrict=subdistrict))


def _by_tier(lines: list[HonorEntry], round_tiers: list[RoundTier]) -> list[RollSection]:
    """The round's tiers in its official order, vacant ones too, then tiers it does not list."""
    sections: dict[int | None, RollSection] = {
        row.tier_id: RollSection(tier=row.tier, is_vacant=row.is_vacant) for row in round_tiers
    }
    for line in lines:
        section = sections.setdefault(line.tier_id, RollSection(tier=line.tier))
        section.entries.append(line)
    return [section for section in sections.values() if section.entries or section.is_vacant]


def _by_subdistrict(lines: list[HonorEntry]) -> list[RollSection]:
    sections: dict[int | None, RollSection] = {}
    for line in lines:
        section = sections.setdefault(line.subdistrict_id, RollSection(subdistrict=line.subdistrict))
        section.entries.append(line)
    # Lines whose source names no subdistrict come last.
    return sorted(sections.values(), key=lambda section: section.subdistrict.code if section.subdistrict else "~")
