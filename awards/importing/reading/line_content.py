"""What one line of a list says: recipients with their tiers, in every order that lists are written in."""

import re
from dataclasses import dataclass

from awards.importing.reading.annotations import parted
from awards.importing.reading.characters import key, level
from awards.importing.reading.endings import is_sentence
from awards.importing.reading.entities import LATIN_TAIL, Entity, Kind, entities_of
from awards.importing.reading.words import ROUND, Words

# Neither recipient nor tier.
_BESIDE = (Kind.SUBDISTRICT, Kind.NUMBER, Kind.ROUND)
_TRAILING = re.compile(r"[\s。.;,，、；]+\Z")
_STRAY = re.compile(r"[:]|\d{5}")
# 1.甲 2.乙 and ①甲②乙: numbers inside a line part names like 、
_NUMBER_INSIDE = re.compile(r"(?<![\w.．])\d{1,3}[.．)）](?=[^\d\s])|[\u2460-\u249b\u3220-\u3229]")


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


def read_line(text: str, words: Words, sure: bool = False) -> LineContent | None:
    """What a line of a list names; None where it is no line of a list.

    ``sure`` tells that the line stands where only names stand (numbered, or under a tier), so
    that short names without any ending are believed.
    """
    text = _NUMBER_INSIDE.sub("、", text).strip()
    if not LATIN_TAIL.search(text[-6:]):
        text = _TRAILING.sub("", text)
    entities = [one for whole in entities_of(text, words) for one in parted(whole, words)]
    if entities and entities[0].kind is Kind.NUMBER:
        entities = entities[1:]
    if not entities or not _believable(entities, sure):
        return None
    return _content(entities)


def _believable(entities: list[Entity], sure: bool) -> bool:
    """Whether these things can be a line of a list, not words of a sentence."""
    kinds = [entity.kind for entity in entities]
    if _contradicts(entities, kinds):
        return False
    if Kind.OTHER in kinds:
        return (sure or Kind.TIER in kinds) and all(_plausible(one.text) for one in entities if one.kind is Kind.OTHER)
    if Kind.NAME in kinds or Kind.TIER in kinds:
        return True
    return sure and Kind.SHORT in kinds


def _contradicts(entities: list[Entity], kinds: list[Kind]) -> bool:
    """Two subdistricts or two rounds beside names, 空缺 beside a name, a tier in front of none.

    A person must say what is meant.
    """
    named = bool({Kind.NAME, Kind.SHORT, Kind.OTHER} & set(kinds))
    if Kind.VACANT in kinds:
        return named or kinds.count(Kind.TIER) > 1
    places = {one.text for one in entities if one.kind is Kind.SUBDISTRICT}
    rounds = [ROUND.fullmatch(level(one.text)) is not None for one in entities if one.kind is Kind.ROUND]
    return (named and (len(places) > 1 or _has_idle_tier(kinds))) or len(rounds) > len(set(rounds))


def _has_idle_tier(kinds: list[Kind]) -> bool:
    """金奖 银奖 甲 and 金奖 甲 银奖: where tiers stand in front, each needs a name behind it."""
    things = [kind is Kind.TIER for kind in kinds if kind not in _BESIDE]
    return things[0] and any(is_tier and after for is_tier, after in zip(things, [*things[1:], True], strict=True))


def _plausible(text: str) -> bool:
    """An unusual name, such as 凝·空间 or ABC Co., Ltd., but no sentence and not a stray sign."""
    return 1 < len(key(text)) <= 40 and not is_sentence(text) and not _STRAY.search(level(text))


def _content(entities: list[Entity]) -> LineContent:
    """Share out the tiers: in front of the names they govern, or behind the one they follow."""
    places = [one.text for one in entities if one.kind is Kind.SUBDISTRICT]
    things = [one for one in entities if one.kind not in _BESIDE]
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
