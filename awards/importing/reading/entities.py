"""What one line names: recipients with their tiers, in every order that lists are written in."""

import re
from dataclasses import dataclass
from enum import Enum

from awards.importing.reading.characters import is_chinese, key, level, unpadded
from awards.importing.reading.cutting import cut
from awards.importing.reading.endings import (
    ends_as_company,
    ends_as_organization,
    ends_as_party,
    is_name,
    is_sentence,
    is_tail,
    may_be_name,
)
from awards.importing.reading.words import ROUND, Words

_LATIN_TAIL = re.compile(r"(?:Ltd|LTD|Inc|LLC|Co|L\.)\b|\u0028", re.IGNORECASE)
_TIER_IN_BRACKETS = re.compile(r"\A(.+?)\s*[(\[]([^()\[\]]{2,16})[)\]]\Z")
_VACANT = re.compile(r"\A[(\[]?(?:本[届轮次])?(?:空缺|从缺|暂缺|无)[)\]]?\Z")


class Kind(Enum):
    """What a piece of a line is."""

    NAME = "name"
    SHORT = "short"
    TIER = "tier"
    SUBDISTRICT = "subdistrict"
    NUMBER = "number"
    ROUND = "round"
    VACANT = "vacant"
    OTHER = "other"


# Words that are whole by themselves and never part of a name.
_FIXED = frozenset((Kind.TIER, Kind.ROUND, Kind.SUBDISTRICT, Kind.NUMBER, Kind.VACANT))


@dataclass
class Entity:
    """One or several pieces that together name one thing."""

    text: str
    separator: str
    kind: Kind


@dataclass(frozen=True)
class Recipient:
    """One name as printed, with the tier its own line gives it ("" where it gives none)."""

    name: str
    tier: str = ""
    leads: bool = False  # the tier stood in front, so lines below may lean on it


@dataclass(frozen=True)
class LineContent:
    """The recipients of a line; the subdistrict and the words of a round it names beside them.

    ``vacant`` is a tier the line says was not conferred.
    """

    recipients: list[Recipient]
    subdistrict: str = ""
    round_words: tuple[str, ...] = ()
    vacant: str = ""


def is_vacant(text: str) -> bool:
    """空缺: the tier was not conferred."""
    return bool(_VACANT.match(level(text)))


def kind_of(text: str, words: Words) -> Kind:
    """What ``text`` is when it stands alone."""
    known = _known_kind(text, words)
    if known is not Kind.OTHER:
        return known
    if level(text).replace(".", "").isdigit():
        return Kind.NUMBER
    if is_name(text):
        return Kind.NAME
    return Kind.SHORT if may_be_name(text) else Kind.OTHER


def _known_kind(text: str, words: Words) -> Kind:
    """The same for words that are no names."""
    if is_vacant(text):
        return Kind.VACANT
    if words.scheme(text) or ROUND.fullmatch(level(text)):
        return Kind.ROUND
    if words.is_tier(text):
        return Kind.TIER
    return Kind.SUBDISTRICT if words.subdistrict(text) else Kind.OTHER


def entities_of(text: str, words: Words) -> list[Entity]:
    """The things ``text`` names, pieces of one name put together again as they were printed."""
    found: list[Entity] = []
    for piece in cut(text):
        raw = text[piece.start : piece.end]
        entity = Entity(raw, piece.separator, kind_of(raw, words))
        if found and (glue := _glue(found[-1], entity, text, piece.start)) is not None:
            found[-1] = _glued(found[-1], glue + raw, words)
        else:
            found.append(entity)
    return [Entity(unpadded(one.text), one.separator, one.kind) for one in found]


def _glued(before: Entity, addition: str, words: Words) -> Entity:
    text = before.text + addition
    return Entity(text, before.separator, kind_of(unpadded(text), words))


def _glue(before: Entity, entity: Entity, line: str, start: int) -> str | None:
    """What joins two pieces of one name, or None where they are two things."""
    if before.kind in _FIXED or entity.kind in _FIXED:
        return None
    separator = entity.separator
    if separator in "、,;|":
        is_one = _one_company(before.text, entity.text, separator)
    elif is_tail(entity.text) and not ends_as_party(before.text):
        return " " if separator == " " else ""
    elif _padded(before.text, entity.text):
        return "  "
    elif separator in "\v\n":
        return None if _two_lines(before.text, entity.text) else ""
    else:
        is_one = separator not in ("\t", "  ") and not _two_names(before, entity, separator)
    return _printed_between(line, start) if is_one else None


def _two_lines(before: str, text: str) -> bool:
    """Whether a soft break parts two names, complete or short ones, instead of standing inside one."""
    return max(len(key(before)), len(key(text))) <= 4 or ends_as_organization(before)


def _printed_between(line: str, start: int) -> str:
    """The signs just before ``start`` that part it from what stands before."""
    match = re.search(r"[\s、,;|/:\-]+\Z", level(line[:start]))
    return line[match.start() : start] if match else ""


