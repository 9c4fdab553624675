"""Case studies: the experience behind an honour, told in sections and lessons."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.validators import validate_slug
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from awards.models import AwardRound, Ceremony
from organizations.models import Organization, SourceDocument
from organizations.models.staff import handled_by
from showcase.choices import CaseState

if TYPE_CHECKING:
    from showcase.models.photos import Photo


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    """Questions asked of case studies. Every public page starts at ``public()``."""

    def public(self, at: datetime) -> "CaseStudyQuerySet":
        """Published, or scheduled for a moment that has come by ``at``."""
        return self.filter(Q(state=CaseState.PUBLISHED) | Q(state=CaseState.SCHEDULED, publish_at__lte=at))

    def newest_first(self) -> "CaseStudyQuerySet":
        """Latest published first; cases of one page stay in its order."""
        return self.order_by(F("published_at").desc(nulls_last=True), "position", "pk")

    def for_cards(self) -> "CaseStudyQuerySet":
        """What ``components/case_card.html`` reads: two further queries, however many cards."""
        return self.select_related("round__scheme").prefetch_related("case_organizations__organization", "photos")

    def get_by_natural_key(self, slug: str) -> "CaseStudy":
        """Fixtures name a case by its slug."""
        return self.get(slug=slug)


class CaseStudy(models.Model):
    """One case study (经验案例); it may stand without an award, as 长一's does."""

    slug = models.CharField(
        "网址名", max_length=80, unique=True, validators=[validate_slug], help_text="如 taojiazhai-sixian。"
    )
    title = models.CharField("标题", max_length=120, help_text="照原样；中间的空格是标题的断行处。")
    lead = models.TextField("导语", blank=True, help_text="正文第一个小标题之前的段落。空一行分段。")
    organizations = models.ManyToManyField(
        Organization, through="CaseOrganization", related_name="case_studies", verbose_name="党组织"
    )
    round = models.ForeignKey(
        AwardRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name="相关轮次",
        help_text="案例讲的是哪一轮的荣誉；没有获奖就留空。",
    )
    ceremony = models.ForeignKey(
        Ceremony,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name="展示会",
        help_text="随哪次展示会一同刊出。",
    )
    source = models.ForeignKey(
        SourceDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name="来源",
    )
    position = models.PositiveSmallIntegerField("版面次序", default=1, help_text="同一来源的几篇案例的先后。")
    is_featured = models.BooleanField("首页推荐", default=True)
    state = models.CharField("状态", max_length=10, choices=CaseState, default=CaseState.DRAFT, editable=False)
    publish_at = models.DateTimeField("定时发布", null=True, blank=True, help_text="到时自动公开。")
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)
    written_by = handled_by("撰稿人")
    submitted_by = handled_by("送审人")
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True, editable=False)
    released_by = handled_by("签发人")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField("撤下理由", blank=True, editable=False)
    # A preview link carries it; with another one, links made before lead nowhere.
    preview_nonce = models.CharField(max_length=16, blank=True, default="", editable=False)
    created_at = models.DateTimeField("录入时间", auto_now_add=True)
    updated_at = models.DateTimeField("修改时间", auto_now=True)

    objects = CaseStudyQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="案例修改记录", excluded_fields=["preview_nonce"])

    class Meta:
        verbose_name = "经验案例"
        verbose_name_plural = "经验案例"
        indexes = [
            # The list of cases and the home page read the latest public ones.
            models.Index(fields=["state", "-published_at", "position", "id"], name="case_public_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values),
                name="showcase_case_state_known",
                violation_error_message="案例的状态不正确。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.PUBLISHED) | Q(published_at__isnull=False),
                name="showcase_case_published_has_time",
                violation_error_message="已发布的案例必须有发布时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.SCHEDULED) | Q(publish_at__isnull=False),
                name="showcase_case_scheduled_has_time",
                violation_error_message="定时发布的案例必须填写发布时间。",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | Q(written_by__isnull=True) | ~Q(released_by=F("written_by")),
                name="showcase_case_released_by_another",
                violation_error_message="撰稿人不能签发自己的案例，请由另一位编辑签发。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.WITHDRAWN) | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="showcase_case_withdrawal_has_reason",
                violation_error_message="撤下案例要写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="showcase_case_named",
                violation_error_message="案例必须有标题和网址名。",
            ),
        ]
        permissions = [
            ("submit_casestudy", "可以送审案例"),
            ("release_casestudy", "可以签发和撤下案例"),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "awards.awardround",
        "awards.ceremony",
        "organizations.sourcedocument",
    ]

    @property
    def cover(self) -> "Photo | None":
        """The first photo readers can see; reads ``photos``, which ``for_cards`` fetches."""
        seen = [photo for photo in self.photos.all() if photo.picture()]
        return min(seen, key=lambda photo: (photo.position, photo.pk), default=None)

    def is_public(self, at: datetime) -> bool:
        """Whether readers see this case at ``at``."""
        if self.state == CaseState.SCHEDULED:
            return self.publish_at is not None and self.publish_at <= at
        return self.state == CaseState.PUBLISHED


class CaseOrganizationQuerySet(models.QuerySet["CaseOrganization"]):
    """Questions asked of the organisations of cases."""

    def get_by_natural_key(self, case: str, organization: str) -> "CaseOrganization":
        """Fixtures name one by the slugs of case and organisation."""
        return self.get(case__slug=case, organization__slug=organization)


class CaseOrganization(models.Model):
    """One organisation a case is about, under the name the case itself printed."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, related_name="case_organizations", verbose_name="案例")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="case_organizations", verbose_name="党组织"
    )
    name_as_printed = models.CharField("案例上的名称", max_length=120, help_text="照来源原样。")
    position = models.PositiveSmallIntegerField("次序", default=1)

    objects = CaseOrganizationQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="案例党组织修改记录")

    class Meta:
        verbose_name = "案例的党组织"
        verbose_name_plural = "案例的党组织"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organization"],
                name="showcase_case_organization_once",
                violation_error_message="这个党组织已经列在本案例中。",
            ),
            models.CheckConstraint(
                condition=~Q(name_as_printed=""),
                name="showcase_case_organization_has_printed_name",
                violation_error_message="请照来源填写案例上的名称。",
            ),
        ]

    def __str__(self) -> str:
        return self.name_as_printed

    def natural_key(self) -> tuple[str, str]:
        return (self.case.slug, self.organization.slug)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "showcase.casestudy",
        "organizations.organization",
    ]
