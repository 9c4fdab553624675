"""Corrections of published cases: added, never changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest

from organizations.admin.desk import HistoryDeskAdmin
from showcase.models import CaseCorrection, CaseStudy


@admin.register(CaseCorrection)
class CaseCorrectionAdmin(HistoryDeskAdmin):
    """What a case said before and says now; the case itself is changed on its own page."""

    list_display = ["case", "place", "reason", "corrected_by", "corrected_at"]
    list_select_related = ["case", "corrected_by"]
    search_fields = ["case__title", "place", "before", "after", "reason"]
    date_hierarchy = "corrected_at"
    ordering = ["-corrected_at", "-pk"]
    autocomplete_fields = ["case"]
    fieldsets = [
        (
            None,
            {
                "fields": ["case", "place", "before", "after", "reason"],
                "description": "先在案例页改好内容，再在这里告诉读者改了什么、为什么。登记后不能修改。",
            },
        )
    ]

    def formfield_for_foreignkey(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if db_field.name == "case":
            # What readers never saw needs no correction.
            kwargs["queryset"] = CaseStudy.objects.filter(published_at__isnull=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: CaseCorrection, form: Any, change: bool) -> None:
        obj.corrected_by = request.user
        super().save_model(request, obj, form, change)
