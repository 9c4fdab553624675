"""What a reader typed, as words to look for.

People write as they speak: in traditional characters, a place and a name in one word, 金银奖第七轮.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import opencc

from organizations.folding import fold, split_level
from showcase.spelling import runs_of

MOST_WORDS = 6
# What residents call their area, and no register does: 陶家宅居委会, 大西别墅小区.
_SPOKEN_ENDINGS = ("居民委员会", "居委会", "居委", "社区", "小区")
_ROUND = re.compile(r"第?[0-9一二三四五六七八九十百]+[轮届]")
_PLACE_ENDINGS = ("街道", "路街道", "新村街道", "镇")
_simplifier = lru_cache(maxsize=1)(lambda: opencc.OpenCC("t2s"))


@dataclass(frozen=True)
class Word:
    """One word of a question: any of ``spellings``, or all of ``parts`` (none where it has no parts)."""

    spellings: tuple[str, ...]
    parts: tuple[str, ...] = ()


def words_of(query: str) -> list[str]:
    """The folded words of a query in simplified characters: at most six, without punctuation."""
    simplified = _simplifier().convert(query.replace("\u3000", " "))
    words = (fold(word) or word.strip().casefold() for word in simplified.split())
    return [word for word in words if word][:MOST_WORDS]


def understood(words: list[str], places: frozenset[str]) -> list[Word]:
    """Each word with its other spellings and its parts; ``places`` as ``known_places`` gives them."""
    return [Word(tuple(dict.fromkeys((word, _core_of(word)))), _parts_of(word, places)) for word in words]


def known_places(names: Iterable[str]) -> frozenset[str]:
    """What people write before a name, of subdistricts' full ``names``: 华阳路街道, 华阳路, 华阳."""
    places: set[str] = set()
    for name in names:
        shortened = (name.removesuffix(ending) for ending in _PLACE_ENDINGS)
        places |= {name, *(short for short in shortened if len(short) > 1)}
    return frozenset(places)


def _core_of(word: str) -> str:
    """``word`` without the ending under which residents know their area; itself where little would be left."""
    for ending in _SPOKEN_ENDINGS:
        core = word.removesuffix(ending)
        if core != word:
            return core if len(core) > 1 else word
    return word


def _parts_of(word: str, places: frozenset[str]) -> tuple[str, ...]:
    """A place before a name, a round beside an award, a name before its level, 陶jia宅: as words of their own."""
    # The longest place first: what follows 华阳路街道 is not “路街道陶家宅”.
    for length in range(min(len(word) - 1, 8), 1, -1):
        if word[:length] in places:
            return word[:length], _core_of(word[length:])
    named = _ROUND.search(word)
    if named and (rest := _ROUND.sub("", word, count=1)):
        return named.group(), rest
    # 陶家宅党总支, as people say for 陶家宅居民区党总支.
    stem, level = split_level(word)
    return (stem, word.removeprefix(stem)) if level else runs_of(word)
