"""What can be conferred: the awards and their tiers."""

from django.core.validators import validate_slug
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from awards.choices import TierKind
from organizations.choices import Sector


class AwardSchemeQuerySet(models.QuerySet["AwardScheme"]):
    """Questions asked of award schemes."""

    def in_official_order(self) -> "AwardSchemeQuerySet":
        """As the district lists them."""
        return self.order_by("position", "pk")

    def get_by_natural_key(self, slug: str) -> "AwardScheme":
        """Fixtures name a scheme by its slug."""
        return self.get(slug=slug)


class AwardScheme(models.Model):
    """One honour the district confers again and again, such as 居民区党建“金银奖”."""

    slug = models.CharField(
        "网址名", max_length=40, unique=True, validators=[validate_slug], help_text="如 jinyin，永久不变。"
    )
    name = models.CharField("全称", max_length=80, unique=True, help_text="如：居民区党建工作“金银奖”。")
    short_name = models.CharField("简称", max_length=20, unique=True, help_text="如：“金银奖”。")
    sector = models.CharField("授予对象", max_length=12, choices=Sector)
    since_year = models.PositiveSmallIntegerField("设立年份", null=True, blank=True)
    description = models.TextField("说明", blank=True, help_text="公开显示。空一行分段。")
    approval_reference = models.CharField(
        "批准依据", max_length=200, blank=True, help_text="批准设立本奖项的文件；没有就留空。"
    )
    position = models.PositiveSmallIntegerField("排列次序", default=1)

    objects = AwardSchemeQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="奖项修改记录")

    class Meta:
        verbose_name = "奖项"
        verbose_name_plural = "奖项"
        constraints = [
            models.CheckConstraint(
                condition=Q(sector__in=Sector.values),
                name="awards_scheme_sector_known",
                violation_error_message="请选择授予对象：居民区或“两新”组织。",
            ),
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(name="") & ~Q(short_name=""),
                name="awards_scheme_named",
                violation_error_message="奖项必须有全称、简称和网址名。",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class AwardTierQuerySet(models.QuerySet["AwardTier"]):
    """Questions asked of tiers."""

    def in_official_order(self) -> "AwardTierQuerySet":
        """The ladder from the top, then the special awards."""
        return self.order_by(F("rank").asc(nulls_last=True), "pk")

    def get_by_natural_key(self, scheme_slug: str, name: str) -> "AwardTier":
        """Fixtures name a tier by scheme and name."""
        return self.get(scheme__slug=scheme_slug, name=name)


class AwardTier(models.Model):
    """One grade of a scheme; a special award (特色治理奖) has no rank, for no source ranks it."""

    scheme = models.ForeignKey(AwardScheme, models.PROTECT, related_name="tiers", verbose_name="奖项")
    name = models.CharField("等次名称", max_length=30, help_text="照表彰决定，如“金奖标兵”。")
    kind = models.CharField("性质", max_length=8, choices=TierKind, default=TierKind.LADDER)
    rank = models.PositiveSmallIntegerField("级别", null=True, blank=True, help_text="1 为最高；专项奖不排级别，留空。")
    mark = models.CharField("标记字", max_length=1, help_text="印章式标记中的一个字，如“标”“金”“银”“特”。")
    approval_reference = models.CharField(
        "批准依据", max_length=200, blank=True, help_text="批准设立这一等次的文件；没有就留空。"
    )

    objects = AwardTierQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="等次修改记录")

    class Meta:
        verbose_name = "等次"
        verbose_name_plural = "等次"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"],
                name="awards_tier_name_once",
                violation_error_message="这个奖项已经有同名的等次。",
            ),
            models.UniqueConstraint(
                fields=["scheme", "rank"],
                condition=Q(rank__isnull=False),
                name="awards_tier_rank_once",
                violation_error_message="这个奖项已经有同级别的等次。",
            ),
            models.CheckConstraint(
                condition=Q(kind=TierKind.LADDER, rank__isnull=False) | Q(kind=TierKind.SPECIAL, rank__isnull=True),
                name="awards_tier_ladder_is_ranked",
                violation_error_message="等级奖要填级别；专项奖不排级别，请留空。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(mark=""),
                name="awards_tier_named",
                violation_error_message="等次必须有名称和标记字。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (self.scheme.slug, self.name)

    natural_key.dependencies = ["awards.awardscheme"]  # type: ignore[attr-defined]
