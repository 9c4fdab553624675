"""One proper noun in several spellings: left exactly as printed, and asked about."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from awards.importing.reading.endings import ends_as_party
from organizations.folding import fold
from organizations.romanization import syllables
from showcase.documents.drafts import Decision

PLACE = "全文"
_WINDOW = 4
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]{4,}")
# Words of grammar sound alike and are no names: 做 and 作, 的 and 地.
_GRAMMAR = set("的地得做作他她它在再和合及即已以也与于由有又是事这着了为未位像向象到道就")
_ESTATE = re.compile(r"([\u3400-\u9fff]{2})(?:[一二三四五六七八九十]{2})?(?:业委会|业主|小区|别墅|大厦|公寓|花园)")
_LEAST_NAME, _SAME_HEAD = 6, 3
# A page prints some ten names that begin alike; each is held against all the others.
_MOST_KIN = 100


def spelling_questions(text: str, names: Iterable[str]) -> list[Decision]:
    """Questions about words of ``text`` and about ``names`` that may be one name printed in several ways."""
    return [*_alike_in(text), *_alike_names(list(dict.fromkeys(names)))]


def _alike_in(text: str) -> list[Decision]:
    """Runs of four characters that sound the same and differ in one: 金廷八八 and 金庭八八."""
    words: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for run in _CHINESE_RUN.findall(text):
        sounds = [_sound(sign) for sign in run]
        for at in range(len(run) - _WINDOW + 1):
            words[tuple(sounds[at : at + _WINDOW])].add(run[at : at + _WINDOW])
    groups: dict[tuple[str, ...], set[str]] = {}
    for spellings in words.values():
        if len(spellings) > 1 and (found := _one_name(sorted(spellings))):
            groups.setdefault(tuple(sorted(found)), found)
    return [_question(sorted(_with_kin(found, text))) for found in groups.values()]


_SOUNDS: dict[str, str] = {}


def _sound(sign: str) -> str:
    if sign not in _SOUNDS:
        _SOUNDS[sign] = "".join(syllables(sign))
    return _SOUNDS[sign]


def _one_name(spellings: list[str]) -> set[str]:
    """The character before the one that differs, with each of those; none where that one stands at an edge.

    Inside, its neighbours on both sides agree: 金廷八八. At an edge, words only begin alike: 分类成效, 分类承诺.
    """
    first, found = spellings[0], set()
    for other in spellings[1:]:
        differing = [at for at in range(_WINDOW) if first[at] != other[at]]
        if len(differing) != 1 or differing[0] not in (1, 2):
            continue
        at = differing[0]
        if not {first[at], other[at]} & _GRAMMAR:
            found |= {first[at - 1 : at + 1], other[at - 1 : at + 1]}
    return found


def _with_kin(found: set[str], text: str) -> set[str]:
    """An estate whose name shares its first character with a doubtful one is doubtful too: 金堤."""
    heads = {word[0] for word in found}
    if len(heads) != 1:
        return found
    return found | {word for word in _ESTATE.findall(text) if word[0] in heads}


def _question(spellings: list[str]) -> Decision:
    written = "、".join(f"“{word}”" for word in spellings)
    return Decision(PLACE, f"{written}可能是同一个名称的几种写法，都照原样保留；请核对哪一个正确。")


def _alike_names(names: list[str]) -> list[Decision]:
    """Long names of which one holds the other, character by character: (集团)有限公司, (集团)股份有限公司."""
    kin: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        folded = fold(name)
        if ends_as_party(name) and len(folded) >= _LEAST_NAME:
            kin[folded[:_SAME_HEAD]].append((folded, name))
    pairs = [pair for group in kin.values() for pair in combinations(group[:_MOST_KIN], 2)]
    return [
        Decision(PLACE, f"“{one}”与“{other}”像是同一个党组织的两种写法，都照原样保留；请核对。")
        for (folded, one), (other_folded, other) in pairs
        if _within(*sorted((folded, other_folded), key=len))
    ]


def _within(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return shorter != longer and all(sign in rest for sign in shorter)
