"""The parts of a case study: its sections and its numbered lessons."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from showcase.models.cases import CaseStudy


class CaseSectionQuerySet(models.QuerySet["CaseSection"]):
    """Questions asked of sections."""

    def get_by_natural_key(self, slug: str, position: int) -> "CaseSection":
        """Fixtures name a section by case and position."""
        return self.get(case__slug=slug, position=position)


class CaseSection(models.Model):
    """One part of a case. A blank line ends a paragraph; a block that begins with an allowed
    HTML tag is a table or list that came from Word (``showcase.prose``)."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, related_name="sections", verbose_name="案例")
    position = models.PositiveSmallIntegerField("次序", validators=[MinValueValidator(1)])
    heading = models.CharField("小标题", max_length=120, blank=True, help_text="没有小标题就留空。")
    body = models.TextField("正文", blank=True, help_text="空一行分段。从 Word 来的表格和列表保留为 HTML。")
    truncated_note = models.CharField(
        "原文残缺说明",
        max_length=200,
        blank=True,
        help_text="来源在此中断时填写，公开显示在段末，如“原文至此中断”。",
    )

    objects = CaseSectionQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="章节修改记录")

    class Meta:
        verbose_name = "章节"
        verbose_name_plural = "章节"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"],
                name="showcase_section_position_once",
                violation_error_message="两个章节不能排在同一次序。",
            ),
            models.CheckConstraint(
                condition=~Q(heading="") | ~Q(body=""),
                name="showcase_section_not_empty",
                violation_error_message="章节要有小标题或正文。",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or f"第 {self.position} 节"

    def natural_key(self) -> tuple[str, int]:
        return (self.case.slug, self.position)

    natural_key.dependencies = ["showcase.casestudy"]  # type: ignore[attr-defined]


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Questions asked of lessons."""

    def get_by_natural_key(self, slug: str, number: int) -> "Lesson":
        """Fixtures name a lesson by case and number."""
        return self.get(case__slug=slug, number=number)


class Lesson(models.Model):
    """One numbered lesson (经验启示): what it says, and why."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, related_name="lessons", verbose_name="案例")
    number = models.PositiveSmallIntegerField("序号", validators=[MinValueValidator(1)])
    statement = models.CharField("启示", max_length=200)
    explanation = models.TextField("阐述", blank=True)

    objects = LessonQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="经验启示修改记录")

    class Meta:
        verbose_name = "经验启示"
        verbose_name_plural = "经验启示"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"],
                name="showcase_lesson_number_once",
                violation_error_message="两条启示不能用同一个序号。",
            ),
            models.CheckConstraint(
                condition=~Q(statement=""),
                name="showcase_lesson_not_empty",
                violation_error_message="启示不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.statement}"

    def natural_key(self) -> tuple[str, int]:
        return (self.case.slug, self.number)

    natural_key.dependencies = ["showcase.casestudy"]  # type: ignore[attr-defined]
