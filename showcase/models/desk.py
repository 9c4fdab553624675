"""What the editors' desk keeps beside a case: how it came in, who signed, which words to watch."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from awards.models import Ceremony, ImportBatch
from organizations.models import SourceDocument
from organizations.models.staff import handled_by
from showcase.choices import DocumentKind, SignOffAct
from showcase.models.cases import CaseStudy


class DocumentImport(models.Model):
    """One Word file or newspaper page that became drafts; the file as received is in ``source``.

    ``decisions`` is a list of ``{"place", "question", "case"}``: what a person has still to decide,
    where in the source, and the slug of the draft it concerns ("" for none).
    """

    source = models.ForeignKey(SourceDocument, models.PROTECT, related_name="document_imports", verbose_name="来源")
    kind = models.CharField("种类", max_length=8, choices=DocumentKind)
    ceremony = models.ForeignKey(
        Ceremony,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="document_imports",
        verbose_name="展示会",
    )
    batch = models.ForeignKey(
        ImportBatch,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="document_imports",
        verbose_name="名单批次",
    )
    cases = models.ManyToManyField(CaseStudy, blank=True, related_name="document_imports", verbose_name="案例草稿")
    decisions = models.JSONField("待人决定", default=list, blank=True, editable=False)
    created_by = handled_by("导入人")
    created_at = models.DateTimeField("导入时间", auto_now_add=True)

    history = HistoricalRecords(verbose_name="文稿导入修改记录")

    class Meta:
        verbose_name = "文稿导入"
        verbose_name_plural = "文稿导入"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values),
                name="showcase_document_kind_known",
                violation_error_message="文稿的种类不正确。",
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)


class CaseSignOff(models.Model):
    """One step of a case on its way to the public and back: what, by whom, when. Rows are only added."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, related_name="sign_offs", verbose_name="案例")
    act = models.CharField("经办", max_length=10, choices=SignOffAct)
    by = handled_by("经办人")
    at = models.DateTimeField("时间")
    note = models.TextField("意见", blank=True)

    class Meta:
        verbose_name = "签发记录"
        verbose_name_plural = "签发记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=SignOffAct.values),
                name="showcase_sign_off_act_known",
                violation_error_message="签发记录的经办不正确。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.case}"


class WatchedWord(models.Model):
    """A word that editors want to be asked about before a case is released."""

    word = models.CharField("词语", max_length=60, unique=True, help_text="出现在案例里就提醒。")
    advice = models.CharField("提醒", max_length=200, help_text="为什么要留意、应改成什么，如“规范写法是……”。")

    history = HistoricalRecords(verbose_name="提醒词修改记录")

    class Meta:
        verbose_name = "提醒词"
        verbose_name_plural = "提醒词"
        constraints = [
            models.CheckConstraint(
                condition=~Q(word="") & ~Q(advice=""),
                name="showcase_watched_word_says_why",
                violation_error_message="请写明词语和提醒。",
            ),
        ]

    def __str__(self) -> str:
        return self.word
