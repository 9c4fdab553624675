"""Organisations by the thousand and lists that name them, made in bulk, the same from the same seed."""

import random
from collections.abc import Iterable, Iterator

from django.db.models import F

from awards.choices import TierBasis, Verdict
from awards.models import ImportBatch, ImportRow
from organizations.choices import NameKind, Sector
from organizations.models import Organization, OrganizationName, Subdistrict
from organizations.naming import copy_current_name
from showcase.indexing import index_organizations
from tests.factories import make_round, make_source, make_subdistrict, make_tier

HEADING = "长宁区第七轮居民区党建工作“金银奖”榜单"
PLACES = ["华阳路街道", "江苏路街道", "新华路街道", "周家桥街道", "天山路街道", "仙霞新村街道", "虹桥街道", "新泾镇"]
CHARACTERS = (
    "东南西北中华阳江苏新虹桥仙霞天山周家程泾愚园路安顺利民和平幸福光明春秋长宁定武番禺法延凯旋古水城玉屏茅台威遵义紫云"
)
TRADES = ["科技", "文化传播", "物业管理", "信息技术", "建筑设计", "国际贸易", "医疗器械", "餐饮管理"]
CHUNK = 2000


def names(seed: int = 7) -> Iterator[str]:
    """Names that differ, without end: two of residential areas, then one of a company."""
    chance = random.Random(seed)
    known: set[str] = set()
    while True:
        stem = "".join(chance.choices(CHARACTERS, k=chance.choice((2, 3, 3, 4))))
        ending = f"{chance.choice(TRADES)}有限公司党支部" if len(known) % 3 == 2 else "居民区党总支"
        name = f"上海{stem}{ending}" if "公司" in ending else f"{stem}{ending}"
        if name not in known:
            known.add(name)
            yield name


def make_crowd(count: int, seed: int = 7) -> list[Organization]:
    """``count`` organisations with their names, spread over the subdistricts, and found by search."""
    return next(crowds(count, count, seed)) if count else []


def crowds(count: int, size: int, seed: int = 7) -> Iterator[list[Organization]]:
    """The same in parts of ``size``, for numbers that no memory holds."""
    places = [make_subdistrict(name) for name in PLACES]
    endless = names(seed)
    for start in range(0, count, size):
        numbers = range(start, min(start + size, count))
        yield _stored(
            _unsaved(name, f"crowd-{seed}-{number}", places[number % len(places)])
            for number, name in zip(numbers, endless, strict=False)
        )


def _stored(crowd: Iterable[Organization]) -> list[Organization]:
    made = Organization.objects.bulk_create(crowd, batch_size=CHUNK)
    Organization.objects.filter(canonical=None).update(canonical=F("pk"))
    OrganizationName.objects.bulk_create(_current_names(made), batch_size=CHUNK)
    return made


def index_crowd(crowd: list[Organization]) -> None:
    """Let search know them, as it would had they been registered one by one."""
    for start in range(0, len(crowd), CHUNK):
        index_organizations([one.pk for one in crowd[start : start + CHUNK]])


def make_planned(crowd: Iterable[Organization]) -> ImportBatch:
    """A batch in which every one of ``crowd`` is ready for a 金奖 of the seventh round."""
    batch = ImportBatch.objects.create(source=make_source(HEADING))
    gold, award_round = make_tier("金奖"), make_round(7)
    rows = (
        ImportRow(
            batch=batch,
            number=number,
            location=f"第 {number} 行",
            organization_text=one.name,
            tier_text=gold.name,
            rest={"heading": HEADING, "columns": {}},
            round=award_round,
            subdistrict_id=one.subdistrict_id,
            tier=gold,
            tier_basis=TierBasis.PRINTED,
            organization=one,
            verdict=Verdict.READY,
        )
        for number, one in enumerate(crowd, start=1)
    )
    ImportRow.objects.bulk_create(rows, batch_size=CHUNK)
    return batch


def _unsaved(name: str, slug: str, place: Subdistrict) -> Organization:
    sector = Sector.NEW if "公司" in name else Sector.RESIDENTIAL
    organization = Organization(sector=sector, subdistrict=place, slug=slug)
    copy_current_name(organization, name)
    return organization


def _current_names(crowd: Iterable[Organization]) -> Iterator[OrganizationName]:
    for one in crowd:
        yield OrganizationName(organization=one, text=one.name, folded=one.name_folded, kind=NameKind.CURRENT)
