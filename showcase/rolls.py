"""A round's roll as readers see it: sections in official order, each with its lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from django.utils.safestring import SafeString

from awards.cells import NONE, Cell
from awards.choices import ListState, TierKind
from awards.completeness import Completeness, Tally, tally
from awards.models import AwardRound, AwardTier, HonorEntry, HonorList, RoundTier
from awards.models.entries import HonorEntryQuerySet
from organizations.models import SourceDocument, Subdistrict
from showcase.browsing.printing import PrintedLine, together
from showcase.browsing.walking import first_keys, stretches

BY_TIER, BY_SUBDISTRICT = "tier", "subdistrict"
Line: TypeAlias = HonorEntry | PrintedLine


@dataclass
class RollSection:
    """One tier (or one subdistrict) of a roll. ``tier`` None: the source names none."""

    tier: AwardTier | None = None
    subdistrict: Subdistrict | None = None
    is_vacant: bool = False
    completeness: Completeness | None = None
    entries: list[Line] = field(default_factory=list)
    # All lines on record of it; a long section shows the first of them.
    on_record: int = 0

    @property
    def is_cut(self) -> bool:
        """Whether more is on record than is shown here."""
        return len(self.entries) < self.on_record

    @property
    def narrowing(self) -> str:
        """What the address of the roll across all rounds needs to show the whole of it, beside award and round."""
        if self.subdistrict:
            return f"subdistrict={self.subdistrict.slug}"
        return f"tier={self.tier.pk if self.tier else NONE}"

    @property
    def html(self) -> SafeString:
        """The lines, one after the other, where they are printed ones."""
        return together(line for line in self.entries if isinstance(line, PrintedLine))

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
    def released_at(self) -> datetime | None:
        """When the first of the lists shown became public."""
        return min((one.released_at for one in self.lists if one.released_at), default=None)

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
    tiers_by_round = tiers_by_round_of(rounds)
    lines_by_round: dict[int, list[Line]] = {}
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


def first_lines(
    entries: HonorEntryQuerySet, cells: Iterable[Cell], limit: int, *, of_each: str = ""
) -> HonorEntryQuerySet:
    """Those of ``entries`` that stand first in each round of ``cells``, or in each tier or subdistrict of each.

    One query, however many lines there are.
    """
    return entries.filter(pk__in=first_places(cells, limit, of_each=of_each))


def first_places(cells: Iterable[Cell], limit: int, *, of_each: str = "") -> list[int]:
    """The keys of the public entries that stand first in each part of the roll, in official order; one query."""
    groups: dict[tuple, list[Cell]] = {}
    for cell in cells:
        part = {BY_TIER: cell.tier_id, BY_SUBDISTRICT: cell.subdistrict_id}.get(of_each)
        groups.setdefault((cell.round_id, part), []).append(cell)
    along = sorted(map(stretches, groups.values()), key=lambda group: group[0].place)
    return first_keys(along, limit)


def roll_of_lines(
    award_round: AwardRound, lines: Sequence[Line], round_tiers: list[RoundTier], counts: Tally, by: str = BY_TIER
) -> Roll:
    """The roll of one round from its ``lines``, which are in official order; no query."""
    return _roll(award_round, lines, round_tiers, counts, by, None)


def tiers_by_round_of(rounds: list[AwardRound]) -> dict[int, list[RoundTier]]:
    """The tiers of each round by its key, in official order; one query."""
    found: dict[int, list[RoundTier]] = {}
    for row in RoundTier.objects.filter(round__in=rounds).in_official_order():
        found.setdefault(row.round_id, []).append(row)
    return found


def _roll(
    award_round: AwardRound,
    lines: Sequence[Line],
    round_tiers: list[RoundTier],
    counts: Tally,
    by: str,
    subdistrict: Subdistrict | None,
) -> Roll:
    sections = _by_subdistrict(lines) if by == BY_SUBDISTRICT else _by_tier(lines, round_tiers)
    for section in sections:
        keys = {BY_TIER: section.tier, BY_SUBDISTRICT: section.subdistrict}
        only = {"subdistrict": subdistrict.pk} if subdistrict else {}
        section.on_record = counts.exactly(award_round, **only | {by: getattr(keys[by], "pk", None)})
        # Without tier and subdistrict the tally would count the whole round.
        if section.tier is None and section.subdistrict is None:
            section.completeness = Completeness(section.on_record)
            continue
        section.completeness = counts.of(award_round, subdistrict=section.subdistrict or subdistrict, tier=section.tier)
    # Dict, not set: lists in the order of their first line.
    lists = list({line.list.pk: line.list for line in lines}.values())
    completeness = counts.of(award_round, subdistrict=subdistrict)
    return Roll(award_round, completeness, sections, lists, counts.recorded(award_round, subdistrict=subdistrict))


def _by_tier(lines: Sequence[Line], round_tiers: list[RoundTier]) -> list[RollSection]:
    """The round's tiers in its official order, vacant ones too, then tiers it does not list."""
    sections: dict[int | None, RollSection] = {
        row.tier_id: RollSection(tier=row.tier, is_vacant=row.is_vacant) for row in round_tiers
    }
    for line in lines:
        section = sections.setdefault(_key(line.tier), RollSection(tier=line.tier))
        section.entries.append(line)
    return [section for section in sections.values() if section.entries or section.is_vacant]


def _by_subdistrict(lines: Sequence[Line]) -> list[RollSection]:
    sections: dict[int | None, RollSection] = {}
    for line in lines:
        section = sections.setdefault(_key(line.subdistrict), RollSection(subdistrict=line.subdistrict))
        section.entries.append(line)
    # Lines whose source names no subdistrict come last.
    return sorted(sections.values(), key=lambda section: section.subdistrict.code if section.subdistrict else "~")


def _key(record: AwardTier | Subdistrict | None) -> int | None:
    return record.pk if record else None
