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
                "fields": [
                    ("organizer", "undertaker"),
                    "contact",
                    ("site_code", "icp_number", "police_number"),
                    "data_licence",
                ],
                "description": "显示在每一页的页脚和“网站地图”页；留空的项目不显示。",
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

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A second row cannot be."""
        if SiteSettings.objects.filter(pk=ONLY_ROW).exists():
            return redirect("admin:showcase_sitesettings_change", ONLY_ROW)
        return super().add_view(request, form_url, extra_context)

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {**super().get_model_perms(request), "add": False}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("showcase.change_sitesettings")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
