"""Entries of honour lists: one by one, and a draft's line by line."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Field, Max, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from awards.admin.entry_forms import ADDED_BY_LIST, SETTLED, EntryForm, EntryRowForm, EntryRowFormSet
from awards.admin.filters import RoundFilter
from awards.admin.links import correction_address, standing_address
from awards.admin.tiers import offer_tiers
from awards.choices import ListState
from awards.discarding import discard_entries
from awards.models import AwardTier, HonorEntry, HonorList
from awards.publishing import note_editor
from awards.scoping import entries_seen_by, lists_seen_by
from organizations.admin.desk import HistoryDeskAdmin
from organizations.admin.recycling import IntoTheBinMixin
from organizations.models import StaffUser
from organizations.scoping import may_write_in

LIST_FILTER = "list__id__exact"


class EntryChangeList(ChangeList):
    """Lines can be edited only where all of them belong to one draft."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if draft_asked_for(request) is None:
            self.list_editable = ()


def list_asked_for(request: HttpRequest) -> HonorList | None:
    """The list the page is about: named in the address, or in the filters one came with."""
    if not hasattr(request, "_honor_list"):
        came_with = parse_qs(request.GET.get("_changelist_filters", ""))
        key = request.GET.get("list") or request.GET.get(LIST_FILTER) or came_with.get(LIST_FILTER, [""])[0]
        seen = lists_seen_by(request.user).with_round()
        request._honor_list = seen.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    return request._honor_list


def draft_asked_for(request: HttpRequest) -> HonorList | None:
    """The same, where its lines may be edited by this person."""
    asked = list_asked_for(request) if LIST_FILTER in request.GET else None
    is_open = asked and asked.state == ListState.DRAFT and request.user.has_perm("awards.change_honorentry")
    return asked if is_open else None


def _takes_entries(honor_list: HonorList, request: HttpRequest) -> bool:
    """Whether this person may enter one more line of it: a draft, of a subdistrict to write for."""
    return honor_list.state == ListState.DRAFT and may_write_in(request.user, honor_list.subdistrict_id)


@admin.register(HonorEntry)
class HonorEntryAdmin(IntoTheBinMixin, HistoryDeskAdmin):
    """Drafts are edited; what readers have seen is corrected in the open."""

    form = EntryForm
    list_display = ["name_as_printed", "tier", "tier_basis", "position", "subdistrict", "state", "standing"]
    list_editable = ["tier", "tier_basis", "position"]
    list_filter = [RoundFilter, "list__state", "tier_basis", "standing", "subdistrict"]
    search_fields = ["name_as_printed", "organization__names__text", "organization__pinyin", "=verify_code"]
    search_help_text = "可以查名单上的名称、党组织的任何名称、拼音或核验码。"
    ordering = ["-list", "position", "pk"]
    autocomplete_fields = ["list", "organization"]
    fieldsets = [
        (
            None,
            {
                "fields": ["list", "organization", "name_as_printed", ("tier", "tier_basis")],
                "description": "名单上的一行。来源没有写等次的，等次留空，等次依据选“原文未列等次”。",
            },
        ),
        ("名单上的其他内容", {"fields": [("subdistrict", "position"), "citation"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[HonorEntry]:
        return entries_seen_by(request.user).for_rolls().order_by(*self.ordering)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        # On the page of one list, its state stands above and all lines share it.
        return self.list_display[:5] if LIST_FILTER in request.GET else self.list_display

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [] if LIST_FILTER in request.GET else self.list_filter

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return EntryChangeList

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": EntryRowForm, **kwargs})

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        formset = super().get_changelist_formset(request, formset=EntryRowFormSet, **kwargs)
        if draft := draft_asked_for(request):
            offer_tiers(formset.form.base_fields["tier"], draft.round)
        return formset

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        about = list_asked_for(request) if LIST_FILTER in request.GET else None
        if about:
            address = reverse("admin:awards_honorlist_change", args=[about.pk])
            note = SETTLED.get(ListState(about.state), "草稿：可以在下面直接改等次、依据和次序，改完按“保存”。")
            if about.was_public():
                note += ADDED_BY_LIST
            may_add = self.has_add_permission(request) and _takes_entries(about, request)
            facts = {"about": about, "about_url": address, "about_note": note, "has_add_permission": may_add}
            extra_context = {**(extra_context or {}), **facts}
        return super().changelist_view(request, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """As stock; a list that is settled, named in the address, has no form for one more entry."""
        about = list_asked_for(request)
        if about and not _takes_entries(about, request) and self.has_add_permission(request):
            note = SETTLED.get(ListState(about.state), "这份名单不归您录入。")
            messages.error(request, note + (ADDED_BY_LIST if about.was_public() else ""))
            return redirect("admin:awards_honorlist_change", about.pk)
        return super().add_view(request, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: HonorEntry | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        tier = form.base_fields.get("tier")
        honor_list = obj.list if obj else list_asked_for(request)
        if isinstance(tier, ModelChoiceField):
            if honor_list:
                offer_tiers(tier, honor_list.round)
            else:
                tier.queryset = AwardTier.objects.select_related("scheme").order_by("scheme__position", "rank", "pk")
                tier.label_from_instance = lambda one: f"{one.scheme} {one}"
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        if honor_list := list_asked_for(request):
            last = honor_list.entries.aggregate(last=Max("position"))["last"] or 0
            initial |= {"list": honor_list.pk, "subdistrict": honor_list.subdistrict_id, "position": last + 1}
        return initial

    def get_readonly_fields(self, request: HttpRequest, obj: HonorEntry | None = None) -> list[str]:
        return ["list"] if obj else []

    def formfield_for_foreignkey(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if db_field.name == "list":
            kwargs["queryset"] = lists_seen_by(request.user).filter(state=ListState.DRAFT).with_round()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: HonorEntry | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: HonorEntry | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_open(request, obj)

    def _is_open(self, request: HttpRequest, obj: HonorEntry | None) -> bool:
        if obj is None:
            return True
        return _takes_entries(obj.list, request)

    def save_model(self, request: HttpRequest, obj: HonorEntry, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        note_editor(obj.list, request.user)

    def put_in_bin(self, records: Sequence[HonorEntry], by: StaffUser) -> object:
        return discard_entries(records, by)

    def said_of(self, record: HonorEntry) -> str:
        return f"{record}（{record.tier or '未列等次'}，{record.list}）"

    def notes_for(self, request: HttpRequest, record: HonorEntry) -> list[str]:
        notes = [message] if (message := SETTLED.get(ListState(record.list.state))) else []
        if record.standing != "valid":
            notes.append(f"荣誉状态：{record.get_standing_display()}。")
        return notes

    def facts_for(self, request: HttpRequest, record: HonorEntry) -> list[tuple[str, str]]:
        return [("名单", f"{record.list}（{record.list.get_state_display()}）"), ("核验码", record.verify_code)]

    def links_for(self, request: HttpRequest, record: HonorEntry) -> list[tuple[str, str]]:
        links = []
        if record.list.was_public() and request.user.has_perm("awards.add_correction"):
            links.append(("登记更正…", correction_address(record)))
        if record.list.was_public() and request.user.has_perm("awards.add_standingchange"):
            links.append(("登记撤销、终止或恢复…", standing_address(record)))
        return links

    def describe_choice(self, record: Model) -> str:
        return f"{record}（{record.round}）"  # type: ignore[attr-defined]

    @admin.display(description="名单状态", ordering="list__state")
    def state(self, entry: HonorEntry) -> str:
        return entry.list.get_state_display()
