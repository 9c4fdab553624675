"""Two registrations of one organisation: joined with a reason, and parted again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from organizations.access.reconfirming import ask_for_password
from organizations.admin.acts import Act, ActsMixin, ReasonForm
from organizations.admin.desk import HistoryDeskAdmin, back_to, is_key
from organizations.admin.filters import UndoneFilter
from organizations.admin.links import merge_address
from organizations.comparing import compare
from organizations.merging import merge_organizations, reason_not_to_merge, undo_merge
from organizations.models import Organization, OrganizationMerge, StaffUser

IN_FORCE, UNDONE = "in_force", "undone"


def _organization_choice(field_name: str, label: str, help_text: str) -> forms.ModelChoiceField:
    field = OrganizationMerge._meta.get_field(field_name)
    return forms.ModelChoiceField(
        Organization.objects.with_places(),
        label=label,
        help_text=help_text,
        widget=AutocompleteSelect(field, admin.site),
        error_messages={"required": "请选择党组织。"},
    )


class ChooseForm(forms.Form):
    """Which is joined to which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        # Named as in the address of the page: ?from=…&into=….
        self.fields = {
            "from": _organization_choice("from_organization", "被合并的党组织", "读者打开它的网址，会转到保留的那个。"),
            "into": _organization_choice("into_organization", "保留的党组织", "两边的荣誉都显示在它的名下。"),
        }

    def pair(self) -> tuple[Organization, Organization]:
        """The two, in that direction."""
        return self.cleaned_data["from"], self.cleaned_data["into"]


@admin.register(OrganizationMerge)
class OrganizationMergeAdmin(ActsMixin, HistoryDeskAdmin):
    """Nothing moves when two are merged, so it can be undone at any time."""

    list_display = ["from_organization", "into_organization", "reason", "merged_by", "merged_at", "is_in_force"]
    list_display_links = ["from_organization"]
    list_filter = [UndoneFilter]
    list_select_related = ["from_organization", "into_organization", "merged_by"]
    search_fields = ["from_organization__names__text", "into_organization__names__text", "reason"]
    date_hierarchy = "merged_at"
    ordering = ["-merged_at", "-pk"]
    fieldsets = [
        (
            None,
            {
                "fields": ["from_organization", "into_organization", "reason", "merged_by", "merged_at"],
                "description": "合并不移动任何荣誉，随时可以撤销。",
            },
        ),
        ("撤销", {"fields": ["undone_by", "undone_at", "undo_reason"]}),
    ]
    acts = [
        Act(
            "undo",
            "撤销这次合并",
            "organizations.change_organizationmerge",
            (IN_FORCE,),
            lambda merge, by, reason: undo_merge(merge, reason=reason, by=by),
            done="已撤销合并，两个党组织重新各自显示。",
            consequence="撤销后，两个党组织重新分开显示，各自的荣誉回到各自名下。",
            needs_reason=True,
            needs_password=True,
        )
    ]

    def state_of(self, record: OrganizationMerge) -> str:
        return UNDONE if record.undone_at else IN_FORCE

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="合并有效", boolean=True)
    def is_in_force(self, merge: OrganizationMerge) -> bool:
        return merge.undone_at is None

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Choose two, see them side by side, give the reason and confirm."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if way_to_password := ask_for_password(request):
            return way_to_password
        asked = request.POST if request.method == "POST" else request.GET
        chosen = {name: asked.get(name, "") for name in ("from", "into")}
        if request.method != "POST" and not all(map(is_key, chosen.values())):
            initial = {name: key for name, key in chosen.items() if is_key(key)}
            return self._page(request, ChooseForm(initial=initial))
        choice = ChooseForm(chosen)
        if not choice.is_valid():
            return self._page(request, choice)
        confirmation = ReasonForm(request.POST if request.method == "POST" else None)
        if confirmation.is_bound and confirmation.is_valid():
            merge = self._merge(request, *choice.pair(), confirmation)
            if merge:
                messages.success(request, "已合并。读者打开旧网址会转到保留的党组织；需要时可以在这里撤销。")
                return back_to("organizations_organizationmerge_change", merge.pk)
        return self._page(request, choice, confirmation)

    def _merge(
        self, request: HttpRequest, source: Organization, target: Organization, confirmation: ReasonForm
    ) -> OrganizationMerge | None:
        try:
            with transaction.atomic():
                reason = confirmation.cleaned_data["reason"]
                merge = merge_organizations(source, target, reason=reason, by=request.user)
                self.log_addition(request, merge, "合并")
        except ValidationError as error:
            confirmation.add_error(None, error.messages)
            return None
        return merge

    def _page(self, request: HttpRequest, choice: ChooseForm, confirmation: ReasonForm | None = None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "合并两个党组织",
            "opts": self.opts,
            "choice": choice,
            "media": self.media + choice.media,
        }
        if confirmation is not None:
            source, target = choice.pair()
            context |= {
                "form": confirmation,
                "obstacle": reason_not_to_merge(source, target),
                "swapped": merge_address(target, source),
                **_side_by_side(source, target, request.user),
            }
        return TemplateResponse(request, "admin/organizations/merge.html", context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The record of a merge shows the two as they are now."""
        if merge := kwargs.get("obj"):
            context |= _side_by_side(merge.from_organization, merge.into_organization, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def _ask(self, request: HttpRequest, record: OrganizationMerge, act: Act, form: ReasonForm | None) -> HttpResponse:
        """Before a merge is undone the two are seen side by side once more."""
        response = super()._ask(request, record, act, form)
        response.context_data |= _side_by_side(record.from_organization, record.into_organization, request.user)
        response.template_name = "admin/organizations/undo_merge.html"
        return response


def _side_by_side(source: Organization, target: Organization, by: StaffUser) -> dict[str, Any]:
    """What ``comparison.html`` takes; ``by`` sees of drafts what other pages would show, too."""
    return {"pair": (source, target), "evidence": compare(source, target, by)}
