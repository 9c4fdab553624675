"""Keeping ``HonorCount`` in step with the entries of public lists.

A list is counted anew as a whole: adding and taking away would be quicker and could drift. That is
cheap, for it happens when a list becomes public and when one of its entries is changed in the open;
drafts, however many are written and thrown away, are never counted.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q

from awards.choices import ListState
from awards.models import HonorCount, HonorEntry, HonorList
from organizations.models import Organization

CHUNK = 1000


def recount(lists: Iterable[int]) -> None:
    """Count the lists with these keys anew, in the caller's transaction."""
    keys = set(lists)
    with transaction.atomic():
        # Two at once would each add up what it saw. Keys stay free: others' entries may refer to the list.
        locked = HonorList.objects.select_for_update(no_key=True).filter(pk__in=keys, state__in=ListState.PUBLIC)
        public = list(locked.order_by("pk").values_list("pk", flat=True))
        HonorCount.objects.filter(list__in=keys).delete()
        if public:
            HonorCount.objects.bulk_create(_counted(public), batch_size=CHUNK)


def recount_rounds(rounds: Iterable[int]) -> None:
    """Count the lists of these rounds anew, after something was written in bulk."""
    recount(HonorList.objects.filter(round__in=set(rounds)).filter(_counts).values_list("pk", flat=True))


def recount_all() -> None:
    """Count everything anew: after a fixture was loaded, which tells nobody what it wrote."""
    recount(HonorList.objects.filter(_counts).values_list("pk", flat=True))


def lists_counted_wrongly() -> list[int]:
    """The keys of lists whose stored counts are not those of their entries; a public list must have them."""
    wrong: set[int] = set(HonorCount.objects.exclude(list__state__in=ListState.PUBLIC).values_list("list", flat=True))
    public = list(HonorList.objects.filter(state__in=ListState.PUBLIC).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(public), CHUNK):
        keys = public[start : start + CHUNK]
        stored = HonorCount.objects.filter(list__in=keys)
        wrong |= {found[0] for found in set(map(_facts, stored)) ^ set(map(_facts, _counted(keys)))}
    return sorted(wrong)


def recount_sector(organization: Organization) -> None:
    """Count anew the lists that took ``organization`` for one of another sector."""
    other = HonorCount.objects.filter(list__entries__organization=organization).exclude(sector=organization.sector)
    found = HonorEntry.objects.filter(organization=organization, list__in=other.values("list"))
    if keys := set(found.values_list("list", flat=True)):
        recount(keys)


# What is counted, or should be.
_counts = Q(state__in=ListState.PUBLIC) | Q(counts__isnull=False)


def _facts(count: HonorCount) -> tuple[int, int, int | None, int | None, str, str, int]:
    parts = count.tier_id, count.subdistrict_id, count.sector, count.standing
    return count.list_id, count.round_id, *parts, count.count


def _counted(lists: list[int]) -> list[HonorCount]:
    rows = (
        HonorEntry.objects.filter(list__in=lists)
        .order_by()
        .values_list("list", "round", "tier", "subdistrict", "organization__sector", "standing")
        .annotate(count=Count("pk"))
    )
    return [
        HonorCount(
            list_id=honor_list,
            round_id=award_round,
            tier_id=tier,
            subdistrict_id=subdistrict,
            sector=sector,
            standing=standing,
            count=count,
        )
        for honor_list, award_round, tier, subdistrict, sector, standing, count in rows
    ]
