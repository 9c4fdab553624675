"""Honours, line by line, as machines read them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from awards.choices import ListState, Standing, TierBasis, TierKind
from awards.models import HonorEntry
from awards.models.entries import CODE_ALPHABET, CODE_LENGTH, HonorEntryQuerySet
from organizations.choices import Sector
from organizations.models import Organization
from showcase.api.columns import Column, coded
from showcase.api.nouns import Noun, by_field
from showcase.paths import path_of
from showcase.visibility import public_entries

CODE = f"^[{CODE_ALPHABET}]{{{CODE_LENGTH}}}$"


def public_honors() -> QuerySet[HonorEntry]:
    """Every public entry with all that its columns read, in one query."""
    return public_entries().select_related("list__source")


def round_id(award_round: Any) -> str:
    """``jinyin/7``. Reads the scheme."""
    return f"{award_round.scheme.slug}/{award_round.number}"


def _organization(entry: Any) -> Organization:
    return entry.organization.canonical or entry.organization


HONORS = Noun(
    name="honors",
    title="荣誉",
    meaning="光荣榜上的一行：哪一轮、哪个等次、授予谁；只列公示中和已公布的名单。",
    columns=(
        Column("id", "核验码", "永久不变；在 /verify/核验码/ 可以核验。", lambda one: one.verify_code, pattern=CODE),
        Column("award", "奖项代码", "奖项的网址名，如 jinyin。", lambda one: one.round.scheme.slug),
        Column("award_name", "奖项", "奖项全称。", lambda one: one.round.scheme.name),
        Column("round", "轮次", "第几轮。", lambda one: one.round.number, int, unit="轮"),
        Column("round_id", "轮的编号", "奖项代码/轮次，如 jinyin/7。", lambda one: round_id(one.round)),
        Column(
            "tier", "等次", "等次名称；原文没有列等次时是空。", lambda one: getattr(one.tier, "name", None), str, True
        ),
        Column(
            "tier_kind",
            "等次性质",
            "等级还是专项；没有等次时是空。",
            lambda one: getattr(one.tier, "kind", None),
            may_lack=True,
            values=coded(TierKind),
        ),
        Column("tier_basis", "等次依据", "怎么知道这个等次。", lambda one: one.tier_basis, values=coded(TierBasis)),
        Column("name_as_printed", "名单上的名称", "照来源原样。", lambda one: one.name_as_printed),
        Column("organization", "党组织编号", "党组织的编号（合并后的）。", lambda one: _organization(one).slug),
        Column("organization_name", "登记名称", "党组织现在登记的名称。", lambda one: _organization(one).name),
        Column("sector", "类别", "居民区还是“两新”组织。", lambda one: _organization(one).sector, values=coded(Sector)),
        Column(
            "subdistrict",
            "街道（镇）代码",
            "获评时所属街道（镇）的网址名；来源没有写明时是空。",
            lambda one: one.subdistrict.slug if one.subdistrict else None,
            may_lack=True,
        ),
        Column(
            "subdistrict_name",
            "街道（镇）",
            "获评时所属街道（镇）的全称。",
            lambda one: one.subdistrict.name if one.subdistrict else None,
            may_lack=True,
        ),
        Column("position", "次序", "在名单中的先后。", lambda one: one.position, int),
        Column("citation", "表彰词", "照来源原样；没有就是空。", lambda one: one.citation, may_lack=True),
        Column("standing", "荣誉状态", "现在是否有效。", lambda one: one.standing, values=coded(Standing)),
        Column(
            "list_state",
            "名单状态",
            "公示中的名单还没有正式公布。",
            lambda one: one.list.state,
            values={code: label for code, label in coded(ListState).items() if code in ListState.PUBLIC},
        ),
        Column("list_heading", "榜单标题", "照来源原样；没有就是空。", lambda one: one.list.heading, may_lack=True),
        Column("source", "来源", "来源的标题。", lambda one: getattr(one.list.source, "headline", None), str, True),
        Column(
            "source_published_on",
            "来源刊发日期",
            "不清楚就是空。",
            lambda one: getattr(one.list.source, "published_on", None),
            date,
            may_lack=True,
        ),
        Column(
            "url",
            "核验网址",
            "这一条在本站的核验页。",
            lambda one: path_of("verify", one.verify_code),
            is_address=True,
        ),
    ),
    public=public_honors,
    id_pattern=CODE,
    ids=by_field("verify_code"),
    for_files=HonorEntryQuerySet.for_files,
)
