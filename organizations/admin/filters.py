"""Side filters that say in words whether something has happened."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest


class HappenedFilter(admin.SimpleListFilter):
    """Two choices over one field: still empty, or filled."""

    field: str
    words: tuple[str, str]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(zip(("no", "yes"), self.words, strict=True))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in ("no", "yes"):
            return queryset
        return queryset.filter(**{f"{self.field}__isnull": self.value() == "no"})


class MergedFilter(HappenedFilter):
    """Organisations that stand for themselves, and those merged into another."""

    title, parameter_name = "合并情况", "merged"
    field, words = "merged_into", ("单独登记", "已并入别的党组织")


class UndoneFilter(HappenedFilter):
    """Merges in force, and those undone."""

    title, parameter_name = "合并情况", "undone"
    field, words = "undone_at", ("有效", "已撤销")


class RestoredFilter(HappenedFilter):
    """Drafts that lie in the bin, and those brought back."""

    title, parameter_name = "现在", "restored"
    field, words = "restored_at", ("在回收站", "已恢复")
