"""From the names a document prints to organisations on record. None is ever created here."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from awards.importing.matching import Match, match
from awards.importing.names import NameIndex
from awards.importing.registry import known_names
from organizations.models import Subdistrict
from showcase.documents.drafts import CaseDraft, Decision

PLACE = "党组织"
NONE_READ = "没有读到是哪个党组织的案例。请在“案例的党组织”里添加。"


@dataclass
class Honoured:
    """The organisations of a case: keys with the names printed, and what a person must decide."""

    found: dict[int, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)


def match_organizations(draft: CaseDraft, place: Subdistrict | None = None, names: NameIndex | None = None) -> Honoured:
    """Match the printed names of ``draft``, inside ``place`` or the one subdistrict its text speaks of."""
    honoured = Honoured()
    if not draft.organizations:
        honoured.decisions.append(Decision(PLACE, NONE_READ))
        return honoured
    names = names or NameIndex.of(known_names())
    place = place or _place_spoken_of(draft, Subdistrict.objects.all())
    for printed in dict.fromkeys(draft.organizations):
        found = match(printed, place.pk if place else None, place.name if place else "", names)
        if found.organization is None:
            honoured.decisions.append(Decision(PLACE, _question(printed, found)))
        elif found.organization in honoured.found:
            same = honoured.found[found.organization]
            honoured.decisions.append(Decision(PLACE, f"“{printed}”与“{same}”是同一个党组织，只列了一次；请核对。"))
        else:
            honoured.found[found.organization] = printed
    return honoured


def _place_spoken_of(draft: CaseDraft, places: Iterable[Subdistrict]) -> Subdistrict | None:
    """The subdistrict that the draft names, where it names only one."""
    text = draft.text()
    named = [place for place in places if place.name in text]
    return named[0] if len(named) == 1 else None


def _question(printed: str, found: Match) -> str:
    if not found.suggestions:
        return f"没有登记“{printed}”，也没有相近的名称。请先登记这个党组织，再在“案例的党组织”里添加。"
    likely = "；".join(f"{one.name}（{one.reason}）" for one in found.suggestions)
    return f"“{printed}”是哪个党组织？可能是：{likely}。请在“案例的党组织”里选定。"
