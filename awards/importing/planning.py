"""From rows as read to rows with a verdict: what is ready, what a person must decide, and why.

Planning only reads. Every row says all that is wrong with it at once, in Chinese.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from awards.choices import TierBasis, Verdict
from awards.importing.matching import Match, match
from awards.importing.registry import Registry, load_entries
from awards.importing.rows import ReadRow, RoundText
from awards.importing.scoping import reason_not_to_write
from awards.models import AwardRound, AwardTier
from awards.numerals import chinese_numeral
from organizations.choices import Sector
from organizations.models import Neighborhood, StaffUser, Subdistrict

NO_ROUND = "没有写明是哪个奖项的第几轮，请在导入时选择轮次。"

# Round, organisation and tier, with the position of the row that says so.
SeenHonours = dict[tuple[int, int, int | None], str]


@dataclass
class Defaults:
    """What the person who brings a list says of it, for rows that do not say it themselves."""

    round: AwardRound | None = None
    subdistrict: Subdistrict | None = None


@dataclass
class PlannedRow:
    """One row with its verdict. ``organization`` is the key of the canonical organisation."""

    read: ReadRow
    round: AwardRound | None = None
    subdistrict: Subdistrict | None = None
    tier: AwardTier | None = None
    tier_basis: str = TierBasis.PRINTED
    organization: int | None = None
    unregistered: dict[str, Any] | None = None  # the round it names, where that is not registered
    verdict: str = Verdict.READY
    messages: list[str] = field(default_factory=list)
    suggestions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def message(self) -> str:
        """Everything there is to say of the row."""
        return "".join(self.messages)

    def needs(self, verdict: str, message: str) -> None:
        """Lower the row's verdict; an error is never raised again to a question."""
        self.messages.append(message)
        if self.verdict != Verdict.ERROR:
            self.verdict = verdict


def plan_rows(
    rows: Iterable[ReadRow],
    registry: Registry,
    defaults: Defaults,
    by: StaffUser | None = None,
    seen: SeenHonours | None = None,
) -> list[PlannedRow]:
    """Give every row its verdict, as far as ``by`` may write it (None: everything).

    ``seen`` are the honours that rows of the same list claim already, with where each stands.
    Asks the database once for the entries of the rounds named, and once who ``by`` is.
    """
    planned = [_placed(row, registry, defaults) for row in rows]
    for row in planned:
        if reason := reason_not_to_write(row.subdistrict, by):
            row.needs(Verdict.ERROR, reason)
    load_entries(registry, {row.round.pk for row in planned if row.round})
    seen = dict(seen or {})
    for row in planned:
        _match(row, registry)
        _compare_with_record(row, registry)
        _compare_with_list(row, seen)
    return planned


def _placed(read: ReadRow, registry: Registry, defaults: Defaults) -> PlannedRow:
    """Find the round, the subdistrict and the tier that a row names."""
    row = PlannedRow(read, tier_basis=read.tier_basis)
    _find_round(row, registry, defaults)
    _find_subdistrict(row, registry, defaults)
    _find_tier(row, registry)
    return row


def _find_round(row: PlannedRow, registry: Registry, defaults: Defaults) -> None:
    named = row.read.round
    if named is None or not named.scheme or named.number is None:
        row.round = defaults.round
        if row.round is None:
            row.needs(Verdict.ERROR, NO_ROUND)
        return
    row.round = registry.round(named.scheme, named.number)
    if row.round is None:
        slug = registry.scheme_facts(named.scheme)[0]
        row.unregistered = {"scheme": named.scheme, "number": named.number, "slug": slug}
        row.needs(Verdict.DECIDE, unregistered(named.scheme, named.number))


def unregistered(scheme: str, number: int) -> str:
    """What a row says whose round is not registered; registering it is offered once for the whole list."""
    return f"{round_title(scheme, number)}还没有登记，请先登记这一轮，登记后会重新核对。"


def round_title(scheme: str, number: int) -> str:
    """第七轮“金银奖”, of a round that need not be registered."""
    return f"第{chinese_numeral(number)}轮“{scheme}”"


