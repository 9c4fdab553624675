"""How much of what was announced is on record: the one place where honours are counted.

Every count of honours shown anywhere comes from here, so no two pages can disagree.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from awards.choices import Inclusion, TierKind
from awards.models import AnnouncedCount, AwardRound, AwardTier, HonorCount
from awards.models.entries import HonorEntryQuerySet
from organizations.models import Subdistrict


@dataclass(frozen=True)
class Completeness:
    """Honours on record against honours announced; ``announced`` is None where no source says."""

    recorded: int
    announced: int | None = None

    @property
    def is_complete(self) -> bool:
        """Whether everything announced is on record."""
        return self.announced is not None and self.recorded >= self.announced

    @property
    def is_overfull(self) -> bool:
        """Whether more is on record than was announced: one of the two must be wrong."""
        return self.announced is not None and self.recorded > self.announced

    @property
    def missing(self) -> int:
        """How many announced honours are not on record yet."""
        return max(0, (self.announced or 0) - self.recorded)


@dataclass(frozen=True)
class Extent:
    """Several rounds together: those whose number was announced, and those of which no source says."""

    known: Completeness
    known_rounds: int
    unknown: Completeness
    unknown_rounds: int


class Tally:
    """Counts of several rounds, asked of the database once: by round, subdistrict and tier.

    ``None`` for subdistrict or tier means all of them together.
    """

    def __init__(self, entries: Iterable[tuple], announced: Iterable[AnnouncedCount]) -> None:
        # By round: a worklist asks for every round and tier there is.
        self._entries: dict[int, list[tuple]] = defaultdict(list)
        for row in entries:
            self._entries[row[0]].append(row)
        self._announced = {(row.round_id, row.subdistrict_id, row.tier_id): row for row in announced}

    def of(
        self, award_round: AwardRound, *, subdistrict: Subdistrict | None = None, tier: AwardTier | None = None
    ) -> Completeness:
        """Recorded and announced for a round, or a part of it."""
        row = self._announced.get((award_round.pk, getattr(subdistrict, "pk", None), getattr(tier, "pk", None)))
        specials = row is None or row.includes_specials != Inclusion.NO
        recorded = self.recorded(award_round, subdistrict=subdistrict, tier=tier, specials=specials)
        return Completeness(recorded, row.count if row else None)

    def recorded(
        self,
        award_round: AwardRound,
        *,
        subdistrict: Subdistrict | None = None,
        tier: AwardTier | None = None,
        specials: bool = True,
    ) -> int:
        """Entries on record of a round, or a part of it; ``specials`` False leaves special awards out."""
        place, grade = getattr(subdistrict, "pk", None), getattr(tier, "pk", None)
        return sum(
            count
            for _, entry_place, entry_tier, kind, count in self._entries.get(award_round.pk, ())
            if place in (None, entry_place) and grade in (None, entry_tier) and (specials or kind != TierKind.SPECIAL)
        )

    def across(
        self,
        rounds: Iterable[AwardRound],
        *,
        subdistrict: Subdistrict | None = None,
        tier: AwardTier | None = None,
    ) -> Extent:
        """The rounds together, or a part of each; rounds with nothing announced are counted apart."""
        found = [self.of(award_round, subdistrict=subdistrict, tier=tier) for award_round in rounds]
        known = [one for one in found if one.announced is not None]
        unknown = [one for one in found if one.announced is None]
        return Extent(
            Completeness(sum(one.recorded for one in known), sum(one.announced or 0 for one in known)),
            len(known),
            Completeness(sum(one.recorded for one in unknown)),
            len(unknown),
        )

    def exactly(self, award_round: AwardRound, **keys: int | None) -> int:
        """Entries of a round whose ``tier`` or ``subdistrict`` has just that key; None is what a source leaves open."""
        at = {"subdistrict": 1, "tier": 2}
        rows = self._entries.get(award_round.pk, ())
        return sum(row[-1] for row in rows if all(row[at[name]] == key for name, key in keys.items()))

    def without_tier(self, award_round: AwardRound) -> int:
        """Entries of a round whose source names no tier."""
        return sum(row[-1] for row in self._entries.get(award_round.pk, ()) if row[2] is None)

    def total(self) -> int:
        """All entries of all the rounds asked for."""
        return sum(row[-1] for rows in self._entries.values() for row in rows)


def tally(rounds: Iterable[AwardRound], *, entries: HonorEntryQuerySet | None = None) -> Tally:
    """Count the public entries of ``rounds``; two queries, however many rounds.

    Staff pages pass ``entries`` to count drafts too.
    """
    keys = [award_round.pk for award_round in rounds]
    counted = HonorCount.objects.all() if entries is None else entries
    number = Sum("count") if entries is None else Count("pk")
    rows = (
        counted.filter(round__in=keys)
        .order_by()
        .values_list("round_id", "subdistrict_id", "tier_id", "tier__kind")
        .annotate(honors=number)
    )
    return Tally(rows, AnnouncedCount.objects.filter(round__in=keys))
