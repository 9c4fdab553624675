"""Imports as received, to look through; they are settled on pages of their own."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from awards.admin.filters import RoundFilter
from awards.models import ImportBatch, ImportRow
from organizations.admin.desk import PartAdmin, ReadOnlyAdmin
from organizations.models import StaffUser
from organizations.scoping import writable_subdistricts


def batches_seen_by(user: StaffUser) -> QuerySet[ImportBatch]:
    """A clerk sees what that clerk brought in, and what was brought in for the clerk's subdistricts."""
    writable = writable_subdistricts(user)
    every = ImportBatch.objects.all()
    return every if writable is None else every.filter(Q(created_by=user) | Q(subdistrict__in=writable))


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    """One text or file of results."""

    list_display = ["source", "round", "subdistrict", "state", "rows_column", "created_by", "created_at"]
    list_filter = ["state", RoundFilter]
    search_fields = ["source__headline", "source__file_name"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        seen = batches_seen_by(request.user)
        seen = seen.select_related("source", "round__scheme", "subdistrict", "created_by")
        return seen.annotate(row_count=Count("rows")).order_by(*self.ordering)

    @admin.display(description="行", ordering="row_count")
    def rows_column(self, batch: ImportBatch) -> str:
        address = reverse("admin:awards_importrow_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{} 行</a>', address, batch.pk, batch.row_count)  # type: ignore[attr-defined]


@admin.register(ImportRow)
class ImportRowAdmin(PartAdmin):
    """Every row of every import."""

    list_display = ["location", "organization_text", "tier_text", "verdict", "message", "resolution", "entry"]
    list_filter = ["verdict", "resolution"]
    search_fields = ["organization_text", "message"]
    ordering = ["-batch", "number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRow]:
        seen = ImportRow.objects.filter(batch__in=batches_seen_by(request.user).values("pk"))
        return seen.select_related("round__scheme", "entry").order_by(*self.ordering)
