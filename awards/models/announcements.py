"""How many were announced, so that what is missing can be said."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from awards.choices import Inclusion
from awards.models.rounds import AwardRound
from awards.models.schemes import AwardTier
from organizations.models import SourceDocument, Subdistrict


class AnnouncedCountQuerySet(models.QuerySet["AnnouncedCount"]):
    """Questions asked of announced counts."""

    def get_by_natural_key(
        self, scheme_slug: str, number: int, subdistrict: str | None, tier: str | None
    ) -> "AnnouncedCount":
        """Fixtures name a count by what it counts."""
        return self.get(
            round__scheme__slug=scheme_slug,
            round__number=number,
            subdistrict__code=subdistrict,
            tier__name=tier,
        )


class AnnouncedCount(models.Model):
    """A number a source gives for a round: of the whole district, one subdistrict, or one tier."""

    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="announced_counts", verbose_name="轮")
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="announced_counts",
        verbose_name="街道（镇）",
        help_text="留空表示全区。",
    )
    tier = models.ForeignKey(
        AwardTier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="announced_counts",
        verbose_name="等次",
        help_text="留空表示各等次合计。",
    )
    count = models.PositiveIntegerField("公布总数")
    includes_specials = models.CharField("是否含专项奖", max_length=8, choices=Inclusion, default=Inclusion.UNKNOWN)
    source = models.ForeignKey(
        SourceDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="announced_counts",
        verbose_name="来源",
    )

    objects = AnnouncedCountQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="公布总数修改记录")

    class Meta:
        verbose_name = "公布总数"
        verbose_name_plural = "公布总数"
        constraints = [
            # NULL is a value here (“the whole district”), so it is counted as 0.
            models.UniqueConstraint(
                "round",
                Coalesce("subdistrict", 0),
                Coalesce("tier", 0),
                name="awards_announced_count_once",
                violation_error_message="这一轮的这个范围已经登记过公布总数。",
            ),
            models.CheckConstraint(
                condition=Q(includes_specials__in=Inclusion.values),
                name="awards_announced_inclusion_known",
                violation_error_message="请选择是否含专项奖。",
            ),
        ]

    def __str__(self) -> str:
        scope = "".join(str(part) for part in (self.subdistrict, self.tier) if part) or "全区"
        return f"{scope} {self.count}"

    def natural_key(self) -> tuple[str, int, str | None, str | None]:
        return (
            *self.round.natural_key(),
            self.subdistrict.code if self.subdistrict else None,
            self.tier.name if self.tier else None,
        )

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "awards.awardround",
        "awards.awardtier",
        "organizations.subdistrict",
        "organizations.sourcedocument",
    ]

    def clean(self) -> None:
        """Say what SQL cannot: the tier belongs to the round's scheme."""
        if self.tier_id and self.round_id and self.tier and self.tier.scheme_id != self.round.scheme_id:
            raise ValidationError({"tier": "请选择本奖项的等次。"})
