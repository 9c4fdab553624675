"""Every known name, arranged so that ten thousand rows can be matched against a hundred thousand.

Plain values, no database: ``planning`` fills it in two queries, tests fill it by hand.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from organizations.choices import Level, NameKind
from organizations.folding import split_level

# Names looked at for what they share with one that was printed. Few names share its rare pairs of characters;
# 有限 and 公司 stand in thousands and tell none of them apart.
MOST_WEIGHED = 2_000


# Compared by identity: a registry holds each once, and its names are counted by the thousand.
@dataclass(frozen=True, slots=True, eq=False)
class KnownName:
    """One name of one organisation; ``organization`` is the key of the canonical one."""

    organization: int
    subdistrict: int | None
    text: str
    folded: str
    kind: str
    current: str


@dataclass(slots=True)
class NameIndex:
    """The names of a registry by text, folded form, stem, both ends and pairs of characters.

    Everything is kept by subdistrict: a name never decides across two of them. ``by_text`` has only those that
    are not their own folded form: the others are found by that.
    """

    by_text: dict[str, list[KnownName]] = field(default_factory=lambda: defaultdict(list))
    by_fold: dict[str, list[KnownName]] = field(default_factory=lambda: defaultdict(list))
    by_stem: dict[str, list[KnownName]] = field(default_factory=lambda: defaultdict(list))
    by_ends: dict[tuple[int | None, str, int], list[tuple[int, KnownName]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    lengths: set[int] = field(default_factory=set)
    by_pair: dict[tuple[int | None, str], list[KnownName]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, names: Iterable[KnownName]) -> "NameIndex":
        """Index ``names``."""
        index = cls()
        with collector_resting():
            for name in names:
                index.add(name)
        return index

    def add(self, name: KnownName) -> None:
        """Index one more name, as when a person has just settled a row with it."""
        if name.text != name.folded:
            self.by_text[name.text].append(name)
        self.by_fold[name.folded].append(name)
        core = core_of(name.folded)
        self.by_stem[core].append(name)
        self.lengths.add(len(core))
        self.by_ends[name.subdistrict, core[:1] + core[-1:], len(core)].append((_signs(core), name))
        # Of the core alone: 居民区党总支 stands in every name and tells none apart.
        for pair in set(pairs_of(core)):
            self.by_pair[name.subdistrict, pair].append(name)

    def written(self, text: str) -> list[KnownName]:
        """Names that read exactly ``text``."""
        return [*self.by_text.get(text, ()), *(name for name in self.by_fold.get(text, ()) if name.text == text)]

    def sharing_pairs(self, core: str, places: Iterable[int | None], most: int) -> list[KnownName]:
        """Names that share the most pairs of characters with ``core``, rare pairs first; at most ``most``."""
        pairs = dict.fromkeys(pairs_of(core))
        found = [names for place in places for pair in pairs if (names := self.by_pair.get((place, pair)))]
        shared: Counter[KnownName] = Counter()
        weighed = 0
        for names in sorted(found, key=len):
            weighed += len(names)
            if shared and weighed > MOST_WEIGHED:
                break
            shared.update(names)
        return [name for name, _ in shared.most_common(most)]

    def sharing_ends(self, core: str, place: int | None) -> list[KnownName]:
        """Names of one subdistrict that begin and end as ``core`` and are made of its characters, or have them all.

        Thousands of companies begin and end alike, so they are told apart by characters, not by order.
        """
        signs, ends, found = _signs(core), core[:1] + core[-1:], []
        for length in self.lengths - {len(core)}:
            alike = self.by_ends.get((place, ends, length), ())
            if length < len(core):
                found += [name for known, name in alike if known & signs == known]
            else:
                found += [name for known, name in alike if known & signs == signs]
        return found

    def places(self) -> set[int | None]:
        """The subdistricts in which any name is known."""
        return {place for place, _ in self.by_pair}


# What residents' areas are called between their own name and the level of their organisation.
_AREA_WORDS = ("居民区", "居委会", "居委", "社区", "小区", "村")


def core_of(folded: str) -> str:
    """What is left of a folded name without level and area words: 陶家宅居民区党总支 gives 陶家宅.

    天山二村居民区 and 天山二村 both give 天山二, but no more than one character is never left.
    """
    stem, _ = split_level(folded)
    # Every area word ends in one of four characters: most names are done with that.
    while stem[-1:] in "区会委村":
        word = next((word for word in _AREA_WORDS if stem.endswith(word)), "")
        if not word or len(stem) < len(word) + 2:
            break
        stem = stem.removesuffix(word)
    return stem


def level_of(folded: str) -> Level | None:
    """The level a folded name tells."""
    return split_level(folded)[1]


def pairs_of(folded: str) -> list[str]:
    """Neighbouring characters: 陶家宅 gives 陶家, 家宅; one character stands for itself."""
    return [folded[at : at + 2] for at in range(len(folded) - 1)] or [folded]


@contextmanager
def collector_resting() -> Iterator[None]:
    """No search for garbage while a million small objects are made, or used, that all stay: a quarter of the time.

    As a decorator, it lasts until what a function knew of the registry is let go.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _signs(core: str) -> int:
    """Which characters ``core`` has, as bits: two may fall on one, so it says “surely not” or “perhaps”."""
    bits = 0
    for character in core:
        bits |= 1 << ord(character) % 61
    return bits


KIND_REASONS = {
    NameKind.CURRENT: "与现用名一致",
    NameKind.FORMER: "是它的曾用名",
    NameKind.ABBREVIATION: "是它的简称",
    NameKind.VARIANT: "是它登记过的异写",
}
