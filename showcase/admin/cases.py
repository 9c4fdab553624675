"""Case studies: written, submitted, and released by somebody else."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from awards.admin.filters import RoundFilter
from organizations.admin.desk import HistoryDeskAdmin
from organizations.admin.recycling import IntoTheBinMixin
from organizations.models import StaffUser
from showcase.admin.authoring.case_form import CaseForm
from showcase.admin.authoring.desk import AuthoringMixin
from showcase.admin.documents.word import WordMixin
from showcase.admin.editing import may_edit
from showcase.admin.parts import CaseOrganizationInline, CaseSectionInline, LessonInline
from showcase.admin.photos import PhotoInline
from showcase.admin.releasing.desk import ReleasingMixin
from showcase.choices import CaseState
from showcase.discarding import discard_case
from showcase.models import CaseStudy
from showcase.photos.releasing import release_photos
from showcase.photos.settling import photo_transaction
from showcase.scoping import cases_seen_by


@admin.register(CaseStudy)
class CaseStudyAdmin(IntoTheBinMixin, ReleasingMixin, AuthoringMixin, WordMixin, HistoryDeskAdmin):
    """One page holds the whole case: words, sections, photos, lessons."""

    form = CaseForm
    inlines = [CaseOrganizationInline, CaseSectionInline, PhotoInline, LessonInline]
    list_display = ["title", "state", "round", "is_featured", "written_by", "updated_at"]
    list_filter = ["state", RoundFilter, "is_featured"]
    list_select_related = ["round__scheme", "written_by"]
    search_fields = ["title", "slug", "case_organizations__name_as_printed", "organizations__names__text"]
    ordering = ["-updated_at", "-pk"]
    autocomplete_fields = ["round", "ceremony", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaseStudy]:
        return cases_seen_by(request.user, super().get_queryset(request))

    def get_fieldsets(self, request: HttpRequest, obj: CaseStudy | None = None) -> list[Any]:
        fieldsets = [
            (None, {"fields": ["title", "lead"], "description": "照来源抄录，不改写。空一行分段。"}),
            ("出处", {"fields": [("round", "ceremony"), "source"], "description": "没有获奖的案例，轮次留空。"}),
            ("公开", {"fields": [("slug", "publish_at"), ("position", "is_featured")]}),
        ]
        if obj:
            handled = ["state", ("written_by", "submitted_by", "released_by"), "published_at"]
            handled += ["withdrawn_at", "withdrawal_reason"] if obj.withdrawn_at else []
            fieldsets.append(("经办", {"fields": handled}))
        return [*self.correction_fieldsets(request, obj), *fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: CaseStudy | None = None) -> list[str]:
        if obj is None:
            return []
        handled = ["state", "written_by", "submitted_by", "released_by", "published_at", "withdrawn_at"]
        # An address readers may have kept does not change under them.
        return [*handled, "withdrawal_reason", *(["slug"] if obj.published_at else [])]

    def get_view_on_site_url(self, obj: CaseStudy | None = None) -> str | None:
        return super().get_view_on_site_url(obj) if obj and obj.is_public(timezone.now()) else None

    def has_change_permission(self, request: HttpRequest, obj: CaseStudy | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_edit(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: CaseStudy | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or (obj.state == CaseState.DRAFT and obj.published_at is None))

    def _changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with photo_transaction():
            return super()._changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: CaseStudy, form: Any, change: bool) -> None:
        if not change:
            obj.written_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        release_photos(form.instance)

    @transaction.atomic
    def put_in_bin(self, records: Sequence[CaseStudy], by: StaffUser) -> None:
        for case in records:
            discard_case(case, by)
