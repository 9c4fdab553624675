"""Pages of a long list, bounded so that no address can ask for an endless one."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

LAST_PAGE = 1000
PER_PAGE = 60
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
    def previous(self) -> str:
        return self.link(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        has_next = self.page.has_next() and self.page.number < LAST_PAGE
        return self.link(self.page.next_page_number()) if has_next else ""


def paged(request: HttpRequest, queryset: QuerySet[Any], per_page: int = PER_PAGE) -> PageLinks:
    """The page that ``?page=`` asks for. Raises ``Http404`` for one that does not exist."""
    asked = request.GET.get("page", "1")
    number = int(asked) if _NUMBER.fullmatch(asked) else 0
    paginator = Paginator(queryset, per_page)
    if not 1 <= number <= LAST_PAGE or number > paginator.num_pages:
        raise Http404("没有这一页")
    query = request.GET.copy()
    query.pop("page", None)
    return PageLinks(paginator.page(number), query.urlencode())
