"""Worklists of the showcase: cases to mend and to release, photos nobody can hear of, reports nobody has answered."""

from datetime import datetime

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from awards.admin.worklists.page import Finding, WorklistAdmin, waited
from organizations.scoping import writable_subdistricts
from showcase.models import CaseSignOff, OpenReport, ReturnedCase, UndescribedPhoto, WaitingCase


class DistrictWorklistAdmin(WorklistAdmin):
    """Work of the district's editors: whoever writes for single subdistricts only sees none of it."""

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows if writable_subdistricts(request.user) is None else rows.none()


@admin.register(WaitingCase)
class WaitingCaseAdmin(DistrictWorklistAdmin):
    """Cases in review, the oldest first."""

    rule = "编辑送审、等主编签发的案例，等得最久的在最前面。签发或退回后，就从这里消失。"
    list_display = ["title", "written_by", "problem", "next_step"]
    search_fields = ["title"]
    ordering = ["submitted_at", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WaitingCase]:
        rows = super().get_queryset(request).select_related("written_by", "submitted_by")
        return rows.order_by(F("submitted_at").asc(nulls_first=True), "pk")

    def explain(self, request: HttpRequest, rows: list[WaitingCase]) -> list[Finding]:
        now = timezone.now()
        return [self._finding(request, row, now) for row in rows]

    def _finding(self, request: HttpRequest, row: WaitingCase, now: datetime) -> Finding:
        address = reverse("admin:showcase_casestudy_change", args=[row.pk])
        problem = f"{row.submitted_by or '系统'}送审，{waited(row.submitted_at, timezone.localdate(now))}。"
        if row.publish_at:
            planned = f"{timezone.localtime(row.publish_at):%Y年%m月%d日 %H:%M}"
            problem += f"定于 {planned} 公开。" if row.publish_at > now else f"原定 {planned} 公开，已经过了。"
        # Whether somebody changed a section or a photo, the page itself asks: that takes queries for each case.
        had_a_hand = request.user.pk in (row.written_by_id, row.submitted_by_id)
        if not request.user.has_perm("showcase.release_casestudy"):
            step = "请主编签发或退回。"
        else:
            step = "您撰写或送审过，请另一位主编签发。" if had_a_hand else "看检查结果，签发或退回给编辑。"
        return Finding(problem, step, "打开案例", address)


@admin.register(ReturnedCase)
class ReturnedCaseAdmin(DistrictWorklistAdmin):
    """Cases to mend and submit again, the first returned first."""

    rule = "主编退回、要改的案例，退回得最早的在最前面。改好再送审，就从这里消失。"
    list_display = ["title", "written_by", "problem", "next_step"]
    search_fields = ["title"]

    def get_ordering(self, request: HttpRequest) -> list[str]:
        # No field of its own, which ``ordering`` would have to name.
        return ["return_key"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReturnedCase]:
        return super().get_queryset(request).select_related("written_by")

    def explain(self, request: HttpRequest, rows: list[ReturnedCase]) -> list[Finding]:
        keys = [row.return_key for row in rows]  # type: ignore[attr-defined]
        signed = CaseSignOff.objects.select_related("by").in_bulk(keys)
        return [self._finding(row, signed[key]) for row, key in zip(rows, keys, strict=True)]

    def _finding(self, row: ReturnedCase, returned: CaseSignOff) -> Finding:
        address = reverse("admin:showcase_casestudy_change", args=[row.pk])
        day = f"{timezone.localtime(returned.at):%Y年%m月%d日}"
        problem = f"{day}{returned.by or '主编'}退回{f'：{returned.note}' if returned.note else '。'}"
        return Finding(problem, "照着改好，再按“送审”。", "打开案例", address)


@admin.register(UndescribedPhoto)
class UndescribedPhotoAdmin(DistrictWorklistAdmin):
    """Photos, and places for one, without words for those who cannot see them."""

    rule = "看不到图片的读者靠替代文字知道图中是什么。写好替代文字，或标明“纯装饰”后，就从这里消失。"
    list_display = ["title", "owner", "problem", "next_step"]
    search_fields = ["caption", "case__title"]
    ordering = ["case", "position", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[UndescribedPhoto]:
        return super().get_queryset(request).select_related("case", "organization")

    def explain(self, request: HttpRequest, rows: list[UndescribedPhoto]) -> list[Finding]:
        return [self._finding(row) for row in rows]

    def _finding(self, row: UndescribedPhoto) -> Finding:
        address = reverse("admin:showcase_photo_change", args=[row.pk])
        if not row.has_picture():
            problem = "只有图片说明，还没有图片，也没有替代文字。"
            return Finding(problem, "收到图片后一并补上。", "补图片和文字", address)
        problem = "没有替代文字，读屏软件只能读图片说明。" if row.caption else "没有替代文字，读屏软件什么也读不出。"
        return Finding(problem, "用一两句话写出图中是什么。", "写替代文字", address)

    @admin.display(description="图片")
    def title(self, photo: UndescribedPhoto) -> str:
        return str(photo)

    @admin.display(description="属于")
    def owner(self, photo: UndescribedPhoto) -> str:
        return str(photo.case or photo.organization)


@admin.register(OpenReport)
class OpenReportAdmin(DistrictWorklistAdmin):
    """What readers say is wrong, the oldest first."""

    rule = "读者指出的问题，等得最久的在最前面。写明处理结果和说明后，就从这里消失。"
    list_display = ["message", "page", "problem", "next_step"]
    search_fields = ["page", "message"]
    ordering = ["created_at", "pk"]

    def explain(self, request: HttpRequest, rows: list[OpenReport]) -> list[Finding]:
        today = timezone.localdate()
        return [self._finding(row, (today - timezone.localdate(row.created_at)).days) for row in rows]

    def _finding(self, row: OpenReport, days: int) -> Finding:
        waited = f"已等 {days} 天，" if days > 0 else "今天收到，"
        address = reverse("admin:showcase_errorreport_change", args=[row.pk])
        return Finding(f"{waited}还没有答复。", "核实内容；有错先登记更正，再写明处理结果。", "处理", address)
