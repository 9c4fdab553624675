"""What the invented organisations stand on: the real places, some invented ones, schemes, rounds, lists."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from django.conf import settings

from awards.choices import ListState, TierKind
from awards.models import AnnouncedCount, AwardRound, AwardScheme, AwardTier, Ceremony, HonorList, RoundTier
from organizations.choices import Sector, SourceKind
from organizations.models import Neighborhood, SourceDocument, Subdistrict
from organizations.romanization import ascii_slug
from showcase.bulk.names import AREAS, area_name
from showcase.sample.records import load_missing

INVENTED_AREAS = 30
SCHEMES = [
    ("jinyin", "居民区党建工作“金银奖”", "“金银奖”", Sector.RESIDENTIAL),
    ("wuxing", "“两新”组织党建工作“五星奖”", "“五星奖”", Sector.NEW),
]
# Name, rank, mark; no rank: a special award.
TIERS: dict[str, list[tuple[str, int | None, str]]] = {
    "jinyin": [("金奖标兵", 1, "标"), ("金奖", 2, "金"), ("银奖", 3, "银"), ("特色治理奖", None, "特")],
    "wuxing": [("五星奖标兵", 1, "标"), ("五星奖", 2, "五"), ("四星奖", 3, "四"), ("特色党建奖", None, "特")],
}
FIRST_YEAR = 2001


@dataclass
class Ground:
    """Everything an organisation and its honours refer to."""

    subdistricts: list[Subdistrict]
    areas: list[Neighborhood]
    # Rounds and tiers by sector; lists by round and subdistrict.
    rounds: dict[str, list[AwardRound]]
    tiers: dict[str, list[AwardTier]]
    lists: dict[tuple[int, int], HonorList]

    @cached_property
    def names_of_areas(self) -> set[str]:
        """What an invented organisation is not called, unless it stands in that area."""
        return {area.name for area in self.areas}


def lay_ground(rounds: int, announced: int) -> Ground:
    """Write places, schemes and ``rounds`` rounds of each; ``announced``: how many honours each round says it gave."""
    load_missing(settings.BASE_DIR / "fixtures" / "changning.json", reason="载入国家统计局区划代码")
    subdistricts = list(Subdistrict.objects.in_official_order())
    ground = Ground(subdistricts, _areas(subdistricts), {}, {}, {})
    for position, (slug, name, short_name, sector) in enumerate(SCHEMES, start=1):
        facts = {"name": name, "short_name": short_name, "sector": sector, "position": position}
        scheme, _ = AwardScheme.objects.get_or_create(slug=slug, defaults={**facts, "since_year": FIRST_YEAR})
        ground.tiers[sector] = [_tier(scheme, *tier) for tier in TIERS[slug]]
        ground.rounds[sector] = [_round(scheme, number, ground, announced) for number in range(1, rounds + 1)]
    return ground


def _areas(subdistricts: list[Subdistrict]) -> list[Neighborhood]:
    """The real residential areas, then the invented ones, subdistrict by subdistrict."""
    invented = [
        # Codes from 900 on: the national ones of one subdistrict never reach so far.
        Neighborhood(
            subdistrict=place, code=f"{place.code}{900 + number}", name=area_name(AREAS.size - at - number - 1)
        )
        for at, place in zip(range(0, 10_000, INVENTED_AREAS), subdistricts, strict=False)
        for number in range(INVENTED_AREAS)
    ]
    Neighborhood.objects.bulk_create(invented)
    return list(Neighborhood.objects.select_related("subdistrict").in_official_order())


def _tier(scheme: AwardScheme, name: str, rank: int | None, mark: str) -> AwardTier:
    kind = TierKind.SPECIAL if rank is None else TierKind.LADDER
    facts = {"rank": rank, "kind": kind, "mark": mark}
    return AwardTier.objects.get_or_create(scheme=scheme, name=name, defaults=facts)[0]


def _round(scheme: AwardScheme, number: int, ground: Ground, announced: int) -> AwardRound:
    held = date(FIRST_YEAR + 2 * number, 11, 24)
    title = f"试验用第{number}次展示会"
    ceremony, _ = Ceremony.objects.get_or_create(
        slug=f"{ascii_slug('试验')}-{number}",
        defaults={"title": title, "held_on": held, "foreword": f"{title}，内容均为虚构。"},
    )
    facts = {"ceremony": ceremony, "decided_on": held, "document_number": f"试〔{held.year}〕{number}号"}
    made = AwardRound.objects.create(scheme=scheme, number=number, **facts)
    tiers = ground.tiers[scheme.sector]
    RoundTier.objects.bulk_create(RoundTier(round=made, tier=tier, position=at) for at, tier in enumerate(tiers, 1))
    source = SourceDocument.objects.create(
        kind=SourceKind.DECISION, headline=f"{made.full_title}表彰决定（试验用）", published_on=held
    )
    AnnouncedCount.objects.create(round=made, count=announced, source=source)
    ground.lists.update({(made.pk, one.subdistrict_id or 0): one for one in _lists(made, source, ground)})
    return made


def _lists(made: AwardRound, source: SourceDocument, ground: Ground) -> list[HonorList]:
    held = made.decided_on or date(FIRST_YEAR, 1, 1)
    released = datetime(held.year, held.month, held.day, 7, tzinfo=UTC)
    return HonorList.objects.bulk_create(
        HonorList(
            round=made,
            subdistrict=place,
            heading=f"{place}{made.full_title}榜单",
            source=source,
            state=ListState.RELEASED,
            released_at=released,
        )
        for place in ground.subdistricts
    )
