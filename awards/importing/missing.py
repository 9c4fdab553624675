"""The rounds that the rows of a batch name and the registry lacks."""

from dataclasses import dataclass

from django.db.models import Count, Min

from awards.choices import TierKind
from awards.importing.known_schemes import KnownScheme, known_scheme
from awards.importing.planning import round_title
from awards.importing.registry import names_of_scheme
from awards.models import AwardRound, AwardScheme, ImportBatch, ImportRow
from organizations.folding import fold
from organizations.models import StaffUser

ROUND_PERMISSIONS = ("awards.add_awardround",)
SCHEME_PERMISSIONS = (*ROUND_PERMISSIONS, "awards.add_awardscheme", "awards.add_awardtier")

# Rounds are counted by years: a higher number is a misprint, and smaller databases could not hold every one.
HIGHEST_NUMBER = 999


@dataclass(frozen=True)
class TierOffer:
    """A tier that an unregistered award may have; ``is_printed``: the list itself names it."""

    name: str
    kind: TierKind
    rank: int | None
    mark: str
    is_printed: bool


@dataclass(frozen=True)
class MissingRound:
    """A round that rows of a batch name. ``scheme`` is None where its award is not registered either.

    ``tiers`` are those the rows print, in their order; ``registered`` is the round where somebody
    has registered it since the rows were looked at.
    """

    text: str
    number: int
    rows: int
    tiers: tuple[str, ...]
    scheme: AwardScheme | None
    known: KnownScheme | None
    registered: AwardRound | None

    @property
    def title(self) -> str:
        """第七轮“金银奖”."""
        return round_title(self.text, self.number)

    def tiers_to_offer(self) -> list[TierOffer]:
        """Tiers for its award, where that is an unregistered but known one.

        What the list prints beyond the known wording is offered as a special award: no list tells a rank.
        """
        if self.known is None:
            return []
        known = [*self.known.ladder, *self.known.specials]
        offers = [self._offer(name, mark, rank) for rank, (name, mark) in enumerate(self.known.ladder, start=1)]
        others = [(name, name[:1]) for name in self.tiers if name not in dict(known)]
        return offers + [self._offer(name, mark, None) for name, mark in (*self.known.specials, *others)]

    def _offer(self, name: str, mark: str, rank: int | None) -> TierOffer:
        return TierOffer(name, TierKind.LADDER if rank else TierKind.SPECIAL, rank, mark, name in self.tiers)


def missing_rounds(batch: ImportBatch) -> list[MissingRound]:
    """The unregistered rounds that rows of ``batch`` name, in the order of the list; three queries at most."""
    rows = batch.rows.filter(round=None, entry=None, rest__has_key="round").order_by()
    counted = rows.values_list("rest__round__scheme", "rest__round__number", "tier_text")
    found: dict[tuple[str, int], dict[str, int]] = {}
    for text, number, tier, count, _ in counted.annotate(count=Count("pk"), first=Min("number")).order_by("first"):
        found.setdefault((text, number), {})[tier] = count
    if not found:
        return []
    schemes = {fold(name): scheme for scheme in AwardScheme.objects.all() for name in names_of_scheme(scheme)}
    known = AwardRound.objects.with_scheme().filter(number__in={number for _, number in found})
    rounds = {(one.scheme_id, one.number): one for one in known}
    return [_missing(text, number, tiers, schemes, rounds) for (text, number), tiers in found.items()]


def missing_round(batch: ImportBatch, text: str, number: int) -> MissingRound | None:
    """One of them."""
    return next((one for one in missing_rounds(batch) if (one.text, one.number) == (text, number)), None)


def reason_not_to_register(missing: MissingRound, by: StaffUser) -> str:
    """Why ``by`` cannot register it, in Chinese; ``""`` where nothing stands against it."""
    if not 1 <= missing.number <= HIGHEST_NUMBER:
        return f"第 {missing.number} 轮不像是真的轮次，请核对原文，改正后重新录入。"
    if missing.scheme is None and missing.known is None:
        return f"没有登记“{missing.text}”这个奖项；请区级审核员先在“奖项”里登记它和等次，再重新核对。"
    if not by.has_perms(ROUND_PERMISSIONS if missing.scheme else SCHEME_PERMISSIONS):
        what = "轮次" if missing.scheme else "奖项和轮次"
        return f"您不能登记{what}；请区级审核员打开这一批名单来登记，或登记后您再重新核对。"
    return ""


def round_words(row: ImportRow) -> str:
    """The round of ``row`` for people, registered or not; "" where the list names none."""
    if row.round:
        return str(row.round)
    named = row.rest.get("round")
    return round_title(named["scheme"], named["number"]) if named else ""


def _missing(
    text: str,
    number: int,
    tiers: dict[str, int],
    schemes: dict[str, AwardScheme],
    rounds: dict[tuple[int, int], AwardRound],
) -> MissingRound:
    scheme = schemes.get(fold(text))
    return MissingRound(
        text=text,
        number=number,
        rows=sum(tiers.values()),
        tiers=tuple(filter(None, tiers)),
        scheme=scheme,
        known=known_scheme(text),
        registered=rounds.get((scheme.pk, number)) if scheme else None,
    )
