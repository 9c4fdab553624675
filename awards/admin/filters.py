"""Side filters whose choices say their full name and are asked of the database once."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from awards.models import AwardRound


class RoundFilter(admin.SimpleListFilter):
    """By round: 第七轮“金银奖”. The stock filter would ask for the scheme of every round."""

    title = "轮次"
    parameter_name = "round"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(one.pk), str(one)) for one in AwardRound.objects.with_scheme().newest_first()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.value()
        return queryset.filter(round=int(chosen)) if chosen and chosen.isdecimal() else queryset
