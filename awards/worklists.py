"""What the worklists (待办) find by reading: counts, folded names, days. Also: whose work it is."""

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

from awards.choices import ListState
from awards.completeness import tally
from awards.models import CountMismatch, HonorEntry, PossibleDouble, UnknownSpelling, WaitingList
from awards.models.entries import HonorEntryQuerySet
from organizations.folding import fold, split_level
from organizations.models import OrganizationName, StaffUser
from organizations.scoping import writable_subdistricts

Row = TypeVar("Row", bound=Model)

# A list of more than this is not worked off line by line, and a database takes no longer list of keys.
MOST_KEYS = 5_000


def within(rows: QuerySet[Row], user: StaffUser, path: str) -> QuerySet[Row]:
    """Those of ``rows`` whose subdistrict, found along ``path``, ``user`` may write for."""
    writable = writable_subdistricts(user)
    return rows if writable is None else rows.filter(**{f"{path}__in": writable})


def counted_for(user: StaffUser) -> HonorEntryQuerySet:
    """Entries that ``user`` may know to be on record: what readers see, and drafts ``user`` may open."""
    every = HonorEntry.objects.all()
    writable = writable_subdistricts(user)
    if writable is None:
        return every
    return every.filter(Q(list__state__in=ListState.PUBLIC) | Q(list__subdistrict__in=writable))


def mismatched(counts: QuerySet[CountMismatch], user: StaffUser) -> QuerySet[CountMismatch]:
    """Those of ``counts`` that what is on record, drafts included, does not meet; three queries.

    Drafts count: once they are all entered, what is left to do is to release them.
    """
    rows = list(counts.select_related("round", "subdistrict", "tier"))
    rounds = {row.round_id: row.round for row in rows}
    recorded = tally(rounds.values(), entries=counted_for(user))
    wrong = [
        row.pk
        for row in rows
        if recorded.of(row.round, subdistrict=row.subdistrict, tier=row.tier).recorded != row.count
    ]
    return counts.filter(pk__in=wrong[:MOST_KEYS])


def unknown_spellings(entries: QuerySet[UnknownSpelling]) -> QuerySet[UnknownSpelling]:
    """Those of ``entries`` whose printed name stays unknown when brackets, width and place are levelled."""
    rows = list(
        entries.order_by("pk").values_list(
            "pk", "name_as_printed", "organization__canonical", "organization__subdistrict__name"
        )[:MOST_KEYS]
    )
    families = {family for _, _, family, _ in rows}
    known = set(
        OrganizationName.objects.filter(organization__canonical__in=families).values_list(
            "organization__canonical", "folded"
        )
    )
    wrong = [key for key, text, family, place in rows if (family, fold(text, place or "")) not in known]
    return entries.filter(pk__in=wrong)


def doubles(organizations: QuerySet[PossibleDouble]) -> dict[int, list[int]]:
    """Keys of registrations that may be one organisation: each with those it resembles; one query.

    They bear, or bore, names that differ in nothing but the level (党支部, 党总支), and none of the
    two is known to be in another subdistrict.
    """
    names = organizations.order_by("pk").values_list("pk", "subdistrict", "names__folded")
    alike: dict[str, dict[int, int | None]] = defaultdict(dict)
    for key, place, folded in names:
        if folded:
            alike[split_level(folded)[0]][key] = place
    found: dict[int, set[int]] = defaultdict(set)
    for places in alike.values():
        for (one, here), (other, there) in combinations(places.items(), 2):
            if here == there or None in (here, there):
                found[one].add(other)
                found[other].add(one)
    return {key: sorted(others) for key, others in found.items() if others}


def overdue(lists: QuerySet[WaitingList], today: date) -> QuerySet[WaitingList]:
    """Lists in review, and those whose public notice ended before ``today``: who waits longest first."""
    waiting = lists.filter(Q(state=ListState.REVIEW) | Q(state=ListState.NOTICE, objections_until__lt=today))
    return waiting.order_by(F("submitted_at").asc(nulls_first=True), "pk")
