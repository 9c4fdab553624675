"""What is printed on to a name without belonging to it: its tier or its subdistrict."""

import re

from awards.importing.reading.characters import level
from awards.importing.reading.endings import ends_as_party
from awards.importing.reading.entities import Entity, Kind, kind_of
from awards.importing.reading.words import Words

_IN_BRACKETS = re.compile(r"\A(.+?)\s*[(\[](?:(?:推荐单位|所属街道|所属|隶属|推荐)\s*:\s*)?([^()\[\]:]{2,16})[)\]]\Z")


def parted(entity: Entity, words: Words) -> list[Entity]:
    """华院居民区党支部（金奖）, 甲公司党支部（华阳路街道） and 金奖华院居民区党支部 name two things each."""
    if entity.kind not in (Kind.NAME, Kind.SHORT, Kind.OTHER):
        return [entity]
    match = _IN_BRACKETS.match(level(entity.text))
    if match and (words.is_tier(match[2]) or words.subdistrict(match[2])):
        name = entity.text[: match.end(1)]
        kind = Kind.TIER if words.is_tier(match[2]) else Kind.SUBDISTRICT
        return [Entity(name, entity.separator, kind_of(name, words)), Entity(match[2], "-", kind)]
    tier = next((tier for tier in words.tier_names if entity.text.startswith(tier)), "")
    name = entity.text.removeprefix(tier)
    if tier and ends_as_party(name) and kind_of(name, words) is Kind.NAME:
        return [Entity(tier, entity.separator, Kind.TIER), Entity(name, "", Kind.NAME)]
    return [entity]
