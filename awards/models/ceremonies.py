"""The occasions on which rounds are released."""

from django.core.validators import validate_slug
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from awards.choices import ListState
from organizations.models import SourceDocument


class CeremonyQuerySet(models.QuerySet["Ceremony"]):
    """Questions asked of ceremonies."""

    def public(self) -> "CeremonyQuerySet":
        """Those that released at least one list the public may see."""
        return self.filter(rounds__lists__state__in=ListState.PUBLIC).distinct()

    def newest_first(self) -> "CeremonyQuerySet":
        """By date; undated ones last."""
        return self.order_by(F("held_on").desc(nulls_last=True), "-pk")

    def get_by_natural_key(self, slug: str) -> "Ceremony":
        """Fixtures name a ceremony by its slug."""
        return self.get(slug=slug)


class Ceremony(models.Model):
    """One occasion (展示会) that released the results of one or several rounds."""

    slug = models.CharField("网址名", max_length=80, unique=True, validators=[validate_slug])
    title = models.CharField("名称", max_length=120)
    held_on = models.DateField("举办日期", null=True, blank=True, help_text="不清楚就留空。")
    year_is_inferred = models.BooleanField(
        "年份为推断", default=False, help_text="原文只有月日时勾选，并在下面写明依据；公开页会注明。"
    )
    time_of_day = models.CharField("时段", max_length=20, blank=True, help_text="原文写了才填，如“下午”。")
    date_note = models.CharField("日期说明", max_length=200, blank=True, help_text="公开显示，如推断年份的依据。")
    foreword_heading = models.CharField("前言栏名", max_length=30, blank=True, help_text="如“编者按”。")
    foreword = models.TextField("前言", blank=True, help_text="空一行分段。")
    source = models.ForeignKey(
        SourceDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ceremonies",
        verbose_name="来源",
    )

    objects = CeremonyQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="展示会修改记录")

    class Meta:
        verbose_name = "展示会"
        verbose_name_plural = "展示会"
        constraints = [
            models.CheckConstraint(
                condition=Q(year_is_inferred=False) | (Q(held_on__isnull=False) & ~Q(date_note="")),
                name="awards_ceremony_inference_is_explained",
                violation_error_message="年份为推断时，要填日期并写明推断的依据。",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="awards_ceremony_named",
                violation_error_message="展示会必须有名称和网址名。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["organizations.sourcedocument"]  # type: ignore[attr-defined]
