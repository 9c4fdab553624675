"""Party organisations, with their names."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Field, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from organizations.admin.desk import HistoryDeskAdmin
from organizations.admin.filters import MergedFilter
from organizations.admin.finding import find_organizations
from organizations.admin.links import merge_address
from organizations.admin.names import NameInline
from organizations.admin.whole_record import WholeRecordForm
from organizations.folding import fold
from organizations.models import Organization
from organizations.naming import stand_for_itself
from organizations.scoping import may_write_in, writable_subdistricts


class OrganizationForm(WholeRecordForm):
    """What is not a name; the names settle ``name`` and ``slug`` (``NameFormSet``)."""

    left_to_the_set = frozenset({"name", "name_folded", "slug"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "公开网址中的拼音，永久不变。留空时按现用名自动生成。"


@admin.register(Organization)
class OrganizationAdmin(HistoryDeskAdmin):
    """Read by everybody, written by those whose subdistrict it is in."""

    form = OrganizationForm
    inlines = [NameInline]
    list_display = ["name", "sector", "level", "subdistrict", "neighborhood", "standing"]
    list_filter = ["sector", "level", "subdistrict", MergedFilter]
    search_fields = ["name", "names__text", "pinyin"]
    search_help_text = "可以查现用名、曾用名、简称、拼音（taojiazhai）或街道。"
    ordering = ["pinyin", "pk"]
    autocomplete_fields = ["neighborhood"]
    actions = ["compare_chosen"]
    fieldsets = [
        (
            None,
            {
                "fields": [("sector", "level"), "subdistrict", "neighborhood"],
                "description": "这个党组织是哪一类、在哪里。名称在下面登记。",
            },
        ),
        ("网址与备注", {"fields": ["slug", "note"], "description": "网址名一经登记不再改变，改名也不改。"}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Organization | None = None) -> list[str]:
        return ["slug"] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        # Choices of search fields name the subdistrict, too; ``list_select_related`` would not reach them.
        return super().get_queryset(request).select_related("subdistrict", "neighborhood", "merged_into")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet[Organization], bool]:
        return find_organizations(queryset, search_term), False

    def describe_choice(self, record: Organization) -> str:
        place = record.subdistrict.name if record.subdistrict else "街道未注明"
        return f"{record.name}（{place}{'，已并入别的党组织' if record.is_merged() else ''}）"

    def has_change_permission(self, request: HttpRequest, obj: Organization | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_write_in(request.user, obj.subdistrict_id))

    def has_delete_permission(self, request: HttpRequest, obj: Organization | None = None) -> bool:
        # One registered by mistake is merged into the right one: its address may be in use.
        return False

    def formfield_for_foreignkey(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        writable = writable_subdistricts(request.user)
        if db_field.name == "subdistrict" and writable is not None:
            kwargs["queryset"] = writable.in_official_order()
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "subdistrict" and writable is not None and field:
            field.required = True
        return field

    def notes_for(self, request: HttpRequest, record: Organization) -> list[str]:
        notes = []
        if record.is_merged():
            notes.append(
                f"已并入“{record.merged_into}”，读者会看到后者。要恢复单独登记，请在“合并记录”里撤销那次合并。"
            )
        if not may_write_in(request.user, record.subdistrict_id):
            notes.append("这个党组织不在您负责的街道，只能查看。")
        return notes

    def links_for(self, request: HttpRequest, record: Organization) -> list[tuple[str, str]]:
        if record.is_merged() or not request.user.has_perm("organizations.add_organizationmerge"):
            return []
        return [("与另一个党组织合并…", merge_address(record))]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organizations.add_organizationmerge")

    @admin.action(description="对照、合并所选的两个党组织", permissions=["merge"])
    def compare_chosen(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect | None:
        chosen = list(queryset.order_by("pk")[:3])
        if len(chosen) != 2:
            messages.error(request, "请正好勾选两个党组织，再选“对照、合并”。")
            return None
        # The one registered first is kept, as a proposal: the page can turn it round.
        kept, other = chosen
        return redirect(merge_address(other, kept))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        organization = form.instance
        if organization.canonical_id is None:
            stand_for_itself(organization)
        refold_names(organization)

    @admin.display(description="是否并入")
    def standing(self, organization: Organization) -> str:
        return f"已并入“{organization.merged_into}”" if organization.merged_into else "—"


def refold_names(organization: Organization) -> None:
    """Fold every name anew: the key leaves out the subdistrict, and that may have changed."""
    place = organization.subdistrict.name if organization.subdistrict else ""
    for name in organization.names.all():
        if name.folded != fold(name.text, place):
            name.folded = fold(name.text, place)
            name.save()
