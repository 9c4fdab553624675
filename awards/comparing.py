"""What awards knows of two organisations that may be one: their honours, round by round."""

from collections import defaultdict

from django.db.models import Q

from awards.choices import ListState, Standing
from awards.correcting import as_read
from awards.models import HonorEntry
from awards.scoping import entries_seen_by
from organizations.comparing import Evidence, Pair, Row
from organizations.models import StaffUser

BOTH = "两边都有"


def honours(pair: Pair, by: StaffUser) -> Evidence:
    """A row for every round; a round in which both were honoured is a clash to see to first."""
    rounds: dict[int, tuple[list[HonorEntry], list[HonorEntry]]] = defaultdict(lambda: ([], []))
    for entry in _entries(pair, by):
        rounds[entry.round_id][entry.organization_id in pair[1].keys].append(entry)
    rows, warnings = [], []
    for left, right in rounds.values():
        title = (left or right)[0].round.full_title
        told = [[_in_words(entry) for entry in entries] for entries in (left, right)]
        rows.append(Row.of(title, told, same=BOTH, different=BOTH))
        if left and right:
            warnings.append(_clash(title, left, right))
    return Evidence(rows, warnings)


def _entries(pair: Pair, by: StaffUser) -> list[HonorEntry]:
    """Public entries, and drafts as far as ``by`` may see them."""
    seen = Q(list__state__in=ListState.PUBLIC) | Q(pk__in=entries_seen_by(by).values("pk"))
    keys = pair[0].keys | pair[1].keys
    return list(HonorEntry.objects.filter(seen, organization__in=keys).for_rolls().newest_first())


def _in_words(entry: HonorEntry) -> str:
    """金奖，印作“陶家宅居民区党总支”（已公布）."""
    standing = "" if entry.standing == Standing.VALID else f"，{entry.get_standing_display()}"
    return f"{as_read(entry, 'tier')}，印作“{entry.name_as_printed}”（{entry.list.get_state_display()}{standing}）"


def _clash(title: str, left: list[HonorEntry], right: list[HonorEntry]) -> str:
    tiers = ["、".join(as_read(entry, "tier") for entry in entries) for entries in (left, right)]
    alike = "等次也相同" if tiers[0] == tiers[1] else f"一边“{tiers[0]}”，一边“{tiers[1]}”"
    return f"{title}两边都有荣誉（{alike}）。合并后读者会在同一页看到两条；如果是重复收录，请先删除草稿或登记更正。"
