"""Rounds: what was conferred when, and how much of it is on record."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from awards.admin.announcements import AnnouncedCountInline
from awards.admin.as_of import AsOfMixin
from awards.admin.links import entries_link
from awards.admin.next_round import NextRoundMixin
from awards.admin.tiers import RoundTierInline
from awards.choices import ListState
from awards.completeness import Completeness, tally
from awards.models import AwardRound, HonorEntry
from awards.scoping import entries_seen_by, lists_seen_by
from organizations.admin.desk import HistoryDeskAdmin
from organizations.models import StaffUser

MOST_LISTS = 50


def drafts_seen_by(user: StaffUser) -> QuerySet[HonorEntry]:
    """Entries readers do not see (drafts, lists in review, lists taken down), as far as ``user`` may."""
    return entries_seen_by(user).exclude(list__state__in=ListState.PUBLIC)


def in_words(public: Completeness, drafts: Completeness) -> str:
    """已公布 5 / 公布总数 50，另有草稿 0."""
    announced = "未登记" if public.announced is None else public.announced
    return f"已公布 {public.recorded} / 公布总数 {announced}，另有草稿 {drafts.recorded}"


class RoundChangeList(ChangeList):
    """Counts for all rounds of the page at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rounds = self.result_list = list(self.result_list)
        public, drafts = tally(rounds), tally(rounds, entries=drafts_seen_by(request.user))
        for award_round in rounds:
            award_round.progress = in_words(public.of(award_round), drafts.of(award_round))


@admin.register(AwardRound)
class AwardRoundAdmin(AsOfMixin, NextRoundMixin, HistoryDeskAdmin):
    """Its entries are not here but in its lists, each with a page of its own."""

    inlines = [RoundTierInline, AnnouncedCountInline]
    list_display = ["__str__", "ceremony", "decided_on", "document_number", "progress"]
    list_filter = ["scheme"]
    search_fields = ["scheme__name", "scheme__short_name", "=number", "document_number", "document_title"]
    ordering = ["scheme__position", "-number", "pk"]
    autocomplete_fields = ["ceremony"]
    addable = ("source", "ceremony")
    fieldsets = [
        (
            None,
            {
                "fields": [("scheme", "number"), "ceremony", ("decided_on", "document_number"), "document_title"],
                "description": "一个奖项评一次就是一轮。先保存，再登记本轮等次和公布总数，然后到“名单”里录入结果。",
            },
        ),
        ("备注", {"fields": ["note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AwardRound]:
        # A round cannot say its name without its scheme.
        return super().get_queryset(request).with_scheme()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RoundChangeList

    def get_inlines(self, request: HttpRequest, obj: AwardRound | None) -> list[Any]:
        # Which tiers may be chosen is known once the scheme is saved.
        return self.inlines if obj else []

    def get_view_on_site_url(self, obj: AwardRound | None = None) -> str | None:
        # What readers cannot open yet has no page to go to.
        return super().get_view_on_site_url(obj) if obj and obj.lists.public().exists() else None

    def get_readonly_fields(self, request: HttpRequest, obj: AwardRound | None = None) -> list[str]:
        return ["scheme"] if obj else []

    def facts_for(self, request: HttpRequest, record: AwardRound) -> list[tuple[str, str]]:
        public, drafts = tally([record]), tally([record], entries=drafts_seen_by(request.user))
        rows = [("合计", in_words(public.of(record), drafts.of(record)))]
        for row in record.round_tiers.in_official_order():
            words = in_words(public.of(record, tier=row.tier), drafts.of(record, tier=row.tier))
            rows.append((str(row.tier), f"{words}（本届空缺）" if row.is_vacant else words))
        without_tier = (public.without_tier(record), drafts.without_tier(record))
        if any(without_tier):
            rows.append(("未列等次", "已公布 {}，另有草稿 {}".format(*without_tier)))
        return rows

    def links_for(self, request: HttpRequest, record: AwardRound) -> list[tuple[str, str]]:
        lists = lists_seen_by(request.user).filter(round=record).with_round().in_official_order()
        links = [entries_link(one) for one in lists.annotate(entry_count=Count("entries"))[:MOST_LISTS]]
        if request.user.has_perm("awards.add_honorlist"):
            links.append(("新建这一轮的名单…", f"{reverse('admin:awards_honorlist_add')}?round={record.pk}"))
        return [*links, *super().links_for(request, record)]

    def response_add(self, request: HttpRequest, obj: AwardRound, post_url_continue: Any = None) -> HttpResponse:
        """Go on to the tiers, as the page said."""
        if "_addanother" not in request.POST and "_popup" not in request.POST:
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description="收录进度")
    def progress(self, award_round: AwardRound) -> str:
        return award_round.progress  # type: ignore[attr-defined]
