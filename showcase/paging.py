"""Pages of a long list, bounded so that no address can ask for an endless one."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, QueryDict

LAST_PAGE = 1000
PER_PAGE = 60
TURNS = ("page", "after", "before")
# One spelling for each page: “01” would be a second address of the first.
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class PageLinks:
    """One page of a list and the query strings of its neighbours."""

    page: Page
    query: str

    def link(self, number: int) -> str:
        """The query string that asks for page ``number`` with the filters of this one."""
        parts = [part for part in (self.query, f"page={number}" if number > 1 else "") if part]
        return "?" + "&".join(parts)

    @property
    def rows(self) -> list[Any]:
        """What the page holds."""
        return list(self.page.object_list)

    @property
    def has_other_pages(self) -> bool:
        """Whether there is anything to turn to."""
        return self.page.has_other_pages()

    @property
    def place(self) -> str:
        """Where in the list the page stands, in words."""
        return f"第 {self.page.number} 页，共 {self.page.paginator.num_pages} 页"

    @property
    def total_in_words(self) -> str:
        """How many rows the list has."""
        return str(self.page.paginator.count)

    @property
    def previous(self) -> str:
        return self.link(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        has_next = self.page.has_next() and self.page.number < LAST_PAGE
        return self.link(self.page.next_page_number()) if has_next else ""


def page_number(query: QueryDict) -> int:
    """Which page an address asks for. Raises ``Http404`` for one that no list has."""
    asked = query.get("page", "1")
    number = int(asked) if _NUMBER.fullmatch(asked) else 0
    if not 1 <= number <= LAST_PAGE:
        raise Http404("没有这一页")
    return number


def paged(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> PageLinks:
    """The page of ``rows`` that ``?page=`` asks for. Raises ``Http404`` for one that does not exist."""
    number = page_number(request.GET)
    paginator = Paginator(rows, per_page)
    if number > paginator.num_pages:
        raise Http404("没有这一页")
    query = request.GET.copy()
    query.pop("page", None)
    return PageLinks(paginator.page(number), query.urlencode())
