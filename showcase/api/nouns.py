"""A noun of the record: which rows are public, in which order, under which names, and what they tell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from showcase.api.columns import Column

AT_ONCE = 500


def as_they_are(rows: Sequence[Any]) -> Sequence[Any]:
    """Rows whose columns read the model itself."""
    return rows


def unchanged(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that are read for a file as for a page."""
    return rows


@dataclass(frozen=True)
class Ids:
    """How rows are put in the order of their ids, gone on with after one, and found by one."""

    in_order: Callable[[QuerySet[Any]], QuerySet[Any]]
    after: Callable[[QuerySet[Any], str], QuerySet[Any]]
    only: Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass(frozen=True)
class Noun:
    """One kind of record that machines may ask for.

    ``public`` gives its rows with all the columns read; ``for_files`` reads very many of them for less;
    ``read`` makes what the columns take of a page of rows. The order is that of the ids, so that one who reads
    page after page misses nothing that was there when he began, whatever is added meanwhile.
    """

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    public: Callable[[], QuerySet[Any]]
    ids: Ids
    id_pattern: str
    read: Callable[[Sequence[Any]], Sequence[Any]] = as_they_are
    most_at_once: int = 100
    for_files: Callable[[Any], QuerySet[Any]] = unchanged

    def id_of(self, record: Any) -> str:
        """The name it is known under for good: the first column."""
        return str(self.columns[0].read(record))

    def everything(self) -> Iterator[Any]:
        """Every public record, a bounded number of them in memory at a time."""
        last = ""
        while True:
            rows = self.for_files(self.ids.in_order(self.public()))
            page = self.read(list((self.ids.after(rows, last) if last else rows)[:AT_ONCE]))
            yield from page
            if len(page) < AT_ONCE:
                return
            last = self.id_of(page[-1])


def by_field(name: str) -> Ids:
    """Where the id is one unique field."""
    return Ids(
        in_order=lambda rows: rows.order_by(name),
        after=lambda rows, last: rows.filter(**{f"{name}__gt": last}),
        only=lambda rows, wanted: rows.filter(**{name: wanted}),
    )
