"""One place written in two ways within one article: 金廷, 金庭, 金堤. Pure.

There is no dictionary of the names of estates. What stands before 业委会, 小区, 居民区 and the like is
taken for a name, and two such names are held against each other when they have the same length and
differ in one character that sounds the same. Once two are under suspicion, a third that differs from
them in the same place joins them, if it stands alone before such a word. All that is proposed, never
decided: each may be right.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from organizations.romanization import pinyin
from showcase.checking.findings import Finding
from showcase.checking.reading import CheckedCase
from showcase.checking.wording import context

_MARK = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:居民区|小区|社区|业委会|业主|物业|居委会|党总支|党支部|花园|家园|新村|公寓|大厦|别墅|"
    r"广场|名苑|苑|坊|弄|路)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+$")
# Words of grammar and number: where two strings differ in one of them they are no two names.
_GRAMMAR = frozenset(
    "的地得了和与及同在于从由对到把被是为有无个各每本该这那其某几多两一二三四五六七八九十百千老新旧全大小上下东南西北中内外前后他她它们我你"
)
SHORTEST, LONGEST = 2, 4
MOST_CONTEXTS = 6
WHY = "同一个地方的名称前后写法相近但不相同，可能有一处是错的。请对照来源核实；原文就是这样的，照原样保留。"


def check_names(case: CheckedCase) -> Iterator[Finding]:
    """Each family of near-equal names, with every place where one of them stands."""
    for family in families(passage.text for passage in case.passages):
        found = [
            (passage, match.start(), match[0])
            for passage in case.passages
            for match in re.finditer("|".join(map(re.escape, family)), passage.text)
        ]
        yield Finding(
            f"名称写法不一：{'、'.join(family)}",
            WHY,
            found[-1][0].anchor,
            contexts=tuple(
                f"{passage.place}：{context(passage.text, place, name)}"
                for passage, place, name in found[:MOST_CONTEXTS]
            ),
        )


def families(texts: Iterable[str]) -> list[list[str]]:
    """Groups of names that look like one, each in the order of its first occurrence."""
    whole, windows = _names_in(texts)
    found: dict[frozenset[str], list[str]] = {}
    for (place, _), group in _alike(windows).items():
        suspects = {name for name in group if _is_suspect(name, group, place)}
        if len(suspects) > 1:
            joined = [name for name in group if name in suspects or name in whole]
            found.setdefault(frozenset(name[place] for name in joined), joined)
    # 金廷 and 金庭 say it; 廷八 and 庭八 differ in the same characters and say nothing more.
    return [group for differing, group in found.items() if not any(differing < other for other in found)]


def _names_in(texts: Iterable[str]) -> tuple[set[str], list[str]]:
    """Names that stand alone before a mark, and all runs of two to four characters in such places."""
    whole: set[str] = set()
    windows: dict[str, None] = {}
    for text in texts:
        for mark in _MARK.finditer(text):
            run = _HAN.search(text[max(0, mark.start() - 2 * LONGEST) : mark.start()])
            if run is None:
                continue
            if len(run[0]) <= LONGEST:
                whole.add(run[0])
            tail = run[0][-LONGEST:]
            for size in range(SHORTEST, LONGEST + 1):
                windows |= dict.fromkeys(tail[start : start + size] for start in range(len(tail) - size + 1))
    return whole, list(windows)


def _alike(names: list[str]) -> dict[tuple[int, str], list[str]]:
    """Names that agree but for the character at one place; the shortest first."""
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in sorted(names, key=len):
        for place in range(len(name)):
            groups[(place, f"{name[:place]}_{name[place + 1 :]}")].append(name)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _is_suspect(name: str, group: list[str], place: int) -> bool:
    """Whether another of the group sounds as ``name`` does."""
    if name[place] in _GRAMMAR:
        return False
    return any(
        other != name and other[place] not in _GRAMMAR and pinyin(other[place]) == pinyin(name[place])
        for other in group
    )
