"""The roll narrowed by words: what is found is few, or said to be many."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from awards.cells import STANDS_IN, Cell
from awards.models.entries import HonorEntryQuerySet
from showcase.bounds import MOST, SMALL_REGISTRY, bounded_matching, is_small
from showcase.models import SearchDocument
from showcase.search import having

# What makes a cell, and what ``Line`` holds.
_KIND = (*STANDS_IN, "organization__sector", "standing")
_LINE = ("position", "pk", "organization__pinyin", "organization_id")


@dataclass(frozen=True)
class Line:
    """Where one found line stands, by name and by position."""

    position: int
    pk: int
    pinyin: str
    organization_id: int


@dataclass
class Found:
    """The lines found, by cell; ``is_capped`` where there are more than were read."""

    lines: dict[tuple, list[Line]] = field(default_factory=lambda: defaultdict(list))
    is_capped: bool = False

    @property
    def cells(self) -> list[Cell]:
        """What was found, as cells."""
        return [Cell(*(*dimensions, len(lines))) for dimensions, lines in self.lines.items()]

    def lines_of(self, cell: Cell) -> list[Line]:
        """The lines that make up a cell of these."""
        return self.lines[tuple(getattr(cell, name) for name in cell.__slots__[:-1])]


def about(entries: HonorEntryQuerySet, words: str) -> tuple[HonorEntryQuerySet, bool]:
    """Entries of organisations among whose names every word of ``words`` is found; whether of all of these.

    Of words that very many bear, only those organisations are looked at that a search would show first.
    """
    matching = bounded_matching(words)
    return entries.filter(organization__canonical__in=matching.organizations), matching.is_whole


def among(entries: HonorEntryQuerySet, words: str) -> HonorEntryQuerySet:
    """The same, asked of every one of ``entries``, which are few."""
    documents = having(SearchDocument.objects.filter(organization=OuterRef("organization__canonical")), words)
    return entries.filter(Exists(documents))


def found_by(entries: HonorEntryQuerySet) -> Found:
    """Read ``entries``, up to the cap; one query, three where there are very many."""
    rows = _rows(entries, MOST + 1)
    is_capped = len(rows) > MOST
    if is_capped and is_small():
        rows, is_capped = _rows(entries, SMALL_REGISTRY), False
    found = Found(is_capped=is_capped)
    for row in rows[:MOST] if is_capped else rows:
        found.lines[row[: len(_KIND)]].append(Line(*row[len(_KIND) :]))
    return found


def _rows(entries: HonorEntryQuerySet, limit: int) -> list[tuple]:
    return list(entries.order_by().values_list(*_KIND, *_LINE)[:limit])
