"""What a plan's rows add up to, held against the numbers the source and the registry give."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from awards.choices import ListState, Resolution, Verdict
from awards.completeness import Tally, tally
from awards.importing.announced import announced_by
from awards.models import AwardRound, AwardTier, ImportBatch, ImportRow
from awards.scoping import entries_seen_by
from organizations.models import StaffUser, Subdistrict

SKIPPED = "skipped"
FILTERS = [("", "全部"), *((one.value, one.label) for one in Verdict), (SKIPPED, "已跳过")]
IS_SKIPPED = Q(resolution=Resolution.SKIPPED, entry=None)


def rows_by_verdict(rows: QuerySet[ImportRow], verdict: str) -> QuerySet[ImportRow]:
    """The rows of one filter of the page."""
    if verdict == SKIPPED:
        return rows.filter(IS_SKIPPED)
    return rows.filter(verdict=verdict).exclude(IS_SKIPPED) if verdict else rows


def problems_first(rows: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
    """Errors and questions, then what is ready, what is on record, what was left out."""
    verdicts = (Verdict.ERROR, Verdict.DECIDE, Verdict.READY, Verdict.RECORDED)
    order = [When(verdict=verdict, then=Value(place)) for place, verdict in enumerate(verdicts)]
    rank = Case(When(IS_SKIPPED, then=Value(len(order))), *order, output_field=IntegerField())
    return rows.order_by(rank, "number")


def counts_by_verdict(rows: QuerySet[ImportRow]) -> dict[str, int]:
    """How many rows each filter shows; one query."""
    counted = rows.order_by().values("verdict").annotate(all=Count("pk"), left_out=Count("pk", filter=IS_SKIPPED))
    counts = dict.fromkeys((value for value, _ in FILTERS), 0)
    for one in counted:
        counts[one["verdict"]] += one["all"] - one["left_out"]
        counts[SKIPPED] += one["left_out"]
        counts[""] += one["all"]
    return counts


@dataclass(frozen=True)
class TierLine:
    """One line of a round's table; None where no source says."""

    name: str
    read: int
    printed: int | None
    public: int
    drafts: int
    announced: int | None

    @property
    def disagrees(self) -> bool:
        """Whether the source announces another number than was read of it."""
        return self.printed is not None and self.printed != self.read


@dataclass(frozen=True)
class RoundTable:
    """A round's tiers, of one subdistrict where its numbers are announced, else of the whole district.

    ``scope`` says in words whose numbers stand in which columns.
    """

    title: str
    scope: str
    lines: list[TierLine]


def round_tables(batch: ImportBatch, rows: QuerySet[ImportRow], by: StaffUser) -> list[RoundTable]:
    """A table for each round the batch speaks of; seven queries, however many rounds and rows."""
    counted = rows.order_by().values_list("round", "tier", "subdistrict").annotate(count=Count("pk"))
    read = [found for found in counted if found[0] is not None]
    rounds = list(AwardRound.objects.with_scheme().filter(pk__in={row[0] for row in read}).newest_first())
    drafts = entries_seen_by(by).exclude(list__state__in=ListState.PUBLIC)
    counts = _Counts(batch, read, tally(rounds), tally(rounds, entries=drafts))
    tiers = AwardTier.objects.filter(scheme__in={one.scheme_id for one in rounds})
    tiers = list(tiers.in_official_order())
    places = Subdistrict.objects.in_bulk({row[2] for row in read if row[2]})
    return [counts.table(one, [tier for tier in tiers if tier.scheme_id == one.scheme_id], places) for one in rounds]


class _Counts:
    """All counts of a batch, to be laid out round by round."""

    def __init__(self, batch: ImportBatch, read: list[tuple], public: Tally, drafts: Tally) -> None:
        self.read, self.public, self.drafts = read, public, drafts
        self.printed = announced_by(batch)

    def table(self, award_round: AwardRound, tiers: list[AwardTier], places: dict[int, Subdistrict]) -> RoundTable:
        keys = {row[2] for row in self.read if row[0] == award_round.pk}
        place = places.get(next(iter(keys))) if len(keys) == 1 and None not in keys else None
        scope = str(place or "全区")
        parts: list[AwardTier | None] = [None, *tiers]
        if place and all(self.public.of(award_round, subdistrict=place, tier=one).announced is None for one in parts):
            # What the numbers of one subdistrict's list are held against is the district's.
            scope, place = f"名单读到的是{place}的，其余几栏是全区的", None
        read = Counter(dict.fromkeys((None, *(tier.pk for tier in tiers)), 0))
        for round_key, tier_key, _, count in self.read:
            if round_key == award_round.pk:
                read[tier_key] += count
        lines = [self._line(award_round, tier, place, read[tier.pk]) for tier in tiers]
        if read[None] or self.public.without_tier(award_round) or self.drafts.without_tier(award_round):
            lines.append(self._without_tier(award_round, read[None]))
        lines.append(self._line(award_round, None, place, sum(read.values())))
        return RoundTable(str(award_round), scope, lines)

    def _line(self, award_round: AwardRound, tier: AwardTier | None, place: Subdistrict | None, read: int) -> TierLine:
        public = self.public.of(award_round, subdistrict=place, tier=tier)
        drafts = self.drafts.recorded(award_round, subdistrict=place, tier=tier)
        printed = self.printed.get((award_round.pk, tier.pk if tier else None))
        name = tier.name if tier else "合计"
        return TierLine(name, read, printed, public.recorded, drafts, public.announced)

    def _without_tier(self, award_round: AwardRound, read: int) -> TierLine:
        public, drafts = self.public.without_tier(award_round), self.drafts.without_tier(award_round)
        return TierLine("未列或未认出", read, None, public, drafts, None)
