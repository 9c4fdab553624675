"""The things a line names, pieces of one name put together again."""

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
    is_tail,
    may_be_name,
)
from awards.importing.reading.words import ROUND, Words

# Co., Ltd. and its kin: the comma before and the full stop behind belong to the name.
LATIN_TAIL = re.compile(r"(?:Ltd|LTD|Inc|LLC|Co|L\.)\b|\u0028", re.IGNORECASE)
_LAST_BRACKETS = re.compile(r"\s*\([^()]*\)\Z")
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
    if separator == "," and LATIN_TAIL.match(text):
        return True
    bare = _LAST_BRACKETS.sub("", level(text))
    joint = "联合" in bare[-8:] and ends_as_party(bare)
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
