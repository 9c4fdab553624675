"""Writing invented organisations and their honours, some thousands at a time: memory stays flat."""

from collections.abc import Iterator

from django.db.models import F

from awards.choices import TierBasis
from awards.models import AwardTier, HonorEntry
from awards.models.entries import CODE_ALPHABET, CODE_LENGTH
from organizations.choices import NameKind, Sector
from organizations.models import Neighborhood, Organization, OrganizationName
from organizations.naming import copy_current_name
from organizations.romanization import ascii_slug
from showcase.bulk.grounds import Ground
from showcase.bulk.names import area_name, company_name

CHUNK = 2000
CODES = len(CODE_ALPHABET) ** CODE_LENGTH
# Odd, so that no two numbers share a code; large, so that near numbers have nothing in common.
CODE_STEP = 716_847_598_125_013
# Of every ten honours: one of the first tier, three of the second, five of the third, one special.
SHARES = (0, 1, 1, 1, 2, 2, 2, 2, 2, 3)


def organizations(count: int, ground: Ground) -> Iterator[list[Organization]]:
    """Write ``count`` organisations, two residential ones to one of the new sector; yields them by the chunk."""
    for start in range(0, count, CHUNK):
        made = [_organization(number, ground) for number in range(start, min(count, start + CHUNK))]
        Organization.objects.bulk_create(made)
        Organization.objects.filter(pk__in=[one.pk for one in made]).update(canonical=F("pk"))
        OrganizationName.objects.bulk_create(
            OrganizationName(organization=one, text=one.name, folded=one.name_folded, kind=NameKind.CURRENT)
            for one in made
        )
        yield made


def honor(made: list[Organization], first: int, ground: Ground) -> None:
    """Give each of ``made`` one honour in every round of its sector; ``first`` is the number of the first of them."""
    entries = [
        _entry(one, number, at, ground)
        for number, one in enumerate(made, start=first)
        for at in range(len(ground.rounds[one.sector]))
    ]
    HonorEntry.objects.bulk_create(entries, batch_size=CHUNK)


def _organization(number: int, ground: Ground) -> Organization:
    residential, third = divmod(number, 3)
    if third == 2:
        place, area = ground.subdistricts[residential % len(ground.subdistricts)], None
        sector, name = Sector.NEW, f"{company_name(residential)}党支部"
    else:
        at = residential * 2 + third
        sector, area = Sector.RESIDENTIAL, ground.areas[at % len(ground.areas)]
        place, name = area.subdistrict, f"{_ground_name(at, area, ground)}居民区党总支"
    made = Organization(sector=sector, subdistrict=place, neighborhood=area)
    copy_current_name(made, name)
    made.slug = f"{ascii_slug(name)}-{number}"
    return made


def _ground_name(at: int, area: Neighborhood, ground: Ground) -> str:
    """The first organisation of an area bears its name, the others names of their own."""
    name = area.name if at < len(ground.areas) else area_name(at)
    return f"{name}二期" if at >= len(ground.areas) and name in ground.names_of_areas else name


def _entry(one: Organization, number: int, at: int, ground: Ground) -> HonorEntry:
    award_round = ground.rounds[one.sector][at]
    return HonorEntry(
        list=ground.lists[award_round.pk, one.subdistrict_id or 0],
        round=award_round,
        organization=one,
        tier=_tier(number + at, ground.tiers[one.sector]),
        tier_basis=TierBasis.PRINTED,
        name_as_printed=one.name,
        subdistrict_id=one.subdistrict_id,
        position=number + 1,
        verify_code=_code(number * len(ground.rounds[one.sector]) + at),
    )


def _tier(number: int, tiers: list[AwardTier]) -> AwardTier:
    return tiers[SHARES[number % len(SHARES)]]


def _code(number: int) -> str:
    rest, characters = (number + 1) * CODE_STEP % CODES, []
    for _ in range(CODE_LENGTH):
        rest, digit = divmod(rest, len(CODE_ALPHABET))
        characters.append(CODE_ALPHABET[digit])
    return "".join(characters)
