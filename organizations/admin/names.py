"""The names of an organisation, on its page."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, UniqueConstraint

from organizations.admin.desk import PartAdmin, RowInline
from organizations.admin.together import TogetherFormSet
from organizations.admin.whole_record import WholeRecordForm
from organizations.choices import NameKind
from organizations.folding import fold
from organizations.models import Organization, OrganizationName
from organizations.naming import copy_current_name, free_slug


class NameForm(WholeRecordForm):
    """One name; its folded form and which one is current are settled among all of them."""

    left_to_the_set = frozenset({"organization", "folded"})


class NameFormSet(TogetherFormSet):
    """All names of one organisation: exactly one is current, and it is copied to the organisation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.is_bound:
            self.initial_extra = [{"kind": NameKind.CURRENT}]

    def aside(self, row: Model) -> dict[str, Any]:
        return {"kind": NameKind.FORMER, "text": f"…{row.pk}"}

    def clean(self) -> None:
        super().clean()
        if any(form.errors for form in self.forms):
            return
        self._fold_names()
        current = [form.instance.text for form in self.live_forms() if form.instance.kind == NameKind.CURRENT]
        if len(current) != 1:
            raise ValidationError("请登记一个、且只登记一个“现用名”；改名时把旧名改为“曾用名”，再加一行新的现用名。")
        self._copy_to_organization(current[0])

    def _fold_names(self) -> None:
        place = self.instance.subdistrict.name if self.instance.subdistrict else ""
        for form in self.live_forms():
            form.instance.folded = fold(form.instance.text, place)
            if not form.instance.folded:
                form.add_error("text", "名称不能为空，也不能只有标点。")

    def _copy_to_organization(self, text: str) -> None:
        organization = self.instance
        copy_current_name(organization, text)
        organization.slug = organization.slug or free_slug(text)
        # Here, not in the organisation's own form: only now is its name known.
        for constraint in Organization._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                constraint.validate(Organization, organization)


class NameInline(RowInline):
    """Current, former and short names, and the ways it was printed."""

    model = OrganizationName
    form = NameForm
    formset = NameFormSet
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": ["text", ("kind", "since", "until"), "source"]})]
    verbose_name = "名称"
    verbose_name_plural = "名称（现用名、曾用名、简称、异写）"

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).through_time()

    def get_extra(self, request: Any, obj: Organization | None = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def get_min_num(self, request: Any, obj: Organization | None = None, **kwargs: Any) -> int:
        return 0


@admin.register(OrganizationName)
class OrganizationNameAdmin(PartAdmin):
    """Names are written on the page of their organisation."""

    list_display = ["text", "kind", "organization"]
    list_select_related = ["organization"]
    search_fields = ["text"]
    ordering = ["pk"]
