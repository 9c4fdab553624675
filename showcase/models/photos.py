"""Photos of cases and organisations; a caption may exist before its picture does."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from organizations.models import Organization
from showcase.models.cases import CaseStudy
from showcase.models.sections import CaseSection
from showcase.photos.addresses import ORIGINAL_NAME, Picture, folder_of, picture_at

NAME_BYTES = 16


def new_public_name() -> str:
    """The unguessable folder of a photo's files."""
    return secrets.token_hex(NAME_BYTES)


def original_path(photo: "Photo", filename: str) -> str:
    """Where the upright original lies, out of the public's reach, whatever the upload was called."""
    return f"{folder_of(photo.public_name)}/{ORIGINAL_NAME}"


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Questions asked of photos."""

    def in_order(self) -> "PhotoQuerySet":
        """As placed in the case."""
        return self.order_by("position", "pk")

    def with_picture(self) -> "PhotoQuerySet":
        """Those whose file has arrived."""
        return self.exclude(original="")

    def described(self) -> "PhotoQuerySet":
        """Those a reader who cannot see them loses nothing of: with a text to read aloud, or decoration."""
        return self.exclude(alternative_text="", is_decorative=False)

    def public(self, at: datetime) -> "PhotoQuerySet":
        """Released, and belonging to an organisation or to a case that readers see at ``at``."""
        in_public_case = Q(case__in=CaseStudy.objects.public(at))
        return self.filter(in_public_case | Q(case__isnull=True), released_at__isnull=False)

    def get_by_natural_key(self, case: str | None, organization: str | None, position: int) -> "Photo":
        """Fixtures name a photo by whose it is and where it stands; its public name changes with its file."""
        return self.get(case__slug=case, organization__slug=organization, position=position)


class Photo(models.Model):
    """One picture, or the captioned place where one belongs.

    ``width`` and ``height`` are pixels of the upright original. ``released_at`` is set while
    its sizes lie in public storage. ``showcase.photos`` alone writes these and the file.
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
    # Not an ImageField: that opens the file to measure it, even for a list of names. Not editable:
    # a form would write the upload as it came, with its GPS; showcase.photos.receiving cleans it.
    original = models.FileField("图片文件", upload_to=original_path, blank=True, max_length=120, editable=False)
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    widths = models.JSONField(default=list, blank=True, editable=False)
    released_at = models.DateTimeField("公开时间", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("录入时间", auto_now_add=True)

    objects = PhotoQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="图片修改记录")

    # Where the holder of a preview link gets the sizes; set by showcase.previewing, never stored.
    shown_under = ""

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

    def natural_key(self) -> tuple[str | None, str | None, int]:
        return (
            self.case.slug if self.case else None,
            self.organization.slug if self.organization else None,
            self.position,
        )

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "showcase.casesection",
        "organizations.organization",
    ]

    def has_picture(self) -> bool:
        """Whether the file has arrived; until then readers see the captioned slot."""
        return bool(self.original)

    def spoken_text(self) -> str:
        """What is read aloud in the picture's place; nothing where it is mere decoration."""
        return "" if self.is_decorative else self.alternative_text or self.caption

    def picture(self) -> Picture | None:
        """The picture as readers get it; ``None`` until it has arrived and is released."""
        if self.shown_under and self.has_picture():
            return self._picture_under(self.shown_under)
        if self.released_at is None or not self.has_picture():
            return None
        return self._picture_under(f"{settings.MEDIA_URL}{folder_of(self.public_name)}/")

    def private_picture(self) -> Picture | None:
        """The picture as staff see it before release; ``None`` until it has arrived."""
        if not self.has_picture():
            return None
        return self._picture_under(reverse("private_photo", args=[self.pk, ORIGINAL_NAME]).removesuffix(ORIGINAL_NAME))

    def _picture_under(self, address: str) -> Picture:
        return picture_at(address, self.widths, self.width or 1, self.height or 1)
