"""The questions ``/honors/`` can be asked; every value is checked before the database sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict

from awards.cells import NONE
from awards.choices import Standing
from awards.models import AwardScheme, AwardTier, HonorEntry
from awards.models.entries import HonorEntryQuerySet
from organizations.choices import Sector
from organizations.models import Subdistrict
from showcase.search import matching_organizations

QUERY_LENGTH = 60
SORTS = [("official", "按公布次序"), ("name", "按名称拼音"), ("round", "按轮次，从早到晚")]


@dataclass(frozen=True)
class Question:
    """What an address asks, checked. ``cleaned`` holds the answers of the form's fields, or ``errors`` why not."""

    typed: QueryDict
    cleaned: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        """Whether it can be answered."""
        return not self.errors

    @classmethod
    def of(cls, typed: QueryDict) -> "Question":
        """From a query string. No form is made for one that asks nothing: most do not, and a form costs a page."""
        if not any(typed.get(name) for name in HonorFilter.base_filters):
            return cls(typed)
        form = HonorFilter(typed, queryset=HonorEntry.objects.none()).form
        # ``is_valid`` also cleans; what was refused is not among the cleaned.
        return cls(typed, form.cleaned_data) if form.is_valid() else cls(typed, errors=form.errors)


class HonorFilter(django_filters.FilterSet):
    """Entries of public lists, narrowed by what the reader chose."""

    q = django_filters.CharFilter(label="名称", method="by_words", max_length=QUERY_LENGTH)
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
        label="等次",
        queryset=AwardTier.objects.in_official_order(),
        empty_label="全部等次",
        null_value=NONE,
        null_label="原文未列等次",
    )
    subdistrict = django_filters.ModelChoiceFilter(
        label="街道（镇）",
        queryset=Subdistrict.objects.in_official_order(),
        to_field_name="slug",
        empty_label="全部街道（镇）",
        null_value=NONE,
        null_label="原文未写街道（镇）",
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
        for one in self.form.fields.values():
            one.error_messages["invalid_choice"] = f"没有这个{one.label}，请从列表里选。"
        self.form.fields["round"].error_messages["invalid"] = "轮次请写数字，比如 7。"

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Every word must be found among the names, pinyin or places of the organisation."""
        return queryset.filter(organization__canonical__in=matching_organizations(value))

    def in_order(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Ordering happens in ``ordered``; here it only has to be a known value."""
        return queryset

    def ordered(self) -> HonorEntryQuerySet:
        """The filtered entries in the order asked for, as the page has it. Ask ``is_valid()`` first."""
        sort = self.form.cleaned_data.get("sort")
        if sort == "name":
            return self.qs.order_by("organization__pinyin", "organization_id", "-round__number", "pk")
        found = self.qs.newest_first()
        if sort == "round":
            # The same order with the first round first.
            _, *rest = found.query.order_by
            return found.order_by("round__number", *rest)
        return found
