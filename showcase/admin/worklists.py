"""Worklists of the showcase: photos nobody can hear of, reports nobody has answered."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from awards.admin.worklists.page import Finding, WorklistAdmin
from organizations.scoping import writable_subdistricts
from showcase.models import OpenReport, UndescribedPhoto


class DistrictWorklistAdmin(WorklistAdmin):
    """Work of the district's editors: whoever writes for single subdistricts only sees none of it."""

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows if writable_subdistricts(request.user) is None else rows.none()


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
