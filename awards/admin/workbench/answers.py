"""What a person answers to one row of a plan, and carrying it out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from awards.importing.settling import (
    choose_organization,
    choose_subdistrict,
    choose_tier,
    create_organization,
    reopen_row,
    skip_row,
)
from awards.models import AwardTier, ImportRow
from organizations.choices import NameKind, Sector
from organizations.models import Neighborhood, Organization, StaffUser, Subdistrict

Choices = list[tuple[str, str]]
CREATE, SKIP, REOPEN, NO_TIER = "create", "skip", "reopen", "none"
ORGANIZATION = "organization-"
REMEMBER = [
    ("", "只用这一次"),
    (NameKind.ABBREVIATION, "记为它的简称"),
    (NameKind.VARIANT, "记为它的异写"),
    (NameKind.FORMER, "记为它的曾用名"),
]
LARGEST_KEY = 2**63 - 1


def key_of(text: str) -> int | None:
    """The key that ``text`` spells, if it is one a database can hold."""
    is_key = text.isascii() and text.isdecimal() and len(text) < 20
    return int(text) if is_key and int(text) <= LARGEST_KEY else None


class AnswerForm(forms.Form):
    """The answers to one row. All may be empty: then the row is left as it is."""

    choice = forms.CharField(required=False, max_length=40)
    remember = forms.ChoiceField(required=False, choices=REMEMBER)
    asked = forms.CharField(required=False, max_length=60)
    tier = forms.ChoiceField(required=False)
    place = forms.ChoiceField(required=False)
    sector = forms.ChoiceField(required=False, choices=[("", "请选择"), *Sector.choices])
    neighborhood = forms.ChoiceField(required=False)

    def __init__(
        self, data: Any, *, row: ImportRow, choices: "dict[str, list[tuple[str, str]]]", **kwargs: Any
    ) -> None:
        super().__init__(data, prefix=f"row-{row.pk}", label_suffix="", **kwargs)
        self.known_place = str(row.subdistrict_id or "")
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{row.organization_text}：{LABELS.get(name, '')}"

    def has_answer(self) -> bool:
        """Whether anything was decided; what only prepares a decision does not count."""
        given = self.cleaned_data
        return bool(given["choice"] or given["tier"] or self.moves())

    def moves(self) -> bool:
        """Whether another subdistrict was chosen than the row has."""
        return self.cleaned_data["place"] not in ("", self.known_place)


LABELS = {
    "asked": "查找别的",
    "remember": "选定后，这个名称",
    "tier": "等次",
    "place": "街道（镇）",
    "sector": "类别",
    "neighborhood": "居民区",
}


@transaction.atomic
def carry_out(row: ImportRow, form: AnswerForm, by: StaffUser) -> None:
    """Do what was answered, all of it or nothing. Raises ``ValidationError`` in Chinese."""
    if not form.is_valid():
        raise ValidationError("有一项填得不对，请重新选择。")
    given = form.cleaned_data
    if given["choice"] in (SKIP, REOPEN):
        (skip_row if given["choice"] == SKIP else reopen_row)(row, by)
        return
    if not form.has_answer():
        raise ValidationError("还没有选择怎样处理这一行。")
    if form.moves() and given["choice"] != CREATE:
        choose_subdistrict(row, Subdistrict.objects.get(pk=given["place"]), by)
    if given["choice"]:
        _answer_organization(row, given, by)
    if given["tier"]:
        tier = None if given["tier"] == NO_TIER else AwardTier.objects.get(pk=given["tier"])
        choose_tier(row, tier, by)


def _answer_organization(row: ImportRow, given: dict[str, Any], by: StaffUser) -> None:
    if given["choice"] == CREATE:
        _create(row, given, by)
        return
    key = key_of(given["choice"].removeprefix(ORGANIZATION))
    organization = Organization.objects.filter(pk=key).select_related("canonical").first()
    if organization is None:
        raise ValidationError("这个党组织已经不在册，请重新选择。")
    if given["remember"] and not by.has_perm("organizations.add_organizationname"):
        raise ValidationError("您不能登记名称；请选“只用这一次”。")
    choose_organization(row, organization, by, remember_as=NameKind(given["remember"]) if given["remember"] else None)


def _create(row: ImportRow, given: dict[str, Any], by: StaffUser) -> None:
    if not by.has_perm("organizations.add_organization"):
        raise ValidationError("您不能新建党组织，请交给区级审核员处理。")
    if not given["sector"]:
        raise ValidationError("新建党组织，要先选类别：居民区或“两新”组织。")
    area = Neighborhood.objects.filter(pk=given["neighborhood"] or None).select_related("subdistrict").first()
    place = Subdistrict.objects.filter(pk=given["place"] or None).first() or (area.subdistrict if area else None)
    create_organization(
        row,
        by,
        sector=Sector(given["sector"]),
        subdistrict=place,
        neighborhood=area if given["sector"] == Sector.RESIDENTIAL else None,
    )
