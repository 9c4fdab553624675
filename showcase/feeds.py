"""What is new, for feed readers: honours released, cases published, the record corrected."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from awards.models import HonorList
from showcase.editions import cases_with_edition, edition_of
from showcase.models import CaseStudy, SiteSettings
from showcase.record_log import LogLine, latest_lines
from showcase.visibility import public_cases

ITEMS = 50
# Drawn once, for ids that depend neither on the host nor on an address that may move.
_NAMESPACE = uuid.UUID("5d0a7c1e-9d0b-4f6e-8a57-3f2f6a1c7b42")
# Of a feed in which nothing has happened yet; the moment of asking would make it new every time.
BEFORE_ANYTHING = datetime(2001, 1, 1, tzinfo=UTC)


def stable_id(kind: str, key: object) -> str:
    """The same for the same record for ever, on whatever host."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{kind}/{key}')}"


def _whole(path: str) -> str:
    """Under ``SITE_URL``; without one Django completes it with the host that was asked."""
    return f"{settings.SITE_URL}{path}"


class SteadyAtom(Atom1Feed):
    """Atom whose date is that of its items alone."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(dates, default=BEFORE_ANYTHING)


class RegistryFeed(Feed):
    """An Atom feed of what ``page`` shows, by the name of its address.

    Descriptions are plain text; Atom is told they are HTML, so they are escaped.
    """

    feed_type = SteadyAtom
    language = "zh-Hans"
    page: str

    def link(self) -> str:
        return _whole(reverse(f"showcase:{self.page}"))

    def feed_url(self) -> str:
        return _whole(reverse(f"showcase:{self.page}_feed"))

    def feed_guid(self) -> str:
        return stable_id("feed", self.page)

    def author_name(self) -> str:
        site = SiteSettings.objects.first() or SiteSettings()
        return site.organizer or site.name


class HonorsFeed(RegistryFeed):
    """Lists as they are released."""

    page = "honors"
    title = "光荣榜：新公布的名单"
    subtitle = "名单按公布时间先后，最新的在前。"

    def items(self) -> Iterable[HonorList]:
        return HonorList.objects.public().with_round().order_by("-released_at", "-pk")[:ITEMS]

    def item_title(self, item: Any) -> str:
        return str(item)

    def item_description(self, item: Any) -> str:
        return escape(f"{item.round.full_title}，{item.get_state_display()}。")

    def item_link(self, item: HonorList) -> str:
        return _whole(reverse("showcase:round", args=[item.round.scheme.slug, item.round.number]))

    def item_guid(self, item: HonorList) -> str:
        return stable_id("list", item.pk)

    def item_pubdate(self, item: HonorList) -> datetime | None:
        return item.released_at

    def item_updateddate(self, item: HonorList) -> datetime | None:
        return item.released_at


class CasesFeed(RegistryFeed):
    """Case studies as they are published."""

    page = "cases"
    title = "经验案例"
    subtitle = "基层党组织的做法与经验，最新的在前。"

    def items(self) -> Iterable[CaseStudy]:
        return cases_with_edition(public_cases(timezone.now()).newest_first())[:ITEMS]

    def item_title(self, item: Any) -> str:
        return str(item)

    def item_description(self, item: Any) -> str:
        return escape(item.lead)

    def item_link(self, item: CaseStudy) -> str:
        return _whole(reverse("showcase:case", args=[item.slug]))

    def item_guid(self, item: CaseStudy) -> str:
        return stable_id("case", item.pk)

    def item_pubdate(self, item: CaseStudy) -> datetime | None:
        return item.published_at or item.publish_at

    def item_updateddate(self, item: CaseStudy) -> datetime | None:
        return edition_of(item)


class CorrectionsFeed(RegistryFeed):
    """Corrections and decisions as they are recorded."""

    page = "corrections"
    title = "更正与变更"
    subtitle = "公布以后的每一次更正、撤销、终止和恢复。"

    def items(self) -> list[LogLine]:
        return latest_lines(ITEMS)

    def item_title(self, item: Any) -> str:
        return f"{item.subject}：{item.what}"

    def item_description(self, item: Any) -> str:
        changed = (
            f"更正前：{item.before or '（空）'}；更正后：{item.after or '（空）'}。"
            if item.before or item.after
            else ""
        )
        return escape(f"{changed}理由：{item.reason}")

    def item_link(self, item: LogLine) -> str:
        return f"{_whole(reverse('showcase:corrections'))}#{item.anchor}"

    def item_guid(self, item: LogLine) -> str:
        return stable_id("change", item.anchor)

    def item_updateddate(self, item: LogLine) -> datetime:
        return item.at
