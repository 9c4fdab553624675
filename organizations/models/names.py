"""Every name an organisation has borne or been printed under."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from organizations.choices import NameKind
from organizations.models.organization import Organization
from organizations.models.sources import SourceDocument


class OrganizationNameQuerySet(models.QuerySet["OrganizationName"]):
    """Questions asked of names."""

    def through_time(self) -> "OrganizationNameQuerySet":
        """The current name first, then the others, latest first."""
        current_first = models.Case(models.When(kind=NameKind.CURRENT, then=0), default=1)
        return self.order_by(current_first, F("until").desc(nulls_first=True), "pk")

    def get_by_natural_key(self, slug: str, text: str) -> "OrganizationName":
        """Fixtures name a name by its organisation and its text."""
        return self.get(organization__slug=slug, text=text)


class OrganizationName(models.Model):
    """One name of one organisation, as written; ``until`` is the first day it no longer held."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names", verbose_name="党组织")
    text = models.CharField("名称", max_length=120, help_text="照来源原样，括号、引号都不改。")
    folded = models.CharField(max_length=120, editable=False)
    kind = models.CharField("性质", max_length=12, choices=NameKind)
    since = models.DateField("启用日期", null=True, blank=True, help_text="不清楚就留空。")
    until = models.DateField("停用日期", null=True, blank=True, help_text="不再使用的第一天；现用名留空。")
    source = models.ForeignKey(
        SourceDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="names",
        verbose_name="来源",
    )

    objects = OrganizationNameQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="名称修改记录")

    class Meta:
        verbose_name = "名称"
        verbose_name_plural = "名称（现用名、曾用名、简称、异写）"
        indexes = [
            # Matching an imported list looks every name up by its folded form.
            models.Index(fields=["folded"], name="organization_name_by_fold"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(kind=NameKind.CURRENT),
                name="organizations_name_one_current",
                violation_error_message="一个党组织只能有一个现用名。",
            ),
            models.UniqueConstraint(
                fields=["organization", "text"],
                name="organizations_name_text_once",
                violation_error_message="这个名称已经登记过。",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NameKind.values),
                name="organizations_name_kind_known",
                violation_error_message="请选择名称的性质。",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="organizations_name_until_after_since",
                violation_error_message="停用日期必须晚于启用日期。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=NameKind.CURRENT) | Q(until__isnull=True),
                name="organizations_name_current_has_no_end",
                violation_error_message="现用名没有停用日期；如已停用，请改为曾用名。",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(folded=""),
                name="organizations_name_not_empty",
                violation_error_message="名称不能为空，也不能只有标点。",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str]:
        return (self.organization.slug, self.text)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "organizations.organization",
        "organizations.sourcedocument",
    ]
