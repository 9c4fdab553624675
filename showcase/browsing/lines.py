"""Which lines of the roll a page shows, and what lies on either side of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from awards.cells import Counted
from awards.models import HonorEntry
from awards.models.entries import HonorEntryQuerySet
from organizations.models import Organization
from showcase.bounds import MOST
from showcase.browsing.asking import BY_NAME, BY_ROUND, Asked, Turn
from showcase.browsing.walking import (
    Stretch,
    by_round,
    keys_between,
    lines_before,
    official,
    place_of,
)
from showcase.browsing.words import Found
from showcase.paging import PER_PAGE


@dataclass(frozen=True)
class Slice:
    """The keys of a page's lines, in order; ``first`` is the number of its first, 0 where that was not counted."""

    keys: list[int]
    first: int
    has_previous: bool
    has_next: bool


def walk(along: list[Stretch], asked: Asked, turn: Turn) -> Slice:
    """In official order or by round: ``along`` the stretches that were found, in that order. At most two queries."""
    order = by_round if asked.sort == BY_ROUND else official
    total = sum(stretch.count for stretch in along)
    inside = asked.inside
    if turn.after:
        start = lines_before(_public(inside), along, turn.after, order, itself=True)
    elif turn.before:
        start = max(lines_before(_public(inside), along, turn.before, order) - PER_PAGE, 0)
    else:
        start = _start(turn.number, total)
    keys = keys_between(along, start, start + PER_PAGE, tuple(sorted(inside.items())))
    return Slice(keys, start + 1 if keys else 0, start > 0, start + PER_PAGE < total)


def _public(conditions: dict[str, Any]) -> HonorEntryQuerySet:
    return HonorEntry.objects.public().filter(**conditions)


def pick(found: Found, counted: Counted, asked: Asked, turn: Turn) -> Slice:
    """From lines found and read already: their order is made here. No query."""
    order = by_round if asked.sort == BY_ROUND else official

    def key_of(place: tuple, position: int, pk: int, pinyin: str, organization: int) -> tuple:
        by_name = (pinyin, organization, place[0], pk)
        return by_name if asked.sort == BY_NAME else (order(place), position, pk)

    lines = sorted(
        (key_of(cell.place, line.position, line.pk, line.pinyin, line.organization_id), line.pk)
        for cell in counted.matching
        for line in found.lines_of(cell)
    )
    start = _start(turn.number, len(lines))
    if at := turn.after or turn.before:
        key = key_of(place_of(at), at.position, at.pk, at.organization.pinyin, at.organization_id)
        earlier = sum(1 for other, _ in lines if other < key or (turn.after is not None and other == key))
        start = earlier if turn.after else max(earlier - PER_PAGE, 0)
    keys = [pk for _, pk in lines[start : start + PER_PAGE]]
    return Slice(keys, start + 1 if keys else 0, start > 0, start + PER_PAGE < len(lines))


def walk_by_name(entries: HonorEntryQuerySet, counted: Counted, asked: Asked, turn: Turn) -> Slice:
    """Very many lines by pinyin: organisation by organisation, from the index of their names. Two queries.

    How many lines stand before a page is not counted then.
    """
    fitting = entries.filter(**asked.conditions)
    if not turn.after and not turn.before:
        start = _start(turn.number, counted.total)
        if start > MOST:
            # Nothing says where so late a page begins; from page to page one comes there.
            raise Http404("没有这一页")
        keys = _first_by_name(fitting, start + PER_PAGE)[start:]
        return Slice(keys, start + 1 if keys else 0, start > 0, start + PER_PAGE < counted.total)
    at = turn.after or turn.before
    assert at is not None  # nosec B101 # noqa: S101 - one of the two; for the type checker
    keys = _neighbours(fitting, at, backwards=turn.before is not None)
    # One more than a page was asked for: it tells whether there is another page.
    more = len(keys) > PER_PAGE
    if turn.after:
        return Slice(keys[:PER_PAGE], 0, True, more)
    return Slice(keys[-PER_PAGE:], 0, more, True)


def _by_name(entries: HonorEntryQuerySet) -> HonorEntryQuerySet:
    return entries.order_by("organization__pinyin", "organization_id", "-round__number", "pk")


def _first_by_name(fitting: HonorEntryQuerySet, limit: int) -> list[int]:
    """The keys of the first ``limit`` lines: those of as many organisations, each of which has one at least."""
    honored = Organization.objects.filter(Exists(fitting.filter(organization=OuterRef("pk"))))
    # Bounded below by what nothing lies before: so it is read along the index, and not through.
    near = honored.filter(pinyin__gte="").order_by("pinyin", "pk").values("pk")[:limit]
    return list(_by_name(fitting.filter(organization__in=near)).values_list("pk", flat=True)[:limit])


def _neighbours(fitting: HonorEntryQuerySet, at: HonorEntry, *, backwards: bool) -> list[int]:
    """The keys of the lines after ``at`` (or before it), one more than a page, in the order of names."""
    organizations = Organization.objects.filter(Exists(fitting.filter(organization=OuterRef("pk"))))
    pinyin, organization = at.organization.pinyin, at.organization_id
    if backwards:
        side = Q(pinyin__lt=pinyin) | Q(pinyin=pinyin, pk__lte=organization)
        near = organizations.filter(pinyin__lte=pinyin).filter(side).order_by("-pinyin", "-pk")
    else:
        side = Q(pinyin__gt=pinyin) | Q(pinyin=pinyin, pk__gte=organization)
        near = organizations.filter(pinyin__gte=pinyin).filter(side).order_by("pinyin", "pk")
    # Its own organisation, a page of others and one more: each has one line at least.
    rows = list(
        _by_name(fitting.filter(organization__in=near.values("pk")[: PER_PAGE + 2])).values_list(
            "pk", "organization_id", "round__number"
        )
    )
    here = (-at.round.number, at.pk)
    if backwards:
        keys = [pk for pk, one, number in rows if one != organization or (-number, pk) < here]
        return keys[-PER_PAGE - 1 :]
    keys = [pk for pk, one, number in rows if one != organization or (-number, pk) > here]
    return keys[: PER_PAGE + 1]


def _start(number: int, total: int) -> int:
    """The line that page ``number`` begins at. Raises ``Http404`` where there is no such page."""
    start = (number - 1) * PER_PAGE
    if start and start >= total:
        raise Http404("没有这一页")
    return start
