"""Ceremonies, with the rounds they released."""

from django.contrib import admin
from django.http import HttpRequest

from awards.models import Ceremony
from organizations.admin.desk import HistoryDeskAdmin


@admin.register(Ceremony)
class CeremonyAdmin(HistoryDeskAdmin):
    """One occasion; its rounds name it on their own pages."""

    list_display = ["title", "held_on", "year_is_inferred", "source"]
    list_select_related = ["source"]
    search_fields = ["title", "slug"]
    date_hierarchy = "held_on"
    ordering = ["-held_on", "-pk"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", ("held_on", "time_of_day"), "year_is_inferred", "date_note", "source"],
                "description": "一次展示会可以公布几个奖项的结果。原文没写的，留空；推断的，写明依据。",
            },
        ),
        ("前言", {"fields": ["foreword_heading", "foreword"], "description": "照来源原样抄录，显示在首页和展示会页。"}),
        ("网址", {"fields": ["slug"], "description": "网址名一经登记不再改变。"}),
    ]

    def get_view_on_site_url(self, obj: Ceremony | None = None) -> str | None:
        # What readers cannot open yet has no page to go to.
        return (
            super().get_view_on_site_url(obj) if obj and Ceremony.objects.public().filter(pk=obj.pk).exists() else None
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Ceremony | None = None) -> list[str]:
        return ["slug"] if obj else []
