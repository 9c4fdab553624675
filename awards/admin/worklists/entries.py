"""Worklists of entries: tiers nobody knows or confirmed, names nobody registered, honours that clash."""

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from awards.admin.filters import RoundFilter
from awards.admin.links import correction_address, entries_address
from awards.admin.worklists.page import Finding, WorklistAdmin
from awards.choices import CorrectedField, ListState, Standing
from awards.models import (
    AwardTier,
    ClashingEntry,
    HonorEntry,
    UnconfirmedEntry,
    UnknownSpelling,
    UntieredEntry,
)
from awards.worklists import counted_for, unknown_spellings
from organizations.models import StaffUser

Way = tuple[str, str, str]


def way_to_mend(user: StaffUser, entry: HonorEntry, field: CorrectedField, *, in_draft: str) -> Way:
    """What ``user`` can do about ``field`` of ``entry`` as its list stands: step, label, address."""
    if entry.list.was_public():
        if user.has_perm("awards.add_correction"):
            address = f"{correction_address(entry)}&{urlencode({'field': field.value})}"
            return "读者已经看到，查实后登记更正。", "登记更正", address
        return "读者已经看到，请把查到的依据告诉区级审核员，由审核员登记更正。", "看条目", page_of(entry)
    if entry.list.state == ListState.REVIEW:
        address = reverse("admin:awards_honorlist_change", args=[entry.list_id])
        return "名单正在审核，请审核员先退回，再修改。", "打开名单", address
    return in_draft, "打开名单修改", entries_address(entry.list)


def page_of(entry: HonorEntry) -> str:
    """The entry's own page."""
    return reverse("admin:awards_honorentry_change", args=[entry.pk])


class EntryWorklistAdmin(WorklistAdmin):
    """Rows are entries; whose they are is said by their list."""

    place = "list__subdistrict"
    list_display = ["name_as_printed", "honor_list", "problem", "next_step"]
    list_filter = [RoundFilter, "subdistrict"]
    search_fields = ["name_as_printed"]
    ordering = ["-round__number", "list", "position", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).for_rolls().select_related("list__round__scheme", "list__subdistrict")

    @admin.display(description="名单")
    def honor_list(self, entry: HonorEntry) -> str:
        return f"{entry.list}（{entry.list.get_state_display()}）"


@admin.register(UntieredEntry)
class UntieredEntryAdmin(EntryWorklistAdmin):
    """The page names no tier; perhaps the decision does."""

    rule = "原文没有写等次的条目，公开页照实写“未列等次”。查到表彰决定、补上等次后，就从这里消失。"

    def explain(self, request: HttpRequest, rows: list[UntieredEntry]) -> list[Finding]:
        tiers: dict[int, list[str]] = defaultdict(list)
        known = AwardTier.objects.filter(scheme__in={row.round.scheme_id for row in rows}).in_official_order()
        for scheme, name in known.values_list("scheme", "name"):
            tiers[scheme].append(name)
        return [self._finding(request, row, tiers[row.round.scheme_id]) for row in rows]

    def _finding(self, request: HttpRequest, row: UntieredEntry, tiers: list[str]) -> Finding:
        award = row.round.scheme.short_name
        if tiers:
            problem = f"原文没有列等次，而{award}设有{'、'.join(tiers)}。请查表彰决定。"
            way = way_to_mend(request.user, row, CorrectedField.TIER, in_draft="查到后改等次，等次依据选“经核实确认”。")
            return Finding(problem, *way)
        problem = f"原文没有列等次，{award}也没有登记等次，表彰决定还没有查到。"
        step = "请查表彰决定：分等次的，先在奖项里登记等次；不分的，登记文号即可。"
        if not request.user.has_perm("awards.change_awardround"):
            return Finding(problem, f"{step}查到后告诉区级审核员。", "看条目", page_of(row))
        return Finding(problem, step, "登记文号", reverse("admin:awards_awardround_change", args=[row.round_id]))


@admin.register(UnconfirmedEntry)
class UnconfirmedEntryAdmin(EntryWorklistAdmin):
    """The line has no tier of its own; it was taken over from the line above."""

    rule = "原文这一行没有写等次，暂按上一行记录，公开页注明“待确认”。核实后就从这里消失。"

    def explain(self, request: HttpRequest, rows: list[UnconfirmedEntry]) -> list[Finding]:
        in_draft = "查实后把等次依据改为“经核实确认”，等次不对就一并改。"
        return [
            Finding(
                f"暂按上一行记为“{row.tier}”，没有人核实过。",
                *way_to_mend(request.user, row, CorrectedField.TIER, in_draft=in_draft),
            )
            for row in rows
        ]


@admin.register(UnknownSpelling)
class UnknownSpellingAdmin(EntryWorklistAdmin):
    """Nobody who searches for the printed name finds the organisation."""

    rule = "名单上的名称不是党组织登记过的任何名称（括号、全半角不同不算）。登记为异写、简称或曾用名后，就从这里消失。"

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        # Folding is done here, so only what the person sees is read.
        return unknown_spellings(super().seen_by(request, rows))

    def explain(self, request: HttpRequest, rows: list[UnknownSpelling]) -> list[Finding]:
        return [self._finding(request, row) for row in rows]

    def _finding(self, request: HttpRequest, row: UnknownSpelling) -> Finding:
        address = reverse("admin:organizations_organization_change", args=[row.organization_id])
        return Finding(
            f"名单上写“{row.name_as_printed}”，它属于“{row.organization}”，但没有登记这个名称。",
            "确是同一个党组织，就在它的名称里添一行；认错了，就更正条目的党组织。",
            "打开党组织",
            address,
        )


@admin.register(ClashingEntry)
class ClashingEntryAdmin(EntryWorklistAdmin):
    """Two honours of one organisation in one round, after a merge or by mistake."""

    rule = "同一个党组织（合并的算一个）在同一轮里有两条不能并存的荣誉。专项奖可以和等级奖并存。"

    def explain(self, request: HttpRequest, rows: list[ClashingEntry]) -> list[Finding]:
        beside: dict[tuple[int, Any], list[HonorEntry]] = defaultdict(list)
        known = counted_for(request.user).filter(
            round__in={row.round_id for row in rows},
            organization__canonical__in={row.organization.canonical_id for row in rows},
            standing=Standing.VALID,
        )
        for entry in known.for_rolls().order_by("pk"):
            beside[entry.round_id, entry.organization.canonical_id].append(entry)
        return [self._finding(request, row, beside[row.round_id, row.organization.canonical_id]) for row in rows]

    def _finding(self, request: HttpRequest, row: ClashingEntry, family: list[HonorEntry]) -> Finding:
        others = [f"“{one}”（{one.tier or '未列等次'}）" for one in family if one.pk != row.pk]
        # The other may lie in a draft of another subdistrict, whose words are not this person's to read.
        named = "、".join(others) if others else "别的街道的名单里的一条"
        problem = f"{row.round}里，它记为{row.tier or '未列等次'}，同一个党组织另有{named}。"
        step = "查表彰决定，留下对的一条：合并错了就撤销合并，认错了就更正党组织或等次，重复的草稿就删去。"
        return Finding(problem, step, "看条目", page_of(row))
