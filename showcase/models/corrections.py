"""What published cases said before, and what readers say is wrong."""

import re

from django.db import models
from django.db.models import F, Q
from django.urls import Resolver404, resolve
from simple_history.models import HistoricalRecords

from organizations.models.staff import handled_by
from showcase.choices import ReportState
from showcase.models.cases import CaseStudy


class CaseCorrection(models.Model):
    """What a published case said before and after, and why; readers see it. Rows are only added."""

    case = models.ForeignKey(CaseStudy, models.PROTECT, related_name="corrections", verbose_name="案例")
    place = models.CharField("更正之处", max_length=120, help_text="如“第二节第一段”。")
    before = models.TextField("更正前", blank=True)
    after = models.TextField("更正后", blank=True)
    reason = models.TextField("更正理由", help_text="公开显示。")
    corrected_by = handled_by("更正人")
    corrected_at = models.DateTimeField("更正时间", auto_now_add=True, db_index=True)

    history = HistoricalRecords(verbose_name="案例更正修改记录")

    class Meta:
        verbose_name = "案例更正"
        verbose_name_plural = "案例更正"
        indexes = [
            # The log and “最近更新” on every page read the latest.
            models.Index(fields=["-corrected_at"], name="case_correction_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="showcase_case_correction_has_reason",
                violation_error_message="请写明更正理由。",
            ),
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="showcase_case_correction_changes_something",
                violation_error_message="更正前后相同，没有需要更正的内容。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.place}"


class ErrorReport(models.Model):
    """A reader's word that something is wrong; its outcome is public, its sender never."""

    page = models.CharField("页面", max_length=300, help_text="读者当时所在的页面。")
    message = models.TextField("读者指出的问题", max_length=2000)
    state = models.CharField("处理结果", max_length=10, choices=ReportState, default=ReportState.OPEN)
    outcome = models.TextField("处理说明", blank=True, help_text="公开显示，不要写读者的任何信息。")
    created_at = models.DateTimeField("收到时间", auto_now_add=True)
    settled_by = handled_by("处理人")
    settled_at = models.DateTimeField("处理时间", null=True, blank=True, editable=False)

    history = HistoricalRecords(verbose_name="读者纠错修改记录")

    class Meta:
        verbose_name = "读者纠错"
        verbose_name_plural = "读者纠错"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values),
                name="showcase_report_state_known",
                violation_error_message="请选择处理结果。",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN) | ~Q(outcome=""),
                name="showcase_report_outcome_explained",
                violation_error_message="处理完毕要写明处理说明。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.message[:20]}"

    def public_page(self) -> str:
        """The page as readers may see it: an address of this site; nothing where a reader typed something else.

        What was typed is the sender's own words, and a long number in it may be a telephone.
        """
        try:
            is_ours = resolve(self.page).app_name == "showcase"
        except Resolver404:
            return ""
        return self.page if is_ours and not re.search(r"\d{7}", self.page) else ""
