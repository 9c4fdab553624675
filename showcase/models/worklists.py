"""Worklists (待办) of the showcase: the same tables, seen as what is missing in them."""

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from showcase.choices import CaseState, ReportState, SignOffAct
from showcase.models.cases import CaseStudy, CaseStudyQuerySet
from showcase.models.corrections import ErrorReport
from showcase.models.desk import CaseSignOff
from showcase.models.photos import Photo, PhotoQuerySet

CaseManager = models.Manager.from_queryset(CaseStudyQuerySet)
PhotoManager = models.Manager.from_queryset(PhotoQuerySet)
VIEW_ONLY = ("view",)


class WaitingCaseManager(CaseManager):
    """Cases between submission and release."""

    def get_queryset(self) -> QuerySet["WaitingCase"]:
        # One that is scheduled was released by a person; the clock does the rest.
        return super().get_queryset().filter(state=CaseState.REVIEW)


class WaitingCase(CaseStudy):
    """A case that waits for a chief editor's release."""

    objects = WaitingCaseManager()

    class Meta:
        proxy = True
        verbose_name = "等待签发的案例"
        verbose_name_plural = "等待签发的案例"
        default_permissions = VIEW_ONLY


class ReturnedCaseManager(CaseManager):
    """Drafts that were in review and came back; ``return_key`` is that of the sign-off that says why."""

    def get_queryset(self) -> QuerySet["ReturnedCase"]:
        last = CaseSignOff.objects.filter(case=OuterRef("pk")).order_by("-at", "-pk")
        signed = {"last_act": Subquery(last.values("act")[:1]), "return_key": Subquery(last.values("pk")[:1])}
        drafts = super().get_queryset().filter(state=CaseState.DRAFT)
        return drafts.annotate(**signed).filter(last_act=SignOffAct.RETURN)


class ReturnedCase(CaseStudy):
    """A case that waits for its editor to mend it and submit it again."""

    objects = ReturnedCaseManager()

    class Meta:
        proxy = True
        verbose_name = "退回待改的案例"
        verbose_name_plural = "退回待改的案例"
        default_permissions = VIEW_ONLY


class UndescribedPhotoManager(PhotoManager):
    """Photos, and captioned places for one, of which nothing can be read aloud."""

    def get_queryset(self) -> QuerySet["UndescribedPhoto"]:
        # What is mere decoration is rightly silent; a place without its picture is worked on as well.
        return super().get_queryset().filter(alternative_text="", is_decorative=False)


class UndescribedPhoto(Photo):
    """A photo that a reader who cannot see it loses."""

    objects = UndescribedPhotoManager()

    class Meta:
        proxy = True
        verbose_name = "缺替代文字的图片"
        verbose_name_plural = "缺替代文字的图片"
        default_permissions = VIEW_ONLY


class OpenReportManager(models.Manager["OpenReport"]):
    """What readers reported and nobody has answered."""

    def get_queryset(self) -> QuerySet["OpenReport"]:
        return super().get_queryset().filter(state=ReportState.OPEN)


class OpenReport(ErrorReport):
    """A reader's report that waits for an answer."""

    objects = OpenReportManager()

    class Meta:
        proxy = True
        verbose_name = "待处理的纠错"
        verbose_name_plural = "待处理的纠错"
        default_permissions = VIEW_ONLY
