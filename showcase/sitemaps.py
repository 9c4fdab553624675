"""Every public page for search engines, with when it last changed where that is known."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from awards.models import AwardScheme
from organizations.models import Organization, Subdistrict
from showcase.editions import cases_with_edition, edition_of, editions_by, organizations_with_edition
from showcase.models import ContentVersion
from showcase.visibility import public_cases, public_ceremonies, public_organizations, public_rounds

# More addresses than this are several files under an index; the protocol allows 50,000 to a file.
MOST_IN_ONE = 10_000


class RegistrySitemap(Sitemap):
    """Addresses under ``SITE_URL`` where that is set, whoever asks under which name."""

    limit = MOST_IN_ONE

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        if settings.SITE_URL:
            site, protocol = _Site(urlsplit(settings.SITE_URL).netloc), urlsplit(settings.SITE_URL).scheme
        return super().get_urls(page, site, protocol)


class FurtherFile(Sitemap):
    """The addresses of one file of ``whole``, which Django would number in the query."""

    def __init__(self, whole: RegistrySitemap, page: int) -> None:
        self.whole, self.page = whole, page

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Those of this file, whichever ``page`` the query asks for. Raises ``EmptyPage``."""
        return self.whole.get_urls(self.page, site, protocol)


class _Site:
    """What Django's sitemaps ask a site for."""

    def __init__(self, domain: str) -> None:
        self.domain = domain


class PageSitemap(RegistrySitemap):
    """Pages without a record of their own: lists, which change with the record, and words, which do not."""

    LISTS = (
        "home",
        "honors",
        "awards",
        "subdistricts",
        "organizations",
        "cases",
        "matrix",
        "corrections",
        "data",
    )
    WORDS = ("verify_any", "about", "accessibility", "site_map")

    def items(self) -> list[str]:
        return [*self.LISTS, *self.WORDS]

    def location(self, item: str) -> str:
        return reverse(f"showcase:{item}")

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        self.changed_at = ContentVersion.objects.values_list("changed_at", flat=True).first()
        return super().get_urls(page, site, protocol)

    def lastmod(self, item: str) -> datetime | None:
        return self.changed_at if item in self.LISTS else None


class RecordSitemap(RegistrySitemap):
    """Pages of records; ``items`` is given by the function it is made with.

    ``way`` leads to them from an entry or a count; lists, corrections and decisions say when they changed.
    """

    def __init__(self, query: Callable[[], QuerySet[Any]], way: str) -> None:
        self.query, self.way = query, way

    def items(self) -> QuerySet[Any]:
        return self.query()

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        self.editions = editions_by(self.way)
        return super().get_urls(page, site, protocol)

    def lastmod(self, item: Any) -> datetime | None:
        return self.editions.get(item.pk)


class OrganizationSitemap(RegistrySitemap):
    """Organisations by their keys: each file holds those of one range, so that none reads past the others."""

    @property
    def paginator(self) -> "KeyRanges":
        now = timezone.now()
        shown = organizations_with_edition(public_organizations(now), now).order_by("pk")
        return KeyRanges(shown, self.limit)

    def lastmod(self, item: Any) -> datetime | None:
        return edition_of(item)


class KeyRanges(Paginator):
    """Pages of so many keys; where keys are missing a page is shorter, and ``count`` is how many there may be."""

    object_list: QuerySet[Any]

    @cached_property
    def count(self) -> int:
        return Organization.objects.aggregate(last=Max("pk"))["last"] or 0

    def page(self, number: int | str) -> Page:
        first = (self.validate_number(number) - 1) * self.per_page
        return Page(self.object_list.filter(pk__gt=first, pk__lte=first + self.per_page), int(number), self)


class CaseSitemap(RegistrySitemap):
    """Cases know themselves when they were last corrected."""

    def items(self) -> QuerySet[Any]:
        return cases_with_edition(public_cases(timezone.now()).order_by("pk"))

    def lastmod(self, item: Any) -> datetime | None:
        return edition_of(item)


SITEMAPS: dict[str, RegistrySitemap] = {
    "pages": PageSitemap(),
    "awards": RecordSitemap(AwardScheme.objects.in_official_order, "round__scheme"),
    "rounds": RecordSitemap(lambda: public_rounds().newest_first(), "round"),
    "ceremonies": RecordSitemap(lambda: public_ceremonies().newest_first(), "round__ceremony"),
    "subdistricts": RecordSitemap(Subdistrict.objects.in_official_order, "subdistrict"),
    "organizations": OrganizationSitemap(),
    "cases": CaseSitemap(),
}
