"""The questions ``/honors/`` can be asked; every value is checked before the database sees it."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.forms.boundfield import BoundField

from awards.choices import Standing
from awards.models import AwardScheme, AwardTier, HonorEntry
from organizations.choices import Sector
from organizations.models import Subdistrict
from showcase.search import matching_organizations

QUERY_LENGTH = 60
FOLDED = ("sector", "status", "sort")
SORTS = [("official", "按公布次序"), ("name", "按名称拼音"), ("round", "按轮次")]


class HonorFilter(django_filters.FilterSet):
    """Entries of public lists, narrowed by what the reader chose."""

    q = django_filters.CharFilter(
        label="名称", method="by_words", max_length=QUERY_LENGTH, widget=forms.TextInput(attrs={"type": "search"})
    )
    award = django_filters.ModelChoiceFilter(
        label="奖项",
        queryset=AwardScheme.objects.in_official_order(),
        field_name="round__scheme",
        to_field_name="slug",
        empty_label="全部奖项",
    )
    round = django_filters.NumberFilter(
        label="轮次", field_name="round__number", min_value=1, max_value=999, decimal_places=0
    )
    tier = django_filters.ModelChoiceFilter(
        label="等次", queryset=AwardTier.objects.in_official_order(), empty_label="全部等次"
    )
    subdistrict = django_filters.ModelChoiceFilter(
        label="街道（镇）",
        queryset=Subdistrict.objects.in_official_order(),
        to_field_name="slug",
        empty_label="全部街道（镇）",
    )
    sector = django_filters.ChoiceFilter(
        label="类别", field_name="organization__sector", choices=Sector.choices, empty_label="全部类别"
    )
    status = django_filters.ChoiceFilter(
        label="状态", field_name="standing", choices=Standing.choices, empty_label="全部状态"
    )
    sort = django_filters.ChoiceFilter(label="排序", method="in_order", choices=SORTS, empty_label=None)

    class Meta:
        model = HonorEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            field.widget.attrs["class"] = "form-field__input"
            field.error_messages["invalid_choice"] = f"没有这个{field.label}，请从列表里选。"
        self.form.fields["round"].widget.attrs["placeholder"] = "全部轮次"
        self.form.fields["round"].error_messages["invalid"] = "轮次请写数字，比如 7。"

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Every word must be found among the names, pinyin or places of the organisation."""
        return queryset.filter(organization__canonical__in=matching_organizations(value))

    def in_order(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Ordering happens in ``ordered``; here it only has to be a known value."""
        return queryset

    def main_fields(self) -> list[BoundField]:
        """What most readers ask by."""
        return [self.form[name] for name in self.form.fields if name not in FOLDED]

    def folded_fields(self) -> list[BoundField]:
        """What few readers ask by; on a phone it would push the list off the screen."""
        return [self.form[name] for name in FOLDED]

    def has_folded_choices(self) -> bool:
        """Whether one of the folded fields was used, and so must be seen."""
        return any(self.data.get(name) for name in FOLDED)

    def ordered(self) -> QuerySet:
        """The filtered entries in the order asked for. Ask ``is_valid()`` first."""
        sort = self.form.cleaned_data.get("sort")
        if sort == "name":
            return self.qs.order_by("organization__pinyin", "-round__number", "pk")
        if sort == "round":
            return self.qs.order_by(
                "-round__number", "round__scheme__position", F("tier__rank").asc(nulls_last=True), "pk"
            )
        return self.qs.newest_first()
