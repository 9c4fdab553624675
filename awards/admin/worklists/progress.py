"""Worklists of what stopped half-way: imports to finish, lists to mend, lists to release."""

from datetime import date

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from awards.admin.filters import RoundFilter
from awards.admin.releasing import said_on_return
from awards.admin.workbench.access import plan_address
from awards.admin.worklists.page import Finding, WorklistAdmin, waited
from awards.choices import ListState, Resolution, Verdict
from awards.importing.scoping import batches_seen_by
from awards.models import HonorList, ReturnedList, WaitingBatch, WaitingList
from awards.worklists import overdue

NOT_SKIPPED = Q(rows__entry=None) & ~Q(rows__resolution=Resolution.SKIPPED)


@admin.register(WaitingBatch)
class WaitingBatchAdmin(WorklistAdmin):
    """Imports with rows to decide, to mend or to write."""

    rule = "还有行没有处理完的批次。写入、改好或跳过全部各行后，就从这里消失。"
    list_display = ["title", "created_by", "problem", "next_step"]
    search_fields = ["source__headline", "source__file_name"]
    ordering = ["created_at", "pk"]

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows.filter(pk__in=batches_seen_by(request.user).values("pk"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[WaitingBatch]:
        counted = {
            verdict.value: Count("rows", filter=Q(rows__verdict=verdict) & NOT_SKIPPED)
            for verdict in (Verdict.DECIDE, Verdict.ERROR, Verdict.READY)
        }
        return super().get_queryset(request).select_related("source", "created_by").annotate(**counted)

    def explain(self, request: HttpRequest, rows: list[WaitingBatch]) -> list[Finding]:
        return [self._finding(request, row) for row in rows]

    def _finding(self, request: HttpRequest, row: WaitingBatch) -> Finding:
        counts = [("要决定", row.decide), ("有错误", row.error), ("可以写入", row.ready)]  # type: ignore[attr-defined]
        problem = "，".join(f"{count} 行{words}" for words, count in counts if count) + "。"
        open_rows = row.decide + row.error  # type: ignore[attr-defined]
        step = "打开批次，逐行决定后写入。" if open_rows else "都核对好了，打开批次按“写入”。"
        return Finding(problem, step, "打开批次", plan_address(row))

    @admin.display(description="批次")
    def title(self, batch: WaitingBatch) -> str:
        return batch.source.headline


class ListsAdmin(WorklistAdmin):
    """Lists that wait for somebody; each kind says for whom, and who let them wait."""

    list_display = ["title", "subdistrict", "problem", "next_step"]
    list_filter = [RoundFilter, "subdistrict"]
    list_select_related = ["round__scheme", "subdistrict"]

    @admin.display(description="名单")
    def title(self, honor_list: HonorList) -> str:
        return str(honor_list)


@admin.register(ReturnedList)
class ReturnedListAdmin(ListsAdmin):
    """Lists to mend and submit again, the oldest first."""

    rule = "审核员退回、要改的名单，退回得最早的在最前面。改好再提交审核，就从这里消失。"
    ordering = ["returned_at", "pk"]
    list_select_related = [*ListsAdmin.list_select_related, "returned_by"]

    def explain(self, request: HttpRequest, rows: list[ReturnedList]) -> list[Finding]:
        return [self._finding(row) for row in rows]

    def _finding(self, row: ReturnedList) -> Finding:
        address = reverse("admin:awards_honorlist_change", args=[row.pk])
        return Finding(said_on_return(row), "照着改好，再按“提交审核”。", "打开名单", address)


@admin.register(WaitingList)
class WaitingListAdmin(ListsAdmin):
    """Lists in review, the oldest first, and notices that are over."""

    rule = "等另一个人公布的名单，等得最久的在最前面；公示已经结束的也在这里。公布、退回或结束公示后，就从这里消失。"
    ordering = ["submitted_at", "pk"]
    list_select_related = [*ListsAdmin.list_select_related, "submitted_by"]

    def wrong(self, request: HttpRequest) -> QuerySet[WaitingList]:
        return overdue(super().wrong(request), timezone.localdate())

    def explain(self, request: HttpRequest, rows: list[WaitingList]) -> list[Finding]:
        today = timezone.localdate()
        return [self._finding(request, row, today) for row in rows]

    def _finding(self, request: HttpRequest, row: WaitingList, today: date) -> Finding:
        address = reverse("admin:awards_honorlist_change", args=[row.pk])
        may_release = request.user.has_perm("awards.release_honorlist")
        if row.state == ListState.NOTICE:
            problem = f"公示到{row.objections_until:%Y年%m月%d日}，已经结束。"
            return Finding(problem, "没有异议的，由审核员按“结束公示”。", "打开名单", address)
        problem = f"{row.submitted_by or '系统'}提交审核，{waited(row.submitted_at, today)}。"
        step = "核对后公布，或退回给录入员。" if may_release else "请另一位审核员公布。"
        return Finding(problem, step, "打开名单", address)
