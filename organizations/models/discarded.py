"""Drafts that were thrown away, whole, so that they can be brought back."""

from django.db import models

from organizations.models.places import Subdistrict
from organizations.models.staff import handled_by


class DiscardedDraft(models.Model):
    """One draft in the recycle bin (回收站): the draft and all its parts, as they stood.

    ``records`` is Django's serialised form (format "python", values as JSON holds them), in an
    order in which they can be written again; then, marked ``is_link``, what records that stayed
    have lost by it. ``organizations.recycling`` alone writes it. ``subdistrict`` is whose draft it
    was: who could see the draft sees it here.
    """

    kind = models.CharField("种类", max_length=60, help_text="模型名，如 awards.honorlist。")
    title = models.CharField("名称", max_length=200)
    records = models.JSONField("内容", editable=False)
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="discarded_drafts",
        verbose_name="街道（镇）",
    )
    discarded_by = handled_by("删除人")
    discarded_at = models.DateTimeField("删除时间", auto_now_add=True)
    restored_by = handled_by("恢复人")
    restored_at = models.DateTimeField("恢复时间", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "回收站里的草稿"
        verbose_name_plural = "回收站"
        indexes = [
            models.Index(fields=["kind", "-discarded_at"], name="discarded_newest"),
        ]

    def __str__(self) -> str:
        return self.title
