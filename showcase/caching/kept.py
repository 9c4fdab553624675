"""Parts of pages, kept under the content version: most of a page made anew was made for another page before.

The page cache hands a request what was kept of the version it answers from (``KEPT_PARTS`` in its
environment). Where nobody did, as in a command or a test, everything is made anew.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final, TypeVar

from django.http import HttpRequest

from showcase.caching.weighing import weight_of

KEPT_PARTS: Final = "honours.kept"
# Bytes in each process: for lines of rolls, some 4 KB each; for what many pages share; for what is told of one
# record, from 10 KB for an organisation to 8 MB for a round of thousands.
# What is full is emptied: what is read is soon there again.
MOST_LINES = 12 * 2**20
MOST_PARTS = 8 * 2**20
MOST_RECORDS = 24 * 2**20
# For the key and its place. No shelf holds more than some thousands of things, for each addition copies their list.
OVERHEAD = 2048

Made = TypeVar("Made")


class Shelf:
    """Things by key, all of one epoch, of at most ``limit`` bytes in all; asked and told by several threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._lock = Lock()
        # Both in one name, so that who looks sees things of the epoch that stands beside them.
        self._kept: tuple[int, dict[Hashable, Any]] = (0, {})

    def find(self, epoch: int, keys: Iterable[Hashable]) -> dict[Hashable, Any]:
        """Those of ``keys`` that lie here, as they are in ``epoch``."""
        of, things = self._kept
        return {key: things[key] for key in keys if key in things} if of == epoch else {}

    def put(self, epoch: int, made: dict[Hashable, Any]) -> None:
        """Keep what a request made that looked at the version in ``epoch``.

        Nothing where the version moved meanwhile, or where it alone would fill the shelf.
        """
        size = weight_of(made) + OVERHEAD * len(made)
        if size > self.limit:
            return
        with self._lock:
            of, things = self._kept
            if epoch < of:
                return
            fits = of == epoch and self.size + size <= self.limit
            self.size = self.size + size if fits else size
            # Never in place: somebody may be looking.
            self._kept = (epoch, {**things, **made} if fits else dict(made))

    def __len__(self) -> int:
        return len(self._kept[1])


@dataclass(frozen=True)
class Kept:
    """What was kept, as a request may see it that looked at the version in ``epoch``. Only to be read.

    ``origin``: where the site stands for this reader, for whole addresses begin with it.
    """

    epoch: int
    origin: str
    lines: Shelf
    parts: Shelf
    records: Shelf

    def part(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What many pages show, from ``make`` where it is not kept under ``key``."""
        return self._one(self.parts, key, make)

    def record(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What pages tell of one record, from ``make`` where it is not kept under ``key``."""
        return self._one(self.records, key, make)

    def lines_by(
        self, kind: Hashable, keys: list[int], make: Callable[[list[int]], dict[int, Made]]
    ) -> dict[int, Made]:
        """The lines of a ``kind`` by key; ``make`` gives those that are not kept, less what is no more."""
        own = {key: (self.origin, kind, key) for key in keys}
        found = self.lines.find(self.epoch, own.values())
        lines = {key: found[whole] for key, whole in own.items() if whole in found}
        if missing := [key for key in keys if key not in lines]:
            made = make(missing)
            self.lines.put(self.epoch, {own[key]: line for key, line in made.items()})
            lines |= made
        return lines

    def _one(self, shelf: Shelf, key: Hashable, make: Callable[[], Made]) -> Made:
        own = (self.origin, key)
        found = shelf.find(self.epoch, (own,))
        if found:
            return found[own]
        made = make()
        shelf.put(self.epoch, {own: made})
        return made


class KeptParts:
    """The shelves of one process, each with its bound in bytes."""

    def __init__(self, lines: int = MOST_LINES, parts: int = MOST_PARTS, records: int = MOST_RECORDS) -> None:
        self._shelves = (Shelf(lines), Shelf(parts), Shelf(records))

    def as_of(self, epoch: int, origin: str = "") -> Kept:
        """What may be shown to a request that looked at the version in ``epoch``, and found the site at ``origin``."""
        return Kept(epoch, origin, *self._shelves)


def kept_of(request: HttpRequest | None) -> Kept:
    """What is kept for ``request``; shelves of its own, and empty, where no page cache stands before it."""
    found = request.META.get(KEPT_PARTS) if request is not None else None
    return found or KeptParts().as_of(0)
