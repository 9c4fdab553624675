"""Addresses that have moved."""

from django.contrib import admin

from organizations.admin.desk import HistoryDeskAdmin
from showcase.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(HistoryDeskAdmin):
    """For old links that must not break."""

    list_display = ["old_path", "new_path", "created_at"]
    search_fields = ["old_path", "new_path"]
    ordering = ["old_path"]
    fieldsets = [
        (
            None,
            {
                "fields": ["old_path", "new_path"],
                "description": "读者打开旧网址时自动转到新网址。党组织合并后的转向自动完成，不用登记。",
            },
        )
    ]
