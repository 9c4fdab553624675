"""Every public page for search engines, with when it last changed where that is known."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from awards.models import AwardScheme
from organizations.models import Subdistrict
from showcase.visibility import public_cases, public_ceremonies, public_organizations, public_rounds


class PageSitemap(Sitemap):
    """Pages without a record of their own."""

    def items(self) -> list[str]:
        return [
            "home",
            "honors",
            "awards",
            "subdistricts",
            "organizations",
            "cases",
            "corrections",
            "verify_any",
            "about",
        ]

    def location(self, item: str) -> str:
        return reverse(f"showcase:{item}")


class RecordSitemap(Sitemap):
    """Pages of records; ``items`` is given by the function it is made with."""

    limit = 10_000

    def __init__(self, query: Any) -> None:
        self.query = query

    def items(self) -> Any:
        return self.query()


class CaseSitemap(RecordSitemap):
    """Cases know when they were last edited."""

    def lastmod(self, item: Any) -> Any:
        return item.updated_at


SITEMAPS = {
    "pages": PageSitemap(),
    "awards": RecordSitemap(AwardScheme.objects.in_official_order),
    "rounds": RecordSitemap(lambda: public_rounds().newest_first()),
    "ceremonies": RecordSitemap(lambda: public_ceremonies().newest_first()),
    "subdistricts": RecordSitemap(Subdistrict.objects.in_official_order),
    "organizations": RecordSitemap(lambda: public_organizations(timezone.now()).order_by("pk")),
    "cases": CaseSitemap(lambda: public_cases(timezone.now()).order_by("pk")),
}
