"""What happened to an honour after it was conferred."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from awards.choices import CorrectedField, StandingAct
from awards.models.entries import HonorEntry
from organizations.models.staff import handled_by


class StandingChange(models.Model):
    """One decision to revoke, end or restore an honour; rows are only ever added."""

    entry = models.ForeignKey(HonorEntry, models.PROTECT, related_name="standing_changes", verbose_name="光荣榜条目")
    act = models.CharField("决定", max_length=8, choices=StandingAct)
    decision_number = models.CharField("决定文号", max_length=60)
    decided_on = models.DateField("决定日期")
    reason = models.TextField("理由", help_text="公开显示。")
    recorded_by = handled_by("登记人")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)

    history = HistoricalRecords(verbose_name="荣誉状态修改记录")

    class Meta:
        verbose_name = "荣誉状态变更"
        verbose_name_plural = "荣誉状态变更（撤销、终止、恢复）"
        indexes = [
            # “最近更新” on every page asks for the latest.
            models.Index(fields=["-recorded_at"], name="standing_change_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=StandingAct.values),
                name="awards_standing_act_known",
                violation_error_message="请选择撤销、终止或恢复。",
            ),
            models.CheckConstraint(
                condition=~Q(decision_number="") & ~Q(reason=""),
                name="awards_standing_has_decision",
                violation_error_message="荣誉状态变更必须有决定文号和理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.entry}"


class Correction(models.Model):
    """What a public entry said before and after, and why; readers see it. Rows are only added."""

    entry = models.ForeignKey(HonorEntry, models.PROTECT, related_name="corrections", verbose_name="光荣榜条目")
    field = models.CharField("更正内容", max_length=20, choices=CorrectedField)
    before = models.TextField("更正前", blank=True)
    after = models.TextField("更正后", blank=True)
    reason = models.TextField("更正理由", help_text="公开显示：错在哪里，依据是什么。")
    corrected_by = handled_by("更正人")
    corrected_at = models.DateTimeField("更正时间", auto_now_add=True, db_index=True)

    history = HistoricalRecords(verbose_name="更正修改记录")

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        indexes = [
            # The log, its feed and “最近更新” on every page read the latest.
            models.Index(fields=["-corrected_at"], name="correction_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(field__in=CorrectedField.values),
                name="awards_correction_field_known",
                violation_error_message="请选择更正的内容。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="awards_correction_has_reason",
                violation_error_message="请写明更正理由。",
            ),
            models.CheckConstraint(
                condition=~Q(before=models.F("after")),
                name="awards_correction_changes_something",
                violation_error_message="更正前后相同，没有需要更正的内容。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.get_field_display()}"
