"""The rounds in which a scheme is conferred."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from awards.choices import ListState
from awards.models.ceremonies import Ceremony
from awards.models.schemes import AwardScheme, AwardTier
from awards.numerals import chinese_numeral


class AwardRoundQuerySet(models.QuerySet["AwardRound"]):
    """Questions asked of rounds."""

    def public(self) -> "AwardRoundQuerySet":
        """A round is public once one of its lists is."""
        return self.filter(lists__state__in=ListState.PUBLIC).distinct()

    def with_scheme(self) -> "AwardRoundQuerySet":
        """Everything a round's title and address read, in the same query."""
        return self.select_related("scheme", "ceremony")

    def newest_first(self) -> "AwardRoundQuerySet":
        """Scheme by scheme, the latest round first."""
        return self.order_by("scheme__position", "-number", "pk")

    def get_by_natural_key(self, scheme_slug: str, number: int) -> "AwardRound":
        """Fixtures name a round by scheme and number."""
        return self.get(scheme__slug=scheme_slug, number=number)


class AwardRound(models.Model):
    """One conferral of a scheme across the district; no fixed number of years lies between two."""

    scheme = models.ForeignKey(AwardScheme, models.PROTECT, related_name="rounds", verbose_name="奖项")
    number = models.PositiveSmallIntegerField("轮次", validators=[MinValueValidator(1)])
    ceremony = models.ForeignKey(
        Ceremony,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name="展示会",
        help_text="在哪次展示会上公布；没有就留空。",
    )
    decided_on = models.DateField("表彰决定日期", null=True, blank=True)
    document_number = models.CharField("表彰决定文号", max_length=60, blank=True, help_text="不清楚就留空。")
    document_title = models.CharField("表彰决定名称", max_length=200, blank=True)
    note = models.TextField("备注", blank=True, help_text="仅工作人员可见。")
    tiers = models.ManyToManyField(AwardTier, through="RoundTier", related_name="rounds", verbose_name="本轮等次")

    objects = AwardRoundQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="轮次修改记录")

    class Meta:
        verbose_name = "轮"
        verbose_name_plural = "轮"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="awards_round_once",
                violation_error_message="这个奖项已经有这一轮。",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="awards_round_number_positive",
                violation_error_message="轮次从 1 开始。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}{self.scheme.short_name}"

    @property
    def label(self) -> str:
        """第七轮."""
        return f"第{chinese_numeral(self.number)}轮"

    @property
    def full_title(self) -> str:
        """第七轮居民区党建工作“金银奖”. Reads the scheme."""
        return f"{self.label}{self.scheme.name}"

    def natural_key(self) -> tuple[str, int]:
        return (self.scheme.slug, self.number)

    natural_key.dependencies = ["awards.awardscheme", "awards.ceremony"]  # type: ignore[attr-defined]


class RoundTierQuerySet(models.QuerySet["RoundTier"]):
    """Questions asked of a round's tiers."""

    def in_official_order(self) -> "RoundTierQuerySet":
        """As that round's decision lists them."""
        return self.select_related("tier").order_by("position", "pk")

    def get_by_natural_key(self, scheme_slug: str, number: int, tier: str) -> "RoundTier":
        """Fixtures name a round's tier by round and tier name."""
        return self.get(round__scheme__slug=scheme_slug, round__number=number, tier__name=tier)


class RoundTier(models.Model):
    """One tier as one round conferred it, in that round's official order."""

    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="round_tiers", verbose_name="轮")
    tier = models.ForeignKey(AwardTier, models.PROTECT, related_name="round_tiers", verbose_name="等次")
    position = models.PositiveSmallIntegerField("次序")
    is_vacant = models.BooleanField("本届空缺", default=False, help_text="这一轮设了这个等次但没有授予。")

    objects = RoundTierQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="本轮等次修改记录")

    class Meta:
        verbose_name = "本轮等次"
        verbose_name_plural = "本轮等次（按表彰决定的次序）"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "tier"],
                name="awards_round_tier_once",
                violation_error_message="这一轮已经有这个等次。",
            ),
            models.UniqueConstraint(
                fields=["round", "position"],
                name="awards_round_tier_position_once",
                violation_error_message="两个等次不能排在同一次序。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.tier}"

    def natural_key(self) -> tuple[str, int, str]:
        return (*self.round.natural_key(), self.tier.name)

    natural_key.dependencies = ["awards.awardround", "awards.awardtier"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Say what SQL cannot: round and tier belong to one scheme."""
        if self.round_id and self.tier_id and self.round.scheme_id != self.tier.scheme_id:
            raise ValidationError({"tier": "请选择本奖项的等次。"})