def _one_company(before: str, text: str, separator: str) -> bool:
    """甲公司、乙公司联合党支部 and Co., Ltd. are each one name."""
    if separator == "," and _LATIN_TAIL.match(text):
        return True
    joint = "联合" in text[-8:] and ends_as_party(text)
    return joint and ends_as_company(before)


def _padded(before: str, text: str) -> bool:
    """刘    英: two lone characters stretched to the width of three."""
    lone = before.split()
    return len(text) == 1 and is_chinese(text) and len(lone[-1]) == 1 and is_chinese(lone[-1]) and len(lone) % 2 == 1


def _two_names(before: Entity, entity: Entity, separator: str) -> bool:
    """Whether one space, a slash, a dash or a colon parts two names instead of standing inside one."""
    if before.kind is Kind.NAME and entity.kind is Kind.NAME:
        return separator in (" ", "/") and (ends_as_party(before.text) or not ends_as_party(entity.text))
    if before.kind is Kind.SHORT and entity.kind is Kind.SHORT and separator == " ":
        return len(key(before.text)) in (2, 3) and len(key(entity.text)) in (2, 3)
    return separator == ":"


def read_line(text: str, words: Words, sure: bool = False) -> LineContent | None:
    """What a line of a list names; None where it is no line of a list.

    ``sure`` tells that the line stands where only names stand (numbered, or under a tier), so
    that short names without any ending are believed.
    """
    text = re.sub(r"[\s。.;,，、；]+\Z", "", text) if not _LATIN_TAIL.search(text[-6:]) else text.strip()
    entities = [one for part in entities_of(text, words) for one in _tier_in_brackets(part, words)]
    if entities and entities[0].kind is Kind.NUMBER:
        entities = entities[1:]
    if not entities or not _believable(entities, sure):
        return None
    return _content(entities)


def _tier_in_brackets(entity: Entity, words: Words) -> list[Entity]:
    """华院居民区党支部（金奖） names two things."""
    match = _TIER_IN_BRACKETS.match(level(entity.text)) if entity.kind in (Kind.NAME, Kind.OTHER) else None
    if not match or not words.is_tier(match[2]):
        return [entity]
    name = entity.text[: match.end(1)]
    return [Entity(name, entity.separator, kind_of(name, words)), Entity(match[2], "-", Kind.TIER)]


def _believable(entities: list[Entity], sure: bool) -> bool:
    """Whether these things can be a line of a list, not words of a sentence."""
    kinds = [entity.kind for entity in entities]
    if Kind.OTHER in kinds:
        return (sure or Kind.TIER in kinds) and all(_plausible(one.text) for one in entities if one.kind is Kind.OTHER)
    if Kind.NAME in kinds or Kind.TIER in kinds:
        return True
    return sure and Kind.SHORT in kinds


def _plausible(text: str) -> bool:
    """An unusual name, such as 凝·空间 or ABC Co., Ltd., but no sentence and not a stray sign."""
    return 1 < len(key(text)) <= 40 and not is_sentence(text) and not re.search(r"[:]|\d{5}", level(text))


def _content(entities: list[Entity]) -> LineContent:
    """Share out the tiers: in front of the names they govern, or behind the one they follow."""
    beside = (Kind.SUBDISTRICT, Kind.NUMBER, Kind.ROUND)
    places = [one.text for one in entities if one.kind is Kind.SUBDISTRICT]
    things = [one for one in entities if one.kind not in beside]
    if all(one.kind is Kind.TIER for one in things):
        # 优秀组织奖 华阳路街道: the subdistrict itself is honoured.
        things, places = [one for one in entities if one.kind in (Kind.TIER, Kind.SUBDISTRICT)], []
    place = places[0] if places else ""
    round_words = tuple(one.text for one in entities if one.kind is Kind.ROUND)
    if any(one.kind is Kind.VACANT for one in things):
        vacant = next((one.text for one in things if one.kind is Kind.TIER), "")
        return LineContent([], place, round_words, vacant)
    recipients = _after_tier(things) if things and things[0].kind is Kind.TIER else _before_tier(things)
    return LineContent(recipients, place, round_words)


def _after_tier(things: list[Entity]) -> list[Recipient]:
    recipients, tier = [], ""
    for one in things:
        if one.kind is Kind.TIER:
            tier = one.text
        else:
            recipients.append(Recipient(one.text, tier, leads=True))
    return recipients


def _before_tier(things: list[Entity]) -> list[Recipient]:
    recipients: list[Recipient] = []
    waiting: list[str] = []
    tiers: list[str] = []
    for one in [*things, None]:
        if one is not None and one.kind is Kind.TIER:
            tiers.append(one.text)
            continue
        if tiers or one is None:
            recipients += [Recipient(name, tier) for name in waiting for tier in tiers or [""]]
            waiting, tiers = [], []
        if one is not None:
            waiting.append(one.text)
    return recipients
