"""Lists that grow with the registry: any page of a million rows for the price of the first.

A list of up to ``bounds.MOST`` rows is counted and has numbered pages. A longer one says “1000+” and is read on from
the last row that a reader has seen (``after=``), or back from the first (``before=``), along an index.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from showcase.bounds import count_up_to, counted
from showcase.paging import PER_PAGE, TURNS, page_number, paged


class Walk(Protocol):
    """A list in a fixed order. ``name_of`` and ``named`` lead from a row to its name in addresses, and back."""

    def count(self, limit: int | None = None) -> int:
        """How many rows there are, at most ``limit``."""

    def between(self, start: int, end: int) -> list[Any]:
        """Rows by number, the first is 0; of a list that is short enough to be counted."""

    def onwards(self, after: Any, limit: int) -> list[Any]:
        """The ``limit`` rows after one, or the first; in order."""

    def backwards(self, before: Any, limit: int) -> list[Any]:
        """The ``limit`` rows just before one; in order."""

    def name_of(self, row: Any) -> str: ...

    def named(self, name: str) -> Any:
        """The row of that name, None where there is none."""


@dataclass(frozen=True)
class LongPage:
    """One page, the query strings of its neighbours ("" at the ends), and how much there is, in words."""

    rows: list[Any]
    total: int
    is_capped: bool
    place: str
    previous: str = ""
    next: str = ""

    @property
    def has_other_pages(self) -> bool:
        """Whether there is anything to turn to."""
        return bool(self.previous or self.next)

    @property
    def total_in_words(self) -> str:
        """How many rows the list has; where they were not counted to the end, with a plus."""
        return f"{self.total}+" if self.is_capped else str(self.total)


@dataclass(frozen=True)
class ByPinyin:
    """Organisations in the order of a dictionary, whole or a subdistrict's; one index holds each."""

    organizations: QuerySet[Any]

    def count(self, limit: int | None = None) -> int:
        return counted(self.organizations, limit)

    def between(self, start: int, end: int) -> list[Any]:
        return list(self.organizations.order_by("pinyin", "pk")[start:end])

    def onwards(self, after: Any, limit: int) -> list[Any]:
        rows = self.organizations.order_by("pinyin", "pk")
        if after is not None:
            # The bound stands by itself first: the index begins there.
            further = Q(pinyin__gt=after.pinyin) | Q(pk__gt=after.pk)
            rows = rows.filter(pinyin__gte=after.pinyin).filter(further)
        return list(rows[:limit])

    def backwards(self, before: Any, limit: int) -> list[Any]:
        rows = self.organizations.order_by("-pinyin", "-pk")
        if before is not None:
            earlier = Q(pinyin__lt=before.pinyin) | Q(pk__lt=before.pk)
            rows = rows.filter(pinyin__lte=before.pinyin).filter(earlier)
        return list(reversed(rows[:limit]))

    def name_of(self, row: Any) -> str:
        return row.slug

    def named(self, name: str) -> Any:
        return self.organizations.filter(slug=name).first()


def walked(request: HttpRequest, walk: Walk, per_page: int = PER_PAGE, *, unit: str, is_part: bool = False) -> LongPage:
    """The page that the address asks for; two queries, and two more where the list is long.

    ``unit`` counts rows in words. ``is_part``: the list is some of what fits, and says so.
    Raises ``Http404`` for a page that does not exist.
    """
    # What is published once and for all is counted to the end, and its pages are numbered files.
    total, is_capped = (walk.count(), False) if getattr(request, "is_static", False) else count_up_to(walk.count)
    if not is_capped and not {"after", "before"} & request.GET.keys():
        links = paged(request, _Numbered(walk, total), per_page)
        return LongPage(links.rows, total, is_part, links.place, links.previous, links.next)
    return _Turned(request, walk, per_page, unit).page(total, is_capped or is_part)


@dataclass(frozen=True)
class _Numbered:
    """A list of known length, as a paginator cuts it."""

    walk: Walk
    total: int

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> list[Any]:
        return self.walk.between(part.start, part.stop)


class _Turned:
    """A page reached by a row on either side of it."""

    def __init__(self, request: HttpRequest, walk: Walk, per_page: int, unit: str) -> None:
        self.walk, self.per_page, self.unit = walk, per_page, unit
        self.asked = request.GET
        query = request.GET.copy()
        for name in TURNS:
            query.pop(name, None)
        self.query = query.urlencode()

    def page(self, total: int, is_capped: bool) -> LongPage:
        if "after" in self.asked:
            rows, has_more = self._cut(self.walk.onwards(self._row("after"), self.per_page + 1))
            return self._page(rows, total, is_capped, has_previous=True, has_next=has_more)
        if "before" in self.asked:
            rows = self.walk.backwards(self._row("before"), self.per_page + 1)
            if len(rows) > self.per_page:
                return self._page(rows[1:], total, is_capped, has_previous=True, has_next=True)
            # Back at the beginning: the first page, as full as it always is.
        return self._numbered(total, is_capped)

    def _numbered(self, total: int, is_capped: bool) -> LongPage:
        number = page_number(self.asked)
        start = (number - 1) * self.per_page
        if start >= max(total, 1):
            raise Http404("没有这一页")
        rows = self.walk.onwards(None, start + self.per_page + 1)[start:]
        rows, has_more = self._cut(rows)
        return self._page(rows, total, is_capped, has_previous=number > 1, has_next=has_more, first=start + 1)

    def _cut(self, rows: list[Any]) -> tuple[list[Any], bool]:
        return rows[: self.per_page], len(rows) > self.per_page

    def _row(self, turn: str) -> Any:
        row = self.walk.named(self.asked.get(turn, ""))
        if row is None:
            raise Http404("没有这一页")
        return row

    def _page(
        self, rows: list[Any], total: int, is_capped: bool, *, has_previous: bool, has_next: bool, first: int = 0
    ) -> LongPage:
        if not rows:
            return LongPage(rows, total, is_capped, "", self._link() if has_previous else "")
        before = self._link(f"before={self.walk.name_of(rows[0])}")
        # Back on the first page: under the address it always has.
        previous = self._link() if 1 < first <= self.per_page + 1 else before
        following = self._link(f"after={self.walk.name_of(rows[-1])}")
        place = f"第 {first}–{first + len(rows) - 1} {self.unit}，" if first else ""
        words = f"{place}共 {total}{'+' if is_capped else ''} {self.unit}"
        return LongPage(rows, total, is_capped, words, previous if has_previous else "", following if has_next else "")

    def _link(self, turn: str = "") -> str:
        return "?" + "&".join(part for part in (self.query, turn) if part)
