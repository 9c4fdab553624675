"""Honour lists: the unit in which results are entered, reviewed and released."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from awards.choices import ListState
from awards.models.rounds import AwardRound
from organizations.models import SourceDocument, Subdistrict
from organizations.models.staff import handled_by


class HonorListQuerySet(models.QuerySet["HonorList"]):
    """Questions asked of honour lists."""

    def public(self) -> "HonorListQuerySet":
        """Those the public may see: on public notice, or released."""
        return self.filter(state__in=ListState.PUBLIC)

    def with_round(self) -> "HonorListQuerySet":
        """Everything a list's title reads, in the same query."""
        return self.select_related("round__scheme", "subdistrict")

    def in_official_order(self) -> "HonorListQuerySet":
        """Scheme by scheme, latest round first, subdistricts by code."""
        return self.order_by(
            "round__scheme__position", "-round__number", F("subdistrict__code").asc(nulls_first=True), "pk"
        )

    def get_by_natural_key(self, scheme_slug: str, number: int, heading: str) -> "HonorList":
        """Fixtures name a list by round and printed heading."""
        return self.get(round__scheme__slug=scheme_slug, round__number=number, heading=heading)


class HonorList(models.Model):
    """One roll (光荣榜) as one source gives it: of a round, and often of one subdistrict."""

    round = models.ForeignKey(AwardRound, models.PROTECT, related_name="lists", verbose_name="轮")
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="honor_lists",
        verbose_name="街道（镇）",
        help_text="全区的名单留空。",
    )
    heading = models.CharField("榜单标题", max_length=200, blank=True, help_text="照来源原样抄录，引号、空格都不改。")
    source = models.ForeignKey(
        SourceDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="honor_lists",
        verbose_name="来源",
    )
    state = models.CharField("状态", max_length=10, choices=ListState, default=ListState.DRAFT, editable=False)
    objections_until = models.DateField(
        "公示截止日", null=True, blank=True, help_text="公示的最后一天；不设公示就留空。"
    )
    objections_contact = models.CharField(
        "公示联系方式", max_length=200, blank=True, help_text="受理单位和办公电话；不要写个人电话。"
    )
    entered_by = handled_by("录入人")
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, editable=False, related_name="edited_lists", verbose_name="修改过的人"
    )
    created_at = models.DateTimeField("录入时间", auto_now_add=True)
    submitted_by = handled_by("提交人")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True, editable=False)
    # The last time only, until the list is released; earlier ones are in the history.
    returned_by = handled_by("退回人")
    returned_at = models.DateTimeField("退回时间", null=True, blank=True, editable=False)
    return_reason = models.TextField("退回理由", blank=True, editable=False)
    released_by = handled_by("公布人")
    released_at = models.DateTimeField("公布时间", null=True, blank=True, editable=False)
    withdrawn_by = handled_by("撤下人")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField("撤下理由", blank=True, editable=False)

    objects = HonorListQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="名单修改记录")

    class Meta:
        verbose_name = "名单（光荣榜）"
        verbose_name_plural = "名单（光荣榜）"
        indexes = [
            # “Is this round public?” is asked by every public page.
            models.Index(fields=["round", "state"], name="honor_list_round_state"),
            # “最近更新” on every page asks for the latest.
            models.Index(fields=["-released_at"], name="honor_list_released"),
            models.Index(fields=["-withdrawn_at"], name="honor_list_withdrawn"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ListState.values),
                name="awards_list_state_known",
                violation_error_message="名单的状态不正确。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ListState.PUBLIC) | Q(released_at__isnull=False),
                name="awards_list_public_has_release",
                violation_error_message="公开的名单必须有公布时间。",
            ),
            # Four eyes: NULL (loaded from a file, by nobody) is never equal.
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | Q(entered_by__isnull=True) | ~Q(released_by=F("entered_by")),
                name="awards_list_released_by_another",
                violation_error_message="录入名单的人不能公布它，请由另一位审核员公布。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ListState.WITHDRAWN) | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="awards_list_withdrawal_has_reason",
                violation_error_message="撤下名单要写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | ~Q(return_reason=""),
                name="awards_list_return_has_reason",
                violation_error_message="退回名单要写明要改什么。",
            ),
        ]
        permissions = [
            ("submit_honorlist", "可以提交名单审核"),
            ("release_honorlist", "可以公布和撤下名单"),
        ]

    def __str__(self) -> str:
        return self.heading or f"{self.subdistrict or '全区'}{self.round}"

    def natural_key(self) -> tuple[str, int, str]:
        return (*self.round.natural_key(), self.heading)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "awards.awardround",
        "organizations.subdistrict",
        "organizations.sourcedocument",
    ]

    def clean(self) -> None:
        """Say what SQL cannot: a list with entries stays in its round."""
        if self.pk and self.entries.exclude(round=self.round_id).exists():
            raise ValidationError({"round": "名单里已有条目，不能再改到另一轮。"})

    def is_public(self) -> bool:
        """Whether readers see this list."""
        return self.state in ListState.PUBLIC

    def was_public(self) -> bool:
        """Whether readers ever saw it; from then on nothing in it is deleted."""
        return self.released_at is not None
