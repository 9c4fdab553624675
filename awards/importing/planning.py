"""From rows as read to rows with a verdict: what is ready, what a person must decide, and why.

Planning only reads. Every row says all that is wrong with it at once, in Chinese.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from awards.choices import TierBasis, Verdict
from awards.importing.matching import Match, match
from awards.importing.registry import Registry, load_entries
from awards.importing.rows import AnnouncedText, Reading, ReadRow
from awards.importing.scoping import reason_not_to_write
from awards.models import AwardRound, AwardTier
from organizations.models import StaffUser, Subdistrict


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
    rows: Iterable[ReadRow], registry: Registry, defaults: Defaults, by: StaffUser | None = None
) -> list[PlannedRow]:
    """Give every row its verdict, as far as ``by`` may write it (None: everything).

    Asks the database once for the entries of the rounds named, and once who ``by`` is.
    """
    planned = [_placed(row, registry, defaults) for row in rows]
    for row in planned:
        if reason := reason_not_to_write(row.subdistrict, by):
            row.needs(Verdict.ERROR, reason)
    load_entries(registry, {row.round.pk for row in planned if row.round})
    seen: dict[tuple[int, int, int | None], str] = {}
    for row in planned:
        _match(row, registry)
        _compare_with_record(row, registry)
        _compare_with_list(row, seen)
    return planned


def remarks_on(reading: Reading) -> list[dict[str, str]]:
    """What could not become a row, and counts the source gives that its rows do not bear out."""
    remarks = [{"position": one.position, "text": one.text, "message": one.message} for one in reading.problems]
    for announced in reading.announced:
        count = sum(_is_counted(row, announced) for row in reading.rows)
        if count != announced.count:
            message = f"原文写明 {announced.count} 个，实际读到 {count} 个，请核对有没有遗漏"
            remarks.append({"position": announced.position, "text": announced.text, "message": message})
    return remarks


def _is_counted(row: ReadRow, announced: AnnouncedText) -> bool:
    return (
        announced.tier in ("", row.tier)
        and announced.subdistrict in ("", row.subdistrict)
        and announced.round in (None, row.round)
    )


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
            row.needs(Verdict.ERROR, "没有写明是哪个奖项的第几轮，请在导入时选择轮次。")
        return
    row.round = registry.round(named.scheme, named.number)
    if row.round is None:
        row.needs(Verdict.ERROR, f"“{named.scheme}”第 {named.number} 轮还没有登记，请先新建这一轮再导入。")


def _find_subdistrict(row: PlannedRow, registry: Registry, defaults: Defaults) -> None:
    text = row.read.subdistrict
    if text:
        row.subdistrict = registry.subdistrict(text)
        if row.subdistrict is None:
            row.needs(Verdict.DECIDE, f"没有登记“{text}”这个街道（镇），请核对。")
        return
    row.subdistrict = defaults.subdistrict
    if row.subdistrict is None and (area := registry.neighborhood(row.read.organization, None)):
        # Only one residential area of the district bears this name.
        row.subdistrict = area.subdistrict


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
    sector = row.round.scheme.sector if row.round else ""
    area = registry.neighborhood(row.read.organization, row.subdistrict) if sector == "residential" else None
    return {
        "create": row.read.organization,
        "sector": sector,
        "subdistrict": row.subdistrict.pk if row.subdistrict else None,
        "neighborhood": area.pk if area else None,
        "reason": f"新建党组织（{area}）" if area else "新建党组织",
    }


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


def _compare_with_list(row: PlannedRow, seen: dict[tuple[int, int, int | None], str]) -> None:
    if row.organization is None or row.round is None:
        return
    key = (row.round.pk, row.organization, row.tier.pk if row.tier else None)
    if key in seen:
        row.needs(Verdict.ERROR, f"与{seen[key]}重复，请删去一行。")
    seen.setdefault(key, row.read.position)
