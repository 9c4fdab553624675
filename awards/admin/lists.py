"""Honour lists: entered, submitted, and released by somebody else."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Field, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from awards.admin.filters import RoundFilter
from awards.admin.links import add_entry_address, entries_address
from awards.admin.releasing import ACTS, about_notice, done_words, note_on, said_on_return, worded
from awards.choices import ListState
from awards.discarding import discard_list
from awards.models import HonorList
from awards.publishing import note_editor
from awards.scoping import lists_seen_by
from organizations.admin.acts import Act, ActsMixin
from organizations.admin.desk import HistoryDeskAdmin
from organizations.admin.recycling import IntoTheBinMixin
from organizations.models import StaffUser
from organizations.scoping import may_write_in, writable_subdistricts

# Dates of the public notice may still be set while others look at the list.
NOTICE_FIELDS = ["objections_until", "objections_contact"]
CONTENT_FIELDS = ["round", "subdistrict", "heading", "source"]


@admin.register(HonorList)
class HonorListAdmin(IntoTheBinMixin, ActsMixin, HistoryDeskAdmin):
    """Its entries have a page of their own, reached from here."""

    acts = ACTS
    list_display = ["title", "round", "subdistrict", "state", "entries_column", "entered_by", "created_at"]
    list_filter = ["state", RoundFilter, "subdistrict"]
    search_fields = ["heading", "subdistrict__name", "round__scheme__name", "round__scheme__short_name"]
    ordering = ["-created_at", "-pk"]
    autocomplete_fields = ["round", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[HonorList]:
        seen = lists_seen_by(request.user).select_related("round__scheme", "subdistrict", "entered_by")
        return seen.annotate(entry_count=Count("entries")).order_by(*self.ordering)

    def get_fieldsets(self, request: HttpRequest, obj: HonorList | None = None) -> list[Any]:
        description = "一份名单来自一个来源，属于一轮；分街道公布的，一个街道一份。先保存，再录入条目。"
        is_open = obj is None or obj.state == ListState.DRAFT
        fieldsets = [
            (None, {"fields": CONTENT_FIELDS, "description": description if is_open else ""}),
            ("公示（不设公示就都留空）", {"fields": NOTICE_FIELDS}),
        ]
        if obj:
            fields = [
                "state",
                ("entered_by", "created_at"),
                ("submitted_by", "submitted_at"),
                ("released_by", "released_at"),
            ]
            if obj.returned_at:
                fields += [("returned_by", "returned_at"), "return_reason"]
            if obj.withdrawn_at:
                fields += [("withdrawn_by", "withdrawn_at"), "withdrawal_reason"]
            fieldsets.append(("经办", {"fields": fields}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: HonorList | None = None) -> list[str]:
        if obj is None:
            return []
        handled = ["state", "entered_by", "created_at", "submitted_by", "submitted_at", "released_by", "released_at"]
        handled += ["returned_by", "returned_at", "return_reason", "withdrawn_by", "withdrawn_at", "withdrawal_reason"]
        if obj.state == ListState.DRAFT:
            return handled
        closed = obj.state in (ListState.RELEASED, ListState.WITHDRAWN)
        return [*handled, *CONTENT_FIELDS, *(NOTICE_FIELDS if closed else [])]

    def formfield_for_foreignkey(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        writable = writable_subdistricts(request.user)
        is_limited = db_field.name == "subdistrict" and writable is not None
        if is_limited:
            kwargs["queryset"] = writable.in_official_order()
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and is_limited:
            field.required = True
        return field

    def has_change_permission(self, request: HttpRequest, obj: HonorList | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_write_in(request.user, obj.subdistrict_id))

    def has_delete_permission(self, request: HttpRequest, obj: HonorList | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (
            obj is None
            or (
                obj.state == ListState.DRAFT and not obj.was_public() and may_write_in(request.user, obj.subdistrict_id)
            )
        )

    @transaction.atomic
    def put_in_bin(self, records: Sequence[HonorList], by: StaffUser) -> None:
        for honor_list in records:
            discard_list(honor_list, by)

    def said_of(self, record: Any) -> str:
        return f"{record}，连同 {record.entry_count} 条"

    def save_model(self, request: HttpRequest, obj: HonorList, form: Any, change: bool) -> None:
        if not change:
            obj.entered_by = request.user
        super().save_model(request, obj, form, change)
        note_editor(obj, request.user)

    def notes_for(self, request: HttpRequest, record: HonorList) -> list[str]:
        returned = said_on_return(record)
        return [*([returned] if returned else []), note_on(record)]

    def facts_for(self, request: HttpRequest, record: HonorList) -> list[tuple[str, str]]:
        return [("条目", f"{record.entry_count} 条")]  # type: ignore[attr-defined]

    def links_for(self, request: HttpRequest, record: HonorList) -> list[tuple[str, str]]:
        is_draft = record.state == ListState.DRAFT
        verb = "查看、快速编辑" if is_draft else "查看"
        links = [(f"{verb} {record.entry_count} 条", entries_address(record))]  # type: ignore[attr-defined]
        if is_draft and request.user.has_perm("awards.add_honorentry"):
            links.append(("录入一条", add_entry_address(record)))
        return links

    def facts_before(self, request: HttpRequest, record: HonorList, act: Act) -> list[str]:
        unconfirmed = record.entries.unconfirmed().count()
        facts = [f"{record.round.full_title}，{record.subdistrict or '全区'}，共 {record.entry_count} 条。"]  # type: ignore[attr-defined]
        if unconfirmed:
            facts.append(f"其中 {unconfirmed} 条的等次待确认，公开页会注明。")
        if act.name in ("release", "end-notice"):
            facts.append(about_notice(record, timezone.now()))
        return facts

    def act_for(self, record: Any, act: Act) -> Act:
        return worded(act, record, timezone.now())

    def done_words(self, act: Act, taken: Any) -> str:
        return done_words(act, taken)

    @admin.display(description="名单", ordering="heading")
    def title(self, honor_list: HonorList) -> str:
        return str(honor_list)

    @admin.display(description="条目", ordering="entry_count")
    def entries_column(self, honor_list: HonorList) -> str:
        return format_html('<a href="{}">{} 条</a>', entries_address(honor_list), honor_list.entry_count)  # type: ignore[attr-defined]
