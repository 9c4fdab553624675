"""Worklists (待办) of the showcase: the same tables, seen as what is missing in them."""

from django.db import models
from django.db.models import QuerySet

from showcase.choices import ReportState
from showcase.models.corrections import ErrorReport
from showcase.models.photos import Photo, PhotoQuerySet

PhotoManager = models.Manager.from_queryset(PhotoQuerySet)
VIEW_ONLY = ("view",)


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
