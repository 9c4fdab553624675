"""The worklist of organisations that may be registered twice."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from awards.admin.worklists.page import Finding, WorklistAdmin
from awards.models import PossibleDouble
from awards.worklists import MOST_KEYS, doubles
from organizations.admin.links import merge_address
from organizations.models import Organization

MOST_NAMED = 3


@admin.register(PossibleDouble)
class PossibleDoubleAdmin(WorklistAdmin):
    """Two that a person should lay side by side."""

    rule = "名称只差层级（党支部、党总支）、又在同一街道或有一个街道未注明的党组织，可能是同一个。合并后就从这里消失。"
    list_display = ["name", "subdistrict", "problem", "next_step"]
    list_filter = ["subdistrict"]
    search_fields = ["name"]
    ordering = ["pinyin", "pk"]

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        # Resemblance is looked for everywhere: one half of a pair may have no subdistrict.
        keys = list(self._alike(request, rows))
        return super().seen_by(request, rows.filter(pk__in=keys[:MOST_KEYS]))

    def get_queryset(self, request: HttpRequest) -> QuerySet[PossibleDouble]:
        return super().get_queryset(request).select_related("subdistrict", "neighborhood")

    def explain(self, request: HttpRequest, rows: list[PossibleDouble]) -> list[Finding]:
        alike = self._alike(request, self.wrong(request))
        others = Organization.objects.with_places().in_bulk(
            [key for row in rows for key in alike.get(row.pk, [])[:MOST_NAMED]]
        )
        return [
            self._finding(request, row, [others[key] for key in alike.get(row.pk, [])[:MOST_NAMED]]) for row in rows
        ]

    def _alike(self, request: HttpRequest, rows: QuerySet) -> Mapping[int, list[int]]:
        # Asked for the rows and again for their words; a request lives for one page.
        known: dict[str, Any] = vars(request)
        if "_possible_doubles" not in known:
            known["_possible_doubles"] = doubles(rows)
        return known["_possible_doubles"]

    def _finding(self, request: HttpRequest, row: PossibleDouble, others: list[Organization]) -> Finding:
        named = "、".join(f"“{one}”（{one.subdistrict or '街道未注明'}）" for one in others)
        problem = f"和{named}可能是同一个。"
        if not request.user.has_perm("organizations.add_organizationmerge"):
            step = "是同一个，请报区级审核员合并；不是，可以不处理。"
            return Finding(problem, step, "看党组织", reverse("admin:organizations_organization_change", args=[row.pk]))
        step = "并排比较后决定：是同一个就合并，层级变了就保留现在的。"
        return Finding(problem, step, "并排比较", merge_address(row, others[0] if others else None))
