"""Lines of the roll by their place in it: any page of a million entries for the price of the first.

The cells (``awards.cells``) say which round, tier and subdistrict a line number falls into; only
those parts are read, each in the order of an index and no further than needed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Q

from awards.cells import Cell, Place, official_place
from awards.models import HonorEntry
from awards.models.entries import HonorEntryQuerySet

Order = Callable[[Place], Place]
# Conditions on entries besides round, tier and subdistrict.
Inside = tuple[tuple[str, Any], ...]
# No record has such a key.
STAND_INS = (-101, -102, -103)


def official(place: Place) -> Place:
    """Latest round first, as the official roll goes."""
    return place


def by_round(place: Place) -> Place:
    """The first round first; inside a round as the official roll goes."""
    return (-place[0], *place[1:])


@dataclass(frozen=True)
class Stretch:
    """The lines of one round, tier and subdistrict: one stretch of an index."""

    round_id: int
    tier_id: int | None
    subdistrict_id: int | None
    place: Place
    count: int

    def lines(self, entries: HonorEntryQuerySet) -> HonorEntryQuerySet:
        """Those of ``entries`` that lie here, as printed."""
        here = entries.filter(round=self.round_id, tier=self.tier_id, subdistrict=self.subdistrict_id)
        # Tier and subdistrict are the same in all; named, they let PostgreSQL use the index where they are NULL.
        return here.order_by("tier_id", "subdistrict_id", "position", "pk")

    def keys(self) -> tuple[int | None, ...]:
        """The keys of its round, tier and subdistrict."""
        return (self.round_id, self.tier_id, self.subdistrict_id)

    def kind(self) -> "Stretch":
        """It with stand-ins for its keys: stretches of one kind are asked for in the same words."""
        award_round, tier, place = STAND_INS
        named = (None if self.tier_id is None else tier, None if self.subdistrict_id is None else place)
        return Stretch(award_round, *named, (0, 0, 0, 0, 0, ""), 0)


def stretches(cells: Iterable[Cell], order: Order = official) -> list[Stretch]:
    """The stretches that ``cells`` lie in, in order."""
    ordered = sorted(cells, key=lambda cell: order(cell.place))
    found = []
    for place, members in groupby(ordered, key=lambda cell: cell.place):
        first, *others = members
        total = first.count + sum(cell.count for cell in others)
        found.append(Stretch(first.round_id, first.tier_id, first.subdistrict_id, place, total))
    return found


@dataclass(frozen=True)
class Part:
    """Some lines of a stretch: from number ``start`` (0 is the first) to ``end``, exclusive."""

    stretch: Stretch
    start: int
    end: int


def keys_between(along: list[Stretch], start: int, end: int, inside: Inside = ()) -> list[int]:
    """The keys of lines ``start`` to ``end`` (exclusive), in order; one query, none for nothing."""
    parts, before = [], 0
    for stretch in along:
        after = before + stretch.count
        if before < end and after > start:
            parts.append(Part(stretch, max(start - before, 0), min(end, after) - before))
        before = after
    return keys_of(parts, inside)


def first_keys(groups: Iterable[list[Stretch]], limit: int) -> list[int]:
    """The keys of the first ``limit`` lines of each of ``groups``, group by group; one query for all of them."""
    parts = []
    for along in groups:
        left = limit
        for stretch in along:
            if left > 0:
                parts.append(Part(stretch, 0, left))
                left -= stretch.count
    return keys_of(parts)


def keys_of(parts: list[Part], inside: Inside = ()) -> list[int]:
    """The keys of several parts of the public roll, asked for at once; part by part, each in its order.

    ``QuerySet.union`` would be the word, but SQLite takes no limit inside it without brackets.
    """
    pieces: list[str] = []
    values: list[Any] = []
    for number, part in enumerate(parts):
        sql, params = _written(part.stretch.kind(), inside)
        limit = f"LIMIT {part.end - part.start:d} OFFSET {part.start:d}"
        # A database may give the parts, and what is in them, in any order.
        pieces.append(f"SELECT {number}, part_{number}.* FROM ({sql} {limit}) AS part_{number}")  # nosec B608 # noqa: S608 - what the ORM wrote
        own = dict(zip(STAND_INS, part.stretch.keys(), strict=True))
        values += [own.get(value, value) for value in params]
    if not pieces:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(pieces), values)
        return [key for *_, key in sorted(cursor.fetchall())]


# A page of many short stretches would spend most of its time on writing the same statement again and again.
@lru_cache(maxsize=128)
def _written(kind: Stretch, inside: Inside) -> tuple[str, tuple]:
    """The statement for all stretches of a kind, with stand-ins where each has its own keys."""
    lines = kind.lines(HonorEntry.objects.public().filter(**dict(inside)))
    return lines.values_list("position", "pk").query.sql_with_params()


def place_of(entry: HonorEntry) -> Place:
    """The place of the stretch that ``entry`` lies in. Reads its round's scheme, tier and subdistrict."""
    code = entry.subdistrict.code if entry.subdistrict else None
    scheme_position = entry.round.scheme.position
    rank = entry.tier.rank if entry.tier else None
    return official_place(entry.round.number, scheme_position, entry.round_id, rank, entry.tier_id, code)


def lines_before(
    entries: HonorEntryQuerySet, along: list[Stretch], entry: HonorEntry, order: Order, *, itself: bool = False
) -> int:
    """How many lines stand before ``entry``, which need not be one of them; one query.

    ``itself``: count it too, where it is one of them.
    """
    here = order(place_of(entry))
    number = sum(stretch.count for stretch in along if order(stretch.place) < here)
    own = next((stretch for stretch in along if stretch.place == place_of(entry)), None)
    if own is None:
        return number
    earlier = Q(position__lt=entry.position) | Q(position=entry.position, pk__lt=entry.pk)
    return number + own.lines(entries).filter(earlier | Q(pk=entry.pk) if itself else earlier).count()
