"""Photos of cases and organisations; a caption may exist before its picture does."""

import secrets

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from organizations.models import Organization
from showcase.models.cases import CaseStudy
from showcase.models.sections import CaseSection

NAME_BYTES = 16


def new_public_name() -> str:
    """The unguessable folder of a photo's files."""
    return secrets.token_hex(NAME_BYTES)


def original_path(photo: "Photo", filename: str) -> str:
    """Where the upload lies, out of the public's reach."""
    return f"photos/{photo.public_name}/original.{filename.rsplit('.', 1)[-1].lower()[:5]}"


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Questions asked of photos."""

    def in_order(self) -> "PhotoQuerySet":
        """As placed in the case."""
        return self.order_by("position", "pk")

    def with_picture(self) -> "PhotoQuerySet":
        """Those whose file has arrived."""
        return self.exclude(original="")

    def get_by_natural_key(self, public_name: str) -> "Photo":
        """Fixtures name a photo by its folder: captions repeat, and places change."""
        return self.get(public_name=public_name)


class Photo(models.Model):
    """One picture, or the captioned place where one belongs.

    ``width`` and ``height`` are pixels of the upright original. ``released_at`` is set while
    its sizes lie in public storage (``showcase.photos``).
    """

    case = models.ForeignKey(
        CaseStudy, models.CASCADE, null=True, blank=True, related_name="photos", verbose_name="案例"
    )
    section = models.ForeignKey(
        CaseSection,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name="章节",
        help_text="留空表示放在导语之后。",
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name="党组织",
        help_text="直接属于党组织、不属于案例的照片。",
    )
    after_paragraph = models.PositiveSmallIntegerField(
        "放在第几段之后", null=True, blank=True, help_text="0 表示段前；留空表示本节末尾。"
    )
    position = models.PositiveSmallIntegerField("次序", default=1)
    placement_is_inferred = models.BooleanField(
        "位置为推定", default=False, help_text="来源没有说明图片属于哪一节时勾选，公开页会注明。"
    )
    caption = models.CharField("图片说明", max_length=200, blank=True, help_text="照来源原样。")
    alternative_text = models.CharField(
        "替代文字", max_length=300, blank=True, help_text="读给看不到图片的人听：图中是什么。"
    )
    is_decorative = models.BooleanField("纯装饰", default=False, help_text="没有信息的图片，不读出来。")
    credit = models.CharField("摄影或供图", max_length=60, blank=True)
    is_illustration = models.BooleanField("示意图", default=False, help_text="不是现场照片，公开页注明“示意图”。")
    public_name = models.CharField(max_length=32, unique=True, default=new_public_name, editable=False)
    original = models.ImageField(
        "图片文件",
        upload_to=original_path,
        blank=True,
        max_length=120,
        width_field="width",
        height_field="height",
        help_text="JPEG、PNG 或 WebP，不超过 20 MB。上传后去除拍摄地点等信息。",
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    widths = models.JSONField(default=list, blank=True, editable=False)
    released_at = models.DateTimeField("公开时间", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("录入时间", auto_now_add=True)

    objects = PhotoQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="图片修改记录")

    class Meta:
        verbose_name = "图片"
        verbose_name_plural = "图片"
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, organization__isnull=True)
                | Q(case__isnull=True, organization__isnull=False),
                name="showcase_photo_one_owner",
                violation_error_message="图片要么属于一个案例，要么属于一个党组织。",
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=True) | Q(case__isnull=False),
                name="showcase_photo_section_needs_case",
                violation_error_message="只有案例的图片才能放进章节。",
            ),
            models.CheckConstraint(
                condition=~Q(caption="") | ~Q(original=""),
                name="showcase_photo_not_empty",
                violation_error_message="请上传图片，或先填写图片说明。",
            ),
            models.CheckConstraint(
                condition=Q(is_decorative=False) | Q(alternative_text=""),
                name="showcase_photo_decorative_is_silent",
                violation_error_message="纯装饰的图片不读出来，请清空替代文字。",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or f"图片 {self.pk}"

    def natural_key(self) -> tuple[str]:
        return (self.public_name,)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "showcase.casesection",
        "organizations.organization",
    ]

    def has_picture(self) -> bool:
        """Whether the file has arrived; until then readers see the captioned slot."""
        return bool(self.original)
