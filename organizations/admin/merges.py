"""Two registrations of one organisation: joined with a reason, and parted again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse

from organizations.admin.act_forms import act_form_page
from organizations.admin.acts import Act, ActsMixin
from organizations.admin.desk import HistoryDeskAdmin, back_to, is_key
from organizations.admin.filters import UndoneFilter
from organizations.merging import merge_organizations, undo_merge
from organizations.models import Organization, OrganizationMerge

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


class MergeForm(forms.Form):
    """Which is joined to which, and why."""

    from_organization = _organization_choice(
        "from_organization", "被合并的党组织", "读者打开它的网址，会转到下面这个。"
    )
    into_organization = _organization_choice("into_organization", "保留的党组织", "两边的荣誉都显示在它的名下。")
    reason = forms.CharField(
        label="合并理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="为什么认定是同一个党组织，依据是什么。",
        error_messages={"required": "请写明合并理由。"},
    )


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
        """Choose, see the two side by side, confirm."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = request.GET.get("from", "")
        form = MergeForm(request.POST or None, initial={"from_organization": asked if is_key(asked) else None})
        pair: list[Organization] = []
        if request.method == "POST" and form.is_valid():
            pair = [form.cleaned_data["from_organization"], form.cleaned_data["into_organization"]]
            if "confirmed" in request.POST and (merge := self._merge(request, form)):
                messages.success(request, "已合并。读者打开旧网址会转到保留的党组织；需要时可以在这里撤销。")
                return back_to("organizations_organizationmerge_change", merge.pk)
        return self._form_page(request, form, pair)

    def _merge(self, request: HttpRequest, form: MergeForm) -> OrganizationMerge | None:
        given = form.cleaned_data
        try:
            merge = merge_organizations(
                given["from_organization"], given["into_organization"], reason=given["reason"], by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return None
        self.log_addition(request, merge, "合并")
        return merge

    def _form_page(self, request: HttpRequest, form: MergeForm, pair: list[Organization]) -> HttpResponse:
        sides = [{"organization": one, "names": list(one.names.through_time())} for one in pair]
        return act_form_page(
            self,
            request,
            form,
            "合并两个党组织",
            description="合并不移动任何荣誉，只让读者在一处看到两边，随时可以撤销。",
            pair=sides,
            template="admin/organizations/merge.html",
        )
