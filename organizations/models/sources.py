"""What a record was taken from."""

import secrets

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from organizations.choices import SourceKind


def received_path(source: "SourceDocument", filename: str) -> str:
    """A private, unguessable place; the ending is kept so that an office can open the file."""
    ending = filename.rsplit(".", 1)[-1].lower() if "." in filename else "bin"
    return f"sources/{secrets.token_hex(16)}.{ending[:8]}"


class SourceDocumentQuerySet(models.QuerySet["SourceDocument"]):
    """Questions asked of sources."""

    def get_by_natural_key(self, headline: str, sha256: str) -> "SourceDocument":
        """Fixtures name a source by headline and file."""
        return self.get(headline=headline, sha256=sha256)


class SourceDocument(models.Model):
    """One paper or file that records were taken from; what it does not say stays empty."""

    kind = models.CharField("来源类型", max_length=12, choices=SourceKind)
    headline = models.CharField("标题", max_length=200, help_text="照原样抄录。")
    publication = models.CharField("刊物或发文单位", max_length=100, blank=True, help_text="不清楚就留空。")
    published_on = models.DateField("刊发日期", null=True, blank=True, help_text="不清楚就留空。")
    page = models.CharField("版面或页码", max_length=30, blank=True)
    file = models.FileField("收到的文件", upload_to=received_path, blank=True, max_length=120)
    file_name = models.CharField("文件名", max_length=200, blank=True, help_text="收到时的名字。")
    byte_size = models.PositiveBigIntegerField("字节数", null=True, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    note = models.TextField("备注", blank=True, help_text="仅工作人员可见。")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = SourceDocumentQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="来源修改记录")

    class Meta:
        verbose_name = "来源"
        verbose_name_plural = "来源"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SourceKind.values),
                name="organizations_source_kind_known",
                violation_error_message="请选择来源类型。",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="") | (~Q(file="") & ~Q(sha256="")),
                name="organizations_source_file_has_checksum",
                violation_error_message="收到的文件必须连同校验值一起登记。",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def natural_key(self) -> tuple[str, str]:
        return (self.headline, self.sha256)
