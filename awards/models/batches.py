"""Imports as they were received, read, settled and written."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from awards.choices import BatchState, Resolution, TierBasis, Verdict
from awards.models.entries import HonorEntry
from awards.models.lists import HonorList
from awards.models.rounds import AwardRound
from awards.models.schemes import AwardTier
from organizations.models import Organization, SourceDocument, Subdistrict
from organizations.models.staff import handled_by


class ImportBatch(models.Model):
    """One text or file of results: its bytes are in ``source``, each of its rows in ``rows``."""

    source = models.ForeignKey(SourceDocument, models.PROTECT, related_name="import_batches", verbose_name="来源")
    round = models.ForeignKey(
        AwardRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_batches",
        verbose_name="默认轮次",
        help_text="文中没有写明时采用。",
    )
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_batches",
        verbose_name="默认街道（镇）",
        help_text="文中没有写明时采用。",
    )
    state = models.CharField("状态", max_length=8, choices=BatchState, default=BatchState.PLANNED, editable=False)
    created_by = handled_by("导入人")
    created_at = models.DateTimeField("导入时间", auto_now_add=True)
    applied_at = models.DateTimeField("写入时间", null=True, blank=True, editable=False)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True, editable=False)
    problems = models.JSONField("读取时的提示", default=list, blank=True, editable=False)

    history = HistoricalRecords(verbose_name="批次修改记录")

    class Meta:
        verbose_name = "录入批次"
        verbose_name_plural = "录入批次"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BatchState.values),
                name="awards_batch_state_known",
                violation_error_message="批次的状态不正确。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}（{self.created_at:%Y-%m-%d}）"


class ImportRow(models.Model):
    """One row as read, what the matcher made of it, how a person settled it, what it became."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name="批次")
    number = models.PositiveIntegerField("序号")
    location = models.CharField("位置", max_length=60, help_text="在来源中的位置，如“第 3 行”。")
    tier_text = models.CharField("等次（原文）", max_length=120, blank=True)
    organization_text = models.CharField("名称（原文）", max_length=300, blank=True)
    subdistrict_text = models.CharField("街道（原文）", max_length=120, blank=True)
    rest = models.JSONField("其余各栏", default=dict, blank=True)
    round = models.ForeignKey(
        AwardRound, models.PROTECT, null=True, blank=True, related_name="import_rows", verbose_name="轮"
    )
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name="街道（镇）",
    )
    tier = models.ForeignKey(
        AwardTier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name="等次",
    )
    tier_basis = models.CharField("等次依据", max_length=14, choices=TierBasis, default=TierBasis.PRINTED)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name="党组织",
    )
    verdict = models.CharField("结论", max_length=8, choices=Verdict)
    message = models.TextField("说明", blank=True)
    suggestions = models.JSONField("候选", default=list, blank=True)
    list = models.ForeignKey(
        HonorList,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name="名单",
    )
    resolution = models.CharField("处理", max_length=8, choices=Resolution, blank=True, default="")
    settled_by = handled_by("处理人")
    settled_at = models.DateTimeField("处理时间", null=True, blank=True, editable=False)
    entry = models.ForeignKey(
        HonorEntry,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="import_rows",
        verbose_name="写入的条目",
    )

    # Reading and writing thousands of rows at once leaves no trace here; each decision of a person does.
    history = HistoricalRecords(verbose_name="录入行修改记录")

    class Meta:
        verbose_name = "录入行"
        verbose_name_plural = "录入行"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="awards_import_row_number_once",
                violation_error_message="同一批次里序号不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values),
                name="awards_import_row_verdict_known",
                violation_error_message="录入行的结论不正确。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location} {self.organization_text}"
