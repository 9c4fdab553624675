"""Organisations as machines read them."""

from datetime import date

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from awards.models import HonorEntry
from organizations.choices import Level, NameKind, Sector
from organizations.models import Organization, OrganizationName
from showcase.api.columns import Column, coded
from showcase.api.nouns import Noun, by_field
from showcase.paths import path_of
from showcase.visibility import public_organizations

SLUG = r"^[-a-zA-Z0-9_]{1,80}$"


def _public() -> QuerySet[Organization]:
    honors = HonorEntry.objects.public().filter(organization__canonical=OuterRef("pk")).order_by()
    counted = honors.values("organization__canonical").annotate(count=Count("pk")).values("count")
    names = OrganizationName.objects.exclude(kind=NameKind.CURRENT).through_time()
    merged = Organization.objects.filter(merged_into__isnull=False).order_by("slug")
    return (
        public_organizations(timezone.now())
        .with_places()
        .annotate(honor_count=Coalesce(Subquery(counted), 0))
        .prefetch_related(
            Prefetch("names", names, to_attr="other_names"), Prefetch("spellings", merged, to_attr="absorbed_ones")
        )
    )


_NAME = (
    Column("name", "名称", "名称，照来源原样。", lambda name: name.text),
    Column(
        "kind",
        "性质",
        "曾用名、简称或异写。",
        lambda name: name.kind,
        values={code: label for code, label in coded(NameKind).items() if code != NameKind.CURRENT},
    ),
    Column("since", "启用日期", "开始使用的日期；来源没有写就是空。", lambda name: name.since, date, may_lack=True),
    Column("until", "停用日期", "不再使用的第一天；没有停用或没有写就是空。", lambda name: name.until, date, True),
)
_MERGED = (
    Column("id", "编号", "并入之前的编号；旧地址转到现在的地址。", lambda one: one.slug, pattern=SLUG),
    Column("name", "名称", "并入之前登记的名称。", lambda one: one.name),
)

ORGANIZATIONS = Noun(
    name="organizations",
    title="党组织",
    meaning="公开的名单或案例提到过的党组织；合并了的只列保留的一个。",
    columns=(
        Column("id", "编号", "网址名；永久不变，改名也不变。", lambda one: one.slug, pattern=SLUG),
        Column("name", "登记名称", "现在登记的名称。", lambda one: one.name),
        Column("sector", "类别", "属于居民区还是“两新”组织。", lambda one: one.sector, values=coded(Sector)),
        Column("level", "层级", "按现用名；看不出时是空。", lambda one: one.level, may_lack=True, values=coded(Level)),
        Column(
            "subdistrict",
            "街道（镇）代码",
            "所属街道（镇）的网址名；来源没有写明时是空。",
            lambda one: one.subdistrict.slug if one.subdistrict else None,
            may_lack=True,
        ),
        Column(
            "subdistrict_name",
            "街道（镇）",
            "所属街道（镇）的全称。",
            lambda one: one.subdistrict.name if one.subdistrict else None,
            may_lack=True,
        ),
        Column(
            "neighborhood",
            "居民区",
            "所在居民区的名称；“两新”组织是空。",
            lambda one: one.neighborhood.name if one.neighborhood else None,
            may_lack=True,
        ),
        Column(
            "neighborhood_code",
            "居民区代码",
            "国家统计局公布的 12 位统计用区划代码。",
            lambda one: one.neighborhood.code if one.neighborhood else None,
            may_lack=True,
            pattern=r"^\d{12}$",
        ),
        Column("other_names", "其他名称", "曾用名、简称和异写。", lambda one: one.other_names, list, parts=_NAME),
        Column("merged", "已并入", "并入它的其他登记。", lambda one: one.absorbed_ones, list, parts=_MERGED),
        Column("honor_count", "荣誉条数", "公开在册的荣誉，含并入的。", lambda one: one.honor_count, int, unit="条"),
        Column(
            "url",
            "网址",
            "它在本站的页面。",
            lambda one: path_of("organization", one.slug),
            is_address=True,
        ),
    ),
    public=_public,
    id_pattern=SLUG,
    ids=by_field("slug"),
)