def _find_subdistrict(row: PlannedRow, registry: Registry, defaults: Defaults) -> None:
    text = row.read.subdistrict
    if text:
        row.subdistrict = registry.subdistrict(text)
        if row.subdistrict is None:
            row.needs(Verdict.DECIDE, unknown_place(text, registry.has_places()))
        return
    row.subdistrict = defaults.subdistrict
    if row.subdistrict is None and (area := registry.neighborhood(row.read.organization, None)):
        # Only one residential area of the district bears this name.
        row.subdistrict = area.subdistrict


def unknown_place(text: str, has_places: bool = True) -> str:
    """What a row says whose subdistrict is not registered."""
    if not has_places:
        return f"系统里还没有登记街道（镇），认不出“{text}”，请先由管理员载入街道和居民区，再重新核对。"
    return f"没有登记“{text}”这个街道（镇），请核对。"


def _find_tier(row: PlannedRow, registry: Registry) -> None:
    if row.round is None:
        return
    if not row.read.tier:
        row.tier_basis = TierBasis.NONE_PRINTED
        if row.round.scheme_id in registry.schemes_with_tiers:
            row.needs(Verdict.DECIDE, "名单没有写等次，请选择等次，或确认原文未列等次。")
        return
    row.tier = registry.tier(row.round, row.read.tier)
    if row.tier is None:
        row.needs(Verdict.DECIDE, f"{row.round.scheme}没有“{row.read.tier}”这个等次，请选择。")


def _match(row: PlannedRow, registry: Registry) -> None:
    if not row.read.organization:
        row.needs(Verdict.ERROR, "这一行没有党组织名称。")
        return
    place = row.subdistrict
    found = match(row.read.organization, place.pk if place else None, place.name if place else "", registry.names)
    row.organization = found.organization
    if found.organization is None:
        row.suggestions = [*(asdict(one) for one in found.suggestions), _creation(row, registry)]
        row.needs(Verdict.DECIDE, _question(found))


def _question(found: Match) -> str:
    if not found.suggestions:
        return "没有登记这个党组织，请核对名称，或新建。"
    best = found.suggestions[0]
    return f"没有完全相同的名称；最接近的是“{best.name}”（{best.reason}），请选定或新建。"


def _creation(row: PlannedRow, registry: Registry) -> dict[str, Any]:
    """The offer to register the organisation, with its residential area where one is recognised."""
    sector = _sector(row, registry)
    area = None
    if sector == Sector.RESIDENTIAL:
        area = registry.neighborhood(row.read.organization, row.subdistrict)
    return {
        "create": row.read.organization,
        "sector": sector,
        "subdistrict": row.subdistrict.pk if row.subdistrict else None,
        "neighborhood": area.pk if area else None,
        "reason": f"新建党组织{_area_words(sector, area, registry)}",
    }


def _sector(row: PlannedRow, registry: Registry) -> str:
    """Whom the row's award honours, even where its round is not registered yet; "" where nobody knows."""
    if row.round:
        return row.round.scheme.sector
    named: RoundText | None = row.read.round
    return registry.scheme_facts(named.scheme)[1] if named else ""


def _area_words(sector: str, area: Neighborhood | None, registry: Registry) -> str:
    if area:
        return f"（{area}）"
    if sector == Sector.RESIDENTIAL and not registry.neighborhoods:
        return "（系统里还没有登记居民区，认不出是哪一个）"
    return ""


def _compare_with_record(row: PlannedRow, registry: Registry) -> None:
    if row.organization is None or row.round is None or row.verdict == Verdict.ERROR:
        return
    entries = registry.entries(row.round, row.organization)
    if any(entry.tier_id == (row.tier and row.tier.pk) for entry in entries):
        if row.verdict == Verdict.READY:
            row.verdict = Verdict.RECORDED
            row.messages.append("已经在册，不重复写入。")
    elif entries:
        known = "、".join(str(entry.tier or "未列等次") for entry in entries)
        row.needs(Verdict.DECIDE, f"本轮已经在册，等次是“{known}”；请核对是否又获这一等次。")


def _compare_with_list(row: PlannedRow, seen: SeenHonours) -> None:
    if row.organization is None or row.round is None:
        return
    key = (row.round.pk, row.organization, row.tier.pk if row.tier else None)
    if key in seen:
        row.needs(Verdict.ERROR, f"与{seen[key]}重复，请删去一行。")
    seen.setdefault(key, row.read.position)
