"""Award schemes with their tiers."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from awards.models import AwardScheme, AwardTier
from organizations.admin.desk import HistoryDeskAdmin, PartAdmin, RowInline
from organizations.admin.whole_record import WholeInlineFormSet, constraint_named


class TierFormSet(WholeInlineFormSet):
    """The ladder of one scheme."""

    once_where_given = ((("rank",), constraint_named(AwardTier, "awards_tier_rank_once")),)


class TierInline(RowInline):
    """The tiers of a scheme."""

    model = AwardTier
    formset = TierFormSet
    fieldsets = [(None, {"fields": [("name", "kind", "rank", "mark"), "approval_reference"]})]
    ordering = ["rank", "pk"]


@admin.register(AwardScheme)
class AwardSchemeAdmin(HistoryDeskAdmin):
    """What the district confers; a new one is founded rarely."""

    inlines = [TierInline]
    list_display = ["short_name", "name", "sector", "since_year", "round_count"]
    list_filter = ["sector"]
    search_fields = ["name", "short_name", "slug"]
    ordering = ["position", "pk"]
    fieldsets = [
        (
            None,
            {
                "fields": [("name", "short_name"), ("sector", "since_year")],
                "description": "一个奖项评很多轮；它的等次在下面登记，每一轮再从中选用。",
            },
        ),
        ("公开说明", {"fields": ["description", "approval_reference"]}),
        ("网址与排列", {"fields": ["slug", "position"], "description": "网址名一经登记不再改变。"}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AwardScheme]:
        return super().get_queryset(request).annotate(rounds_held=Count("rounds"))

    def get_readonly_fields(self, request: HttpRequest, obj: AwardScheme | None = None) -> list[str]:
        return ["slug"] if obj else []

    @admin.display(description="已登记轮数", ordering="rounds_held")
    def round_count(self, scheme: AwardScheme) -> int:
        return scheme.rounds_held  # type: ignore[attr-defined]


@admin.register(AwardTier)
class AwardTierAdmin(PartAdmin):
    """Tiers are written on the page of their scheme."""

    list_display = ["name", "scheme", "kind", "rank"]
    search_fields = ["name"]
    ordering = ["scheme__position", "rank", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AwardTier]:
        return super().get_queryset(request).select_related("scheme")

    def describe_choice(self, record: AwardTier) -> str:
        return f"{record.scheme} {record}"
