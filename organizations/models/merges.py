"""Two registrations of one organisation, joined by a pointer and separable again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from organizations.models.organization import Organization


class OrganizationMerge(models.Model):
    """One decision that two registrations are the same organisation; undone, never deleted."""

    from_organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="merges_away", verbose_name="被合并的党组织"
    )
    into_organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="merges_received", verbose_name="保留的党组织"
    )
    reason = models.TextField("合并理由", help_text="为什么认定是同一个党组织，依据是什么。")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="合并人",
    )
    merged_at = models.DateTimeField("合并时间", auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤销人",
    )
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undo_reason = models.TextField("撤销理由", blank=True)

    history = HistoricalRecords(verbose_name="合并修改记录")

    class Meta:
        verbose_name = "合并"
        verbose_name_plural = "合并记录"
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_organization=F("into_organization")),
                name="organizations_merge_two_organizations",
                violation_error_message="请选择两个不同的党组织。",
            ),
            models.UniqueConstraint(
                fields=["from_organization"],
                condition=Q(undone_at__isnull=True),
                name="organizations_merge_once_at_a_time",
                violation_error_message="这个党组织已经并入另一个；请先撤销那次合并。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="organizations_merge_has_reason",
                violation_error_message="请写明合并理由。",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undo_reason="") | (Q(undone_at__isnull=False) & ~Q(undo_reason="")),
                name="organizations_merge_undo_has_reason",
                violation_error_message="撤销合并要写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_organization} → {self.into_organization}"
