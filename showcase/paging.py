"""Pages of a long list, bounded so that no address can ask for an endless one."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

LAST_PAGE = 1000
PER_PAGE = 60


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
        return self.link(self.page.next_page_number()) if self.page.has_next() else ""


def paged(request: HttpRequest, queryset: QuerySet[Any], per_page: int = PER_PAGE) -> PageLinks:
    """The page that ``?page=`` asks for. Raises ``Http404`` for one that does not exist."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:8]) <= LAST_PAGE):
        raise Http404("没有这一页")
    paginator = Paginator(queryset, per_page)
    if int(asked[:8]) > paginator.num_pages:
        raise Http404("没有这一页")
    query = request.GET.copy()
    query.pop("page", None)
    return PageLinks(paginator.page(int(asked[:8])), query.urlencode())
