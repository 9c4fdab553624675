"""网站地图: every column of the site with the pages in it, for people. Machines have sitemap.xml."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from awards.models import AwardScheme
from organizations.models import Subdistrict
from showcase.bounds import count_of
from showcase.visibility import public_cases, public_ceremonies, public_organizations, public_rounds

# More than a page can hold is left to the column's own list, and the map says how much.
LONGEST = 24


@dataclass(frozen=True)
class Line:
    """One page."""

    title: str
    address: str


@dataclass(frozen=True)
class Part:
    """One column: its own page (``address`` may be empty), the pages in it, how many ``more`` there are.

    ``is_capped``: there are still more, and nobody counted them.
    """

    title: str
    address: str
    lines: list[Line]
    more: int = 0
    is_capped: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether the column holds more than is shown here."""
        return self.more > 0


def site_map(at: datetime) -> list[Part]:
    """The whole public site at ``at``; ten queries, however much there is."""
    return [
        Part(
            "光荣榜",
            reverse("showcase:honors"),
            [*_records(public_rounds().newest_first(), "光荣榜"), *_pages({"matrix": "荣誉一览表"})],
        ),
        Part(
            "奖项",
            reverse("showcase:awards"),
            [*_records(AwardScheme.objects.in_official_order()), *_records(public_ceremonies().newest_first())],
        ),
        _cut("经验案例", "cases", public_cases(at).newest_first()),
        Part("街道镇", reverse("showcase:subdistricts"), _records(Subdistrict.objects.in_official_order())),
        _cut("党组织", "organizations", public_organizations(at).by_pinyin()),
        Part("核验与更正", "", _pages({"verify_any": "核验荣誉", "corrections": "更正与变更", "report": "发现错误"})),
        Part("关于本站", "", _pages(ABOUT)),
        Part("订阅", "", _pages(FEEDS)),
    ]


ABOUT = {
    "home": "首页",
    "search": "查找",
    "about": "关于本站",
    "accessibility": "无障碍说明",
}
FEEDS = {
    "honors_feed": "新公布的名单（Atom）",
    "cases_feed": "新发布的案例（Atom）",
    "corrections_feed": "更正与变更（Atom）",
}


def _pages(names: dict[str, str]) -> list[Line]:
    return [Line(title, reverse(f"showcase:{name}")) for name, title in names.items()]


def _records(records: Iterable[Any], suffix: str = "") -> list[Line]:
    return [Line(f"{record}{suffix}", record.get_absolute_url()) for record in records]


def _cut(title: str, page: str, records: QuerySet[Any]) -> Part:
    lines = _records(records[:LONGEST])
    total, is_capped = count_of(records) if len(lines) == LONGEST else (len(lines), False)
    return Part(title, reverse(f"showcase:{page}"), lines, total - len(lines), is_capped)
