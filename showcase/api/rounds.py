"""Rounds as machines read them, with what is on record of what was announced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from awards.choices import TierKind
from awards.completeness import Tally, tally
from awards.models import AwardRound, RoundTier
from showcase.api.columns import Column, coded
from showcase.api.honors import round_id
from showcase.api.nouns import Ids, Noun
from showcase.visibility import public_rounds


@dataclass(frozen=True)
class CountedRound:
    """A round with the counts of it, and of each of its tiers."""

    round: AwardRound
    counts: Tally
    round_tiers: list[RoundTier]

    def tiers(self) -> list[tuple[RoundTier, Any]]:
        """Its tiers in official order, each with recorded and announced."""
        return [(row, self.counts.of(self.round, tier=row.tier)) for row in self.round_tiers]


def _counted(rounds: Sequence[AwardRound]) -> list[CountedRound]:
    """Three queries, however many rounds."""
    counts = tally(rounds)
    tiers: dict[int, list[RoundTier]] = {}
    for row in RoundTier.objects.filter(round__in=rounds).in_official_order():
        tiers.setdefault(row.round_id, []).append(row)
    return [CountedRound(one, counts, tiers.get(one.pk, [])) for one in rounds]


def _parts(wanted: str) -> tuple[str, int]:
    scheme, _, number = wanted.partition("/")
    return scheme, int(number)


def _after(rows: QuerySet[AwardRound], last: str) -> QuerySet[AwardRound]:
    scheme, number = _parts(last)
    return rows.filter(Q(scheme__slug__gt=scheme) | Q(scheme__slug=scheme, number__gt=number))


def _only(rows: QuerySet[AwardRound], wanted: str) -> QuerySet[AwardRound]:
    scheme, number = _parts(wanted)
    return rows.filter(scheme__slug=scheme, number=number)


_TIER = (
    Column("name", "等次", "等次名称。", lambda tier: tier[0].tier.name),
    Column("kind", "性质", "等级还是专项。", lambda tier: tier[0].tier.kind, values=coded(TierKind)),
    Column("rank", "级别", "1 为最高；专项不排级别，是空。", lambda tier: tier[0].tier.rank, int, True),
    Column("is_vacant", "本届空缺", "设了这个等次但没有授予。", lambda tier: tier[0].is_vacant, bool),
    Column("recorded", "已收录", "公开在册的条数。", lambda tier: tier[1].recorded, int, unit="条"),
    Column("announced", "公布", "来源公布的个数；未见记载是空。", lambda tier: tier[1].announced, int, True, unit="个"),
)

ROUNDS = Noun(
    name="rounds",
    title="轮次",
    meaning="一个奖项的一轮，有名单公开的才列。",
    columns=(
        Column("id", "编号", "奖项代码/轮次，如 jinyin/7；永久不变。", lambda one: round_id(one.round)),
        Column("award", "奖项代码", "奖项的网址名。", lambda one: one.round.scheme.slug),
        Column("award_name", "奖项", "奖项全称。", lambda one: one.round.scheme.name),
        Column("number", "轮次", "第几轮。", lambda one: one.round.number, int, unit="轮"),
        Column("title", "名称", "如第七轮居民区党建工作“金银奖”。", lambda one: one.round.full_title),
        Column(
            "decided_on", "决定日期", "表彰决定的日期；未见记载是空。", lambda one: one.round.decided_on, date, True
        ),
        Column(
            "document_number",
            "文号",
            "表彰决定的文号；未见记载是空。",
            lambda one: one.round.document_number,
            str,
            True,
        ),
        Column("document_title", "表彰决定", "名称；未见记载是空。", lambda one: one.round.document_title, str, True),
        Column(
            "ceremony",
            "展示会",
            "公布它的展示会的名称；没有是空。",
            lambda one: getattr(one.round.ceremony, "title", None),
            may_lack=True,
        ),
        Column(
            "held_on",
            "展示会日期",
            "未见记载是空。",
            lambda one: getattr(one.round.ceremony, "held_on", None),
            date,
            may_lack=True,
        ),
        Column(
            "year_is_inferred",
            "年份为推断",
            "展示会日期的年份由文意推断。",
            lambda one: getattr(one.round.ceremony, "year_is_inferred", None),
            bool,
            may_lack=True,
        ),
        Column(
            "recorded",
            "已收录",
            "与公布总数同一口径的条数：公布总数不含专项奖时，这里也不含。",
            lambda one: one.counts.of(one.round).recorded,
            int,
            unit="条",
        ),
        Column(
            "announced",
            "公布",
            "来源公布的总数；未见记载是空。未收录不等于未获评。",
            lambda one: one.counts.of(one.round).announced,
            int,
            may_lack=True,
            unit="个",
        ),
        Column(
            "honor_count",
            "荣誉条数",
            "公开在册的全部条数。",
            lambda one: one.counts.recorded(one.round),
            int,
            unit="条",
        ),
        Column("tiers", "等次", "按这一轮的公布次序。", lambda one: one.tiers(), list, parts=_TIER),
        Column(
            "url",
            "网址",
            "它在本站的页面。",
            lambda one: reverse("showcase:round", args=[one.round.scheme.slug, one.round.number]),
            is_address=True,
        ),
    ),
    public=public_rounds,
    ids=Ids(in_order=lambda rows: rows.order_by("scheme__slug", "number"), after=_after, only=_only),
    # Five digits are more than the column holds, and less than either database refuses.
    id_pattern=r"^[-a-zA-Z0-9_]{1,50}/[0-9]{1,5}$",
    read=_counted,
)
