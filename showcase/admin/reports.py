"""What readers say is wrong, and what came of it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from organizations.admin.desk import HistoryDeskAdmin
from showcase.choices import ReportState
from showcase.models import ErrorReport


@admin.register(ErrorReport)
class ErrorReportAdmin(HistoryDeskAdmin):
    """Readers write them on the site; staff look into them and answer in the open."""

    list_display = ["message", "page", "state", "created_at", "settled_by"]
    list_filter = ["state"]
    list_select_related = ["settled_by"]
    search_fields = ["page", "message", "outcome"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    readonly_fields = ["page", "message", "created_at", "settled_by", "settled_at"]
    fieldsets = [
        ("读者说", {"fields": ["page", "message", "created_at"]}),
        (
            "处理",
            {
                "fields": ["state", "outcome", ("settled_by", "settled_at")],
                "description": "处理结果和说明公开显示，不要写读者的任何信息。内容有错，先登记更正，再在这里写明。",
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ErrorReport, form: Any, change: bool) -> None:
        is_settled = obj.state != ReportState.OPEN
        obj.settled_by = request.user if is_settled else None
        obj.settled_at = timezone.now() if is_settled else None
        super().save_model(request, obj, form, change)
