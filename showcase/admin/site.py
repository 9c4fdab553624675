"""What the site says of itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organizations.admin.desk import HistoryDeskAdmin
from showcase.models import SiteSettings
from showcase.models.site import ONLY_ROW


@admin.register(SiteSettings)
class SiteSettingsAdmin(HistoryDeskAdmin):
    """One row: its page opens at once."""

    list_display = ["name", "tagline"]
    ordering = ["pk"]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "rule", "about"], "description": "显示在每一页的页眉和“关于”页。"}),
        (
            "页脚",
            {
                "fields": ["organizer", "contact", ("site_code", "icp_number", "police_number")],
                "description": "留空的项目不显示。",
            },
        ),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is nothing to choose from."""
        if SiteSettings.objects.filter(pk=ONLY_ROW).exists():
            return redirect("admin:showcase_sitesettings_change", ONLY_ROW)
        if self.has_add_permission(request):
            return redirect("admin:showcase_sitesettings_add")
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        may = request.user.has_perm("showcase.change_sitesettings")
        return may and not SiteSettings.objects.filter(pk=ONLY_ROW).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
