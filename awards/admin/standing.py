"""Decisions on the standing of honours: added, never changed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from awards.choices import StandingAct
from awards.models import HonorEntry, StandingChange
from awards.scoping import entries_seen_by
from awards.standing import change_standing
from organizations.admin.act_forms import act_form_page
from organizations.admin.desk import HistoryDeskAdmin, back_to, is_key


class DecisionForm(forms.Form):
    """A decision as its document gives it."""

    act = forms.ChoiceField(label="决定", choices=StandingAct.choices, widget=forms.RadioSelect)
    decision_number = forms.CharField(
        label="决定文号", max_length=60, widget=forms.TextInput(attrs={"class": "vTextField"})
    )
    decided_on = forms.DateField(label="决定日期", widget=AdminDateWidget)
    reason = forms.CharField(
        label="理由",
        max_length=1000,
        help_text="公开显示。",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, entries: QuerySet[HonorEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = AutocompleteSelect(StandingChange._meta.get_field("entry"), admin.site)
        self.fields = {"entry": forms.ModelChoiceField(entries, label="光荣榜条目", widget=widget), **self.fields}


@admin.register(StandingChange)
class StandingChangeAdmin(HistoryDeskAdmin):
    """Adding one applies it to its entry; readers see it."""

    list_display = ["entry", "act", "decision_number", "decided_on", "recorded_by", "recorded_at"]
    list_filter = ["act"]
    list_select_related = ["entry", "recorded_by"]
    search_fields = ["entry__name_as_printed", "decision_number", "reason"]
    date_hierarchy = "decided_on"
    ordering = ["-decided_on", "-pk"]
    fieldsets = [
        (
            None,
            {"fields": ["entry", "act", ("decision_number", "decided_on"), "reason", ("recorded_by", "recorded_at")]},
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StandingChange]:
        return super().get_queryset(request).filter(entry__in=entries_seen_by(request.user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Record a decision and apply it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        entries = entries_seen_by(request.user).filter(list__released_at__isnull=False).for_rolls()
        asked = request.POST if request.method == "POST" else None
        entry = request.GET.get("entry", "")
        form = DecisionForm(asked, initial={"entry": entry if is_key(entry) else None}, entries=entries)
        if asked is not None and form.is_valid() and (change := self._decide(request, form)):
            return back_to("awards_honorentry_change", change.entry_id)
        description = "撤销、终止或恢复一项已经公布的荣誉。条目保留，读者会看到决定文号和理由；登记后不能修改。"
        return act_form_page(self, request, form, "登记撤销、终止或恢复", description=description, submit="登记并公开")

    def _decide(self, request: HttpRequest, form: DecisionForm) -> StandingChange | None:
        given = dict(form.cleaned_data)
        try:
            with transaction.atomic():
                change = change_standing(given.pop("entry"), given.pop("act"), **given, by=request.user)
                self.log_addition(request, change, change.get_act_display())
        except ValidationError as error:
            form.add_error(None, error.messages)
            return None
        messages.success(request, f"已登记{change.get_act_display()}，读者马上能看到。")
        return change
