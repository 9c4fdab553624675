"""The recycle bin: what was thrown away, by whom, and the button that brings it back."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from organizations.admin.acts import Act, ActsMixin
from organizations.admin.desk import ReadOnlyAdmin
from organizations.admin.filters import RestoredFilter
from organizations.admin.histories import tell_changes
from organizations.models import DiscardedDraft, StaffUser
from organizations.recycling import draft_kinds, drafts_seen_by, may_restore, restore

IN_BIN, RESTORED = "in_bin", "restored"
MOST_PARTS = 100
GONE_IN = '已移入<a href="{}">回收站</a>，需要时可以在那里恢复。'


class IntoTheBinMixin(admin.ModelAdmin):
    """Deleting drafts puts them in the bin, one by one or several at once, and says so."""

    delete_confirmation_template = "admin/organizations/discard.html"
    delete_selected_confirmation_template = "admin/organizations/discard.html"

    def put_in_bin(self, records: Sequence[Any], by: StaffUser) -> object:
        """Throw the drafts away, all or none. Raises ``ValidationError``."""
        raise NotImplementedError

    def said_of(self, record: Any) -> str:
        """How the confirming page calls what goes."""
        return str(record)

    def get_deleted_objects(self, objs: Sequence[Any], request: HttpRequest) -> tuple[Any, ...]:
        """A draft goes with all its parts; what the public saw does not go at all."""
        kept = {str(one) for one in objs if not self.has_delete_permission(request, one)}
        return [self.said_of(one) for one in objs], {}, kept, []

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self.delete_queryset(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        self.put_in_bin(list(queryset), request.user)
        bin_address = reverse("admin:organizations_discardeddraft_changelist")
        messages.info(request, format_html(GONE_IN, bin_address))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as refused:
            return self._refused(request, refused)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            # What the action notes of a deletion goes with it where it is refused.
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except ValidationError as refused:
            return self._refused(request, refused)

    def _refused(self, request: HttpRequest, refused: ValidationError) -> HttpResponse:
        for message in refused.messages:
            messages.error(request, message)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")


def _bring_back(draft: Any, by: StaffUser, reason: str) -> None:
    # The page goes on to what was brought back.
    draft.brought_back = restore(draft, by)


def _versions_of(draft: DiscardedDraft, user: StaffUser) -> list[Any]:
    """The latest versions of the draft itself, its parts left out; none for those who may not read them."""
    model = apps.get_model(draft.kind)
    history = getattr(model, "history", None)
    if history is None or not user.has_perm(f"{model._meta.app_label}.view_{history.model._meta.model_name}"):
        return []
    keys = [one["pk"] for one in draft.records if one["model"] == draft.kind and not one.get("is_link")]
    versions = list(history.filter(id__in=keys[:1]).select_related("history_user").order_by("-history_id")[:MOST_PARTS])
    tell_changes(model, versions)
    return versions


@admin.register(DiscardedDraft)
class DiscardedDraftAdmin(ActsMixin, ReadOnlyAdmin):
    """Drafts thrown away; nothing here is ever public."""

    list_display = ["title", "kind_words", "subdistrict", "discarded_by", "discarded_at", "standing"]
    list_filter = [RestoredFilter]
    search_fields = ["title", "discarded_by__full_name", "discarded_by__username"]
    search_help_text = "可以查名称或删除人。"
    date_hierarchy = "discarded_at"
    ordering = ["-discarded_at", "-pk"]
    list_select_related = ["subdistrict", "discarded_by"]
    fieldsets = [(None, {"fields": ["title", "kind_words", "subdistrict", ("discarded_by", "discarded_at")]})]
    readonly_fields = ["kind_words"]
    acts = [
        Act(
            "restore",
            "恢复",
            # Which drafts a person may bring back is asked draft by draft, below.
            "organizations.view_discardeddraft",
            (IN_BIN,),
            _bring_back,
            done="已恢复，编号、核验码和经办记录都和删除前一样。",
            consequence="恢复后，它作为草稿回到原处；如果现在已有相冲突的记录，会说明原因，什么都不写入。",
            is_main=True,
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DiscardedDraft]:
        return drafts_seen_by(request.user).defer("records").order_by(*self.ordering)

    def get_fieldsets(self, request: HttpRequest, obj: DiscardedDraft | None = None) -> list[Any]:
        fieldsets = list(self.fieldsets)
        if obj and obj.restored_at:
            fieldsets.append(("恢复", {"fields": [("restored_by", "restored_at")]}))
        return fieldsets

    def state_of(self, record: DiscardedDraft) -> str:
        return RESTORED if record.restored_at else IN_BIN

    def act_view(self, request: HttpRequest, object_id: str, act_name: str) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is not None and not may_restore(record, request.user):
            raise PermissionDenied
        return super().act_view(request, object_id, act_name)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who threw the draft away, who brought it back; and what was changed in it, for readers of histories."""
        draft = self.get_object(request, unquote(object_id)) if self.has_view_permission(request) else None
        if draft is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": draft,
            "title": f"{draft}：修改记录",
            "versions": _versions_of(draft, request.user),
        }
        return TemplateResponse(request, "admin/organizations/discarded_history.html", context)

    def _open_acts(self, request: HttpRequest, record: DiscardedDraft) -> list[Act]:
        return super()._open_acts(request, record) if may_restore(record, request.user) else []

    def _change_address(self, record: Any) -> str:
        """The record brought back, or the draft itself where it still lies here."""
        for one in getattr(record, "brought_back", [])[:1]:
            try:
                return reverse(f"admin:{one._meta.app_label}_{one._meta.model_name}_change", args=[one.pk])
            except NoReverseMatch:
                break
        return super()._change_address(record)

    def facts_before(self, request: HttpRequest, record: DiscardedDraft, act: Act) -> list[str]:
        return [f"{label}：{words}" for label, words in self.facts_for(request, record)][:MOST_PARTS]

    def facts_for(self, request: HttpRequest, record: DiscardedDraft) -> list[tuple[str, str]]:
        """What the draft holds: how many parts of each kind, and what they are called."""
        kind = draft_kinds().get(record.kind)
        whole = [one for one in record.records if not one.get("is_link") and kind and one["model"] in kind.parts]
        counts = Counter(one["model"] for one in whole)
        facts = []
        for model, count in counts.items():
            named = [one["fields"].get(kind.parts[model]) or "（无题）" for one in whole if one["model"] == model]
            more = "等" if count > MOST_PARTS else ""
            label = str(apps.get_model(model)._meta.verbose_name)
            facts.append((label, f"{count} 条：{'、'.join(named[:MOST_PARTS])}{more}"))
        return facts

    @admin.display(description="种类", ordering="kind")
    def kind_words(self, draft: DiscardedDraft) -> str:
        return str(apps.get_model(draft.kind)._meta.verbose_name)

    @admin.display(description="现在")
    def standing(self, draft: DiscardedDraft) -> str:
        return "已恢复" if draft.restored_at else "在回收站"
