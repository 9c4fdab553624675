"""Choosing a tier: only among those of the award in question."""

from typing import Any

from django.contrib import admin
from django.forms import ModelChoiceField
from django.http import HttpRequest

from awards.models import AwardRound, AwardTier, RoundTier
from organizations.admin.desk import PartAdmin, RowInline
from organizations.admin.together import NumberedForm, NumberedFormSet


def offer_tiers(field: ModelChoiceField, award_round: AwardRound) -> None:
    """Let ``field`` offer the tiers of that round's scheme, asked of the database once."""
    field.queryset = AwardTier.objects.filter(scheme=award_round.scheme_id).in_official_order()
    field.choices = list(iter(field.choices))


class TierChoiceInline(RowInline):
    """Rows of a round that name one of its scheme's tiers."""

    def get_formset(self, request: HttpRequest, obj: AwardRound | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if obj and (field := formset.form.base_fields.get("tier")):
            offer_tiers(field, obj)
        return formset


class RoundTierFormSet(NumberedFormSet):
    """The official order of one round."""


class RoundTierInline(TierChoiceInline):
    """Which tiers a round conferred, in the order of its decision."""

    model = RoundTier
    form = NumberedForm
    formset = RoundTierFormSet
    fieldsets = [(None, {"fields": [("position", "tier", "is_vacant")]})]
    ordering = ["position", "pk"]


@admin.register(RoundTier)
class RoundTierAdmin(PartAdmin):
    """Tiers of all rounds, to look through."""

    list_display = ["round", "position", "tier", "is_vacant"]
    list_select_related = ["round__scheme", "tier"]
    ordering = ["round", "position", "pk"]
