"""Case studies as machines read them, whole."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from awards.models import HonorList
from showcase.api.columns import Column
from showcase.api.honors import round_id
from showcase.api.nouns import Noun, by_field
from showcase.api.organizations import SLUG
from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo
from showcase.visibility import public_cases


def _public() -> QuerySet[CaseStudy]:
    organizations = CaseOrganization.objects.select_related("organization__canonical").order_by("position", "pk")
    return (
        public_cases(timezone.now())
        .select_related("round__scheme", "ceremony", "source")
        .annotate(
            opened_at=Coalesce("published_at", "publish_at"),
            # A case may be public before the round it speaks of is.
            round_is_public=Exists(HonorList.objects.public().filter(round=OuterRef("round"))),
        )
        .prefetch_related(
            Prefetch("case_organizations", organizations, to_attr="told_of"),
            Prefetch("sections", CaseSection.objects.order_by("position", "pk"), to_attr="parts"),
            Prefetch("lessons", Lesson.objects.order_by("number", "pk"), to_attr="drawn"),
            Prefetch("photos", Photo.objects.in_order(), to_attr="pictures"),
        )
    )


def _round(case: Any) -> str | None:
    return round_id(case.round) if case.round and case.round_is_public else None


def _picture(photo: Any) -> str | None:
    picture = photo.picture()
    return picture.src if picture else None


_ORGANIZATION = (
    Column("name_as_printed", "案例中的名称", "照来源原样。", lambda row: row.name_as_printed),
    Column("id", "党组织编号", "党组织的编号（合并后的）。", lambda row: row.organization.canonical.slug, pattern=SLUG),
    Column("name", "登记名称", "党组织现在登记的名称。", lambda row: row.organization.canonical.name),
)
_SECTION = (
    Column("heading", "小标题", "没有就是空。", lambda part: part.heading, may_lack=True),
    Column("body", "正文", "空一行分段；从 Word 来的表格和列表是 HTML。", lambda part: part.body),
    Column("truncated_note", "原文残缺说明", "原文在此中断时的说明。", lambda part: part.truncated_note, may_lack=True),
)
_LESSON = (
    Column("statement", "启示", "一句话。", lambda lesson: lesson.statement),
    Column("number", "序号", "第几条。", lambda lesson: lesson.number, int),
    Column("explanation", "阐述", "没有就是空。", lambda lesson: lesson.explanation, may_lack=True),
)
_PHOTO = (
    Column("caption", "图片说明", "照来源原样；没有就是空。", lambda photo: photo.caption, may_lack=True),
    Column("alternative_text", "替代文字", "图中是什么；没有就是空。", lambda photo: photo.alternative_text, str, True),
    Column("is_illustration", "示意图", "由本站绘制，不是现场照片。", lambda photo: photo.is_illustration, bool),
    Column("url", "图片网址", "图片还没有到时是空。", _picture, may_lack=True, is_address=True),
)

CASES = Noun(
    name="cases",
    title="经验案例",
    meaning="公开的经验案例，全文。",
    columns=(
        Column("id", "编号", "网址名；改动时旧地址转到新地址。", lambda one: one.slug, pattern=SLUG),
        Column("title", "标题", "照来源原样。", lambda one: one.title),
        Column("organizations", "党组织", "案例讲的党组织。", lambda one: one.told_of, list, parts=_ORGANIZATION),
        Column("round", "相关轮次", "轮的编号；没有或还没有公开是空。", _round, may_lack=True),
        Column("lead", "导语", "空一行分段；没有就是空。", lambda one: one.lead, may_lack=True),
        Column("sections", "章节", "正文，依次。", lambda one: one.parts, list, parts=_SECTION),
        Column("lessons", "经验启示", "依次。", lambda one: one.drawn, list, parts=_LESSON),
        Column("photos", "图片", "依次；没有说明也没有图片的不列。", lambda one: one.pictures, list, parts=_PHOTO),
        Column("source", "来源", "来源的标题。", lambda one: getattr(one.source, "headline", None), may_lack=True),
        Column("published_at", "发布时间", "公开的时刻。", lambda one: one.opened_at, datetime),
        Column("updated_at", "修改时间", "最后一次修改的时刻。", lambda one: one.updated_at, datetime),
        Column(
            "url", "网址", "它在本站的页面。", lambda one: reverse("showcase:case", args=[one.slug]), is_address=True
        ),
    ),
    public=_public,
    id_pattern=SLUG,
    most_at_once=50,
    ids=by_field("slug"),
)
