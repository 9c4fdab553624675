"""Subdistricts and residential areas."""

from django.contrib import admin
from django.http import HttpRequest

from organizations.admin.desk import HistoryDeskAdmin
from organizations.models import Neighborhood, Subdistrict


@admin.register(Subdistrict)
class SubdistrictAdmin(HistoryDeskAdmin):
    """The ten subdistricts and towns; they change once in a decade."""

    list_display = ["name", "code", "slug"]
    search_fields = ["name", "slug", "code"]
    ordering = ["code"]
    fieldsets = [
        (None, {"fields": ["name", "code", "slug"], "description": "全区的街道和镇。名称、代码以官方公布为准。"})
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Subdistrict | None = None) -> list[str]:
        return ["slug"] if obj else []


@admin.register(Neighborhood)
class NeighborhoodAdmin(HistoryDeskAdmin):
    """The residential areas; not organisations."""

    list_display = ["__str__", "subdistrict", "code", "aliases"]
    list_filter = ["subdistrict"]
    search_fields = ["name", "search_aliases", "code"]
    ordering = ["code"]
    autocomplete_fields = ["subdistrict"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "subdistrict", "code"],
                "description": "居民区是地方，不是党组织；代码以官方公布为准。",
            },
        ),
        (
            "方便居民查找",
            {"fields": ["search_aliases"], "description": "居民记得小区名，不一定知道居民区名；写在这里就能搜到。"},
        ),
    ]

    def describe_choice(self, record: Neighborhood) -> str:
        return f"{record}（{record.subdistrict}）"

    def get_queryset(self, request: HttpRequest):
        # The search field beside an organisation names the subdistrict, too.
        return super().get_queryset(request).select_related("subdistrict")

    @admin.display(description="小区名与俗称")
    def aliases(self, neighborhood: Neighborhood) -> str:
        return "、".join(neighborhood.alias_list()) or "—"
