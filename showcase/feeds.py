"""What is new, for feed readers: honours released, cases published, the record corrected."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from awards.models import HonorList
from showcase.models import CaseStudy
from showcase.record_log import LogLine, latest_lines
from showcase.visibility import public_cases

ITEMS = 50


class RegistryFeed(Feed):
    """An Atom feed of what ``page`` shows, by the name of its address."""

    feed_type = Atom1Feed
    page: str

    def link(self) -> str:
        return reverse(f"showcase:{self.page}")


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
        return f"{item.round.full_title}，{item.get_state_display()}。"

    def item_link(self, item: HonorList) -> str:
        return reverse("showcase:round", args=[item.round.scheme.slug, item.round.number])

    def item_guid(self, item: HonorList) -> str:
        return f"urn:honours:list:{item.pk}"

    def item_updateddate(self, item: HonorList) -> datetime | None:
        return item.released_at


class CasesFeed(RegistryFeed):
    """Case studies as they are published."""

    page = "cases"
    title = "经验案例"
    subtitle = "基层党组织的做法与经验，最新的在前。"

    def items(self) -> Iterable[CaseStudy]:
        return public_cases(timezone.now()).newest_first()[:ITEMS]

    def item_description(self, item: Any) -> str:
        return item.lead

    def item_updateddate(self, item: CaseStudy) -> datetime:
        return item.updated_at


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
        return f"{changed}理由：{item.reason}"

    def item_link(self, item: LogLine) -> str:
        return f"{reverse('showcase:corrections')}#{item.anchor}"

    def item_updateddate(self, item: LogLine) -> datetime:
        return item.at
