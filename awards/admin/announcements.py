"""Announced counts: written on the page of their round."""

from django.contrib import admin

from awards.admin.tiers import TierChoiceInline
from awards.models import AnnouncedCount
from organizations.admin.desk import PartAdmin
from organizations.admin.whole_record import WholeInlineFormSet, constraint_named


class AnnouncedCountFormSet(WholeInlineFormSet):
    """One number for each scope; an empty subdistrict or tier is a scope of its own."""

    once = ((("subdistrict_id", "tier_id"), constraint_named(AnnouncedCount, "awards_announced_count_once")),)


class AnnouncedCountInline(TierChoiceInline):
    """How many were announced for a round."""

    model = AnnouncedCount
    formset = AnnouncedCountFormSet
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": [("subdistrict", "tier", "count", "includes_specials"), "source"]})]
    ordering = ["subdistrict__code", "tier__rank", "pk"]


@admin.register(AnnouncedCount)
class AnnouncedCountAdmin(PartAdmin):
    """All announced counts, to look through."""

    list_display = ["round", "subdistrict", "tier", "count", "includes_specials"]
    list_select_related = ["round__scheme", "subdistrict", "tier"]
    ordering = ["round", "subdistrict__code", "pk"]
