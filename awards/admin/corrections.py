"""Corrections: added in two steps, then never changed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict

from awards.choices import CorrectedField
from awards.correcting import CORRECTABLE, as_read, correct_entry
from awards.models import AwardTier, Correction, HonorEntry
from awards.scoping import entries_seen_by
from organizations.admin.act_forms import act_form_page
from organizations.admin.desk import HistoryDeskAdmin, back_to, is_key
from organizations.models import Organization, Subdistrict


class WhatForm(forms.Form):
    """Step one: which entry, and what in it."""

    field = forms.ChoiceField(label="更正内容", choices=[(one.value, one.label) for one in CORRECTABLE])

    def __init__(self, *args: Any, entries: QuerySet[HonorEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = AutocompleteSelect(Correction._meta.get_field("entry"), admin.site)
        entry = forms.ModelChoiceField(entries, label="光荣榜条目", widget=widget)
        self.fields = {"entry": entry, **self.fields}


def new_value_field(entry: HonorEntry, field: str) -> forms.Field:
    """The one input that fits what is corrected."""
    label = "更正后"
    if field == CorrectedField.TIER:
        tiers = AwardTier.objects.filter(scheme=entry.round.scheme_id).in_official_order()
        return forms.ModelChoiceField(tiers, label=label, required=False, empty_label="未列等次", initial=entry.tier_id)
    if field == CorrectedField.SUBDISTRICT:
        places = Subdistrict.objects.in_official_order()
        return forms.ModelChoiceField(places, label=label, required=False, initial=entry.subdistrict_id)
    if field == CorrectedField.ORGANIZATION:
        widget = AutocompleteSelect(HonorEntry._meta.get_field("organization"), admin.site)
        return forms.ModelChoiceField(
            Organization.objects.with_places(), label=label, widget=widget, initial=entry.organization_id
        )
    if field == CorrectedField.POSITION:
        return forms.IntegerField(label=label, min_value=1, initial=entry.position)
    if field == CorrectedField.CITATION:
        widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
        return forms.CharField(label=label, required=False, widget=widget, initial=entry.citation)
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(label=label, max_length=120, widget=widget, initial=entry.name_as_printed, strip=True)


class CorrectionForm(forms.Form):
    """Step two: what it says from now on, and why."""

    reason = forms.CharField(
        label="更正理由",
        max_length=1000,
        help_text="公开显示：错在哪里，依据是什么。",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, entry: HonorEntry, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"after": new_value_field(entry, field), **self.fields}


@admin.register(Correction)
class CorrectionAdmin(HistoryDeskAdmin):
    """Adding one applies it; readers see it."""

    list_display = ["entry", "field", "before", "after", "reason", "corrected_by", "corrected_at"]
    list_filter = ["field"]
    list_select_related = ["entry", "corrected_by"]
    search_fields = ["entry__name_as_printed", "before", "after", "reason"]
    date_hierarchy = "corrected_at"
    ordering = ["-corrected_at", "-pk"]
    fieldsets = [(None, {"fields": ["entry", "field", "before", "after", "reason", ("corrected_by", "corrected_at")]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return super().get_queryset(request).filter(entry__in=entries_seen_by(request.user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Choose entry and content, then write what it says from now on."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        entries = entries_seen_by(request.user).filter(list__released_at__isnull=False).for_rolls()
        asked = request.GET if is_key(request.GET.get("entry", "")) else QueryDict()
        what = WhatForm(asked if "field" in asked else None, initial=asked.dict(), entries=entries)
        if not what.is_valid():
            return act_form_page(self, request, what, "登记更正：选择条目和内容", method="get", submit="下一步")
        entry, field = what.cleaned_data["entry"], what.cleaned_data["field"]
        form = CorrectionForm(request.POST if request.method == "POST" else None, entry=entry, field=field)
        if request.method == "POST" and form.is_valid() and self._correct(request, form, entry, field):
            return back_to("awards_honorentry_change", entry.pk)
        now = as_read(entry, field) or "（空）"
        facts = [("条目", f"{entry}（{entry.round}）"), ("更正内容", CorrectedField(field).label), ("现在是", now)]
        return act_form_page(self, request, form, "登记更正", facts=facts, submit="更正并公开")

    def _correct(self, request: HttpRequest, form: CorrectionForm, entry: HonorEntry, field: str) -> bool:
        given = form.cleaned_data
        try:
            with transaction.atomic():
                correction = correct_entry(entry, field, given["after"], given["reason"], request.user)
                self.log_addition(request, correction, "更正")
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        messages.success(request, "已更正，读者现在看到的是更正后的内容；更正记录公开可查。")
        return True
