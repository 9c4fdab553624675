"""Plain functions that put one record in place; each takes only what matters to the test.

Whatever is not given is made, ordinary and valid. Lists are drafts and cases are drafts unless a
state is given; ``state=ListState.RELEASED`` and ``state=CaseState.PUBLISHED`` make them public.
"""

import itertools
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Group

from awards.choices import ListState, TierBasis, TierKind
from awards.models import AwardRound, AwardScheme, AwardTier, Ceremony, HonorEntry, HonorList, RoundTier
from organizations.choices import Sector, SourceKind
from organizations.models import Neighborhood, Organization, SourceDocument, StaffUser, Subdistrict
from organizations.naming import register_organization
from showcase.choices import CaseState
from showcase.models import CaseOrganization, CaseStudy

RELEASED_AT = datetime(2021, 11, 24, 7, 0, tzinfo=UTC)

_numbers = itertools.count(1)


def make_subdistrict(name: str = "华阳路街道", *, code: str = "", slug: str = "") -> Subdistrict:
    """The subdistrict of that name, made where it is not there yet."""
    number = next(_numbers)
    place, _ = Subdistrict.objects.get_or_create(
        name=name, defaults={"code": code or f"{990000000 + number}", "slug": slug or f"place-{number}"}
    )
    return place


def make_neighborhood(
    name: str = "陶家宅", *, subdistrict: Subdistrict | None = None, code: str = "", search_aliases: str = ""
) -> Neighborhood:
    place = subdistrict or make_subdistrict()
    code = code or f"{990000000000 + next(_numbers)}"
    return Neighborhood.objects.create(subdistrict=place, code=code, name=name, search_aliases=search_aliases)


def make_source(headline: str = "表彰决定", **facts: Any) -> SourceDocument:
    return SourceDocument.objects.create(headline=headline, kind=facts.pop("kind", SourceKind.DECISION), **facts)


def make_organization(
    name: str = "陶家宅居民区党总支", *, sector: Sector = Sector.RESIDENTIAL, **facts: Any
) -> Organization:
    if "subdistrict" not in facts and "neighborhood" not in facts:
        facts["subdistrict"] = make_subdistrict()
    return register_organization(name, sector=sector, **facts)


def make_scheme(slug: str = "jinyin", **facts: Any) -> AwardScheme:
    """The scheme of that slug, made where it is not there yet."""
    known = {"jinyin": ("居民区党建工作“金银奖”", "“金银奖”"), "wuxing": ("“两新”组织党建工作“五星奖”", "“五星奖”")}
    name, short_name = known.get(slug, (f"奖项{slug}", f"“{slug}”"))
    sector = Sector.NEW if slug == "wuxing" else Sector.RESIDENTIAL
    defaults = {"name": name, "short_name": short_name, "sector": sector, **facts}
    return AwardScheme.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_tier(
    name: str = "金奖", *, scheme: AwardScheme | None = None, rank: int | None = 2, mark: str = ""
) -> AwardTier:
    """The tier of that name, made where it is not there yet; ``rank=None`` makes a special award."""
    kind = TierKind.SPECIAL if rank is None else TierKind.LADDER
    defaults = {"rank": rank, "kind": kind, "mark": mark or name[0]}
    return AwardTier.objects.get_or_create(scheme=scheme or make_scheme(), name=name, defaults=defaults)[0]


def make_ceremony(slug: str = "", **facts: Any) -> Ceremony:
    facts.setdefault("title", "联合工作展示会")
    return Ceremony.objects.create(slug=slug or f"ceremony-{next(_numbers)}", **facts)


def make_round(number: int = 7, *, scheme: AwardScheme | None = None, **facts: Any) -> AwardRound:
    """The round of that number, made where it is not there yet."""
    return AwardRound.objects.get_or_create(scheme=scheme or make_scheme(), number=number, defaults=facts)[0]


def make_list(*, award_round: AwardRound | None = None, state: ListState = ListState.DRAFT, **facts: Any) -> HonorList:
    if state in ListState.PUBLIC:
        facts.setdefault("released_at", RELEASED_AT)
    if state == ListState.WITHDRAWN:
        facts.setdefault("released_at", RELEASED_AT)
        facts.setdefault("withdrawn_at", RELEASED_AT)
        facts.setdefault("withdrawal_reason", "内容有误")
    return HonorList.objects.create(round=award_round or make_round(), state=state, **facts)


def make_entry(
    organization: Organization | None = None,
    *,
    honor_list: HonorList | None = None,
    tier: AwardTier | None = None,
    state: ListState = ListState.DRAFT,
    **facts: Any,
) -> HonorEntry:
    """One entry; ``tier_basis=TierBasis.NONE_PRINTED`` leaves the tier out."""
    honor_list = honor_list or make_list(state=state)
    organization = organization or make_organization(f"第{next(_numbers)}居民区党总支")
    basis = facts.setdefault("tier_basis", TierBasis.PRINTED)
    if tier is None and basis != TierBasis.NONE_PRINTED:
        tier = make_tier(scheme=honor_list.round.scheme)
    if tier is not None:
        position = (tier.rank or 9) + 1
        RoundTier.objects.get_or_create(round=honor_list.round, tier=tier, defaults={"position": position})
    facts.setdefault("name_as_printed", organization.name)
    facts.setdefault("subdistrict", organization.subdistrict)
    return HonorEntry.objects.create(
        list=honor_list, round=honor_list.round, organization=organization, tier=tier, **facts
    )


def make_case(
    title: str = "坚持党员“四先” 破解治理难题",
    *,
    organization: Organization | None = None,
    state: CaseState = CaseState.DRAFT,
    **facts: Any,
) -> CaseStudy:
    if state == CaseState.PUBLISHED:
        facts.setdefault("published_at", RELEASED_AT)
    if state == CaseState.SCHEDULED:
        facts.setdefault("publish_at", RELEASED_AT)
    if state == CaseState.WITHDRAWN:
        facts.setdefault("withdrawn_at", RELEASED_AT)
        facts.setdefault("withdrawal_reason", "内容有误")
    facts.setdefault("slug", f"case-{next(_numbers)}")
    case = CaseStudy.objects.create(title=title, state=state, **facts)
    if organization:
        CaseOrganization.objects.create(case=case, organization=organization, name_as_printed=organization.name)
    return case


def make_staff(role: str = "", *, username: str = "", **facts: Any) -> StaffUser:
    """A member of staff in ``role`` (organizations.roles); without one, somebody who may do nothing."""
    user = StaffUser.objects.create_user(username or f"staff{next(_numbers)}", is_staff=True, **facts)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
