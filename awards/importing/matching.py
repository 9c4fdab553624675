"""From a printed name to an organisation: what decides by itself, and what only suggests.

An exact, former, alternative or folded name decides, and only inside one subdistrict. The same
stem under another level, an abbreviation or a near spelling is a suggestion to a person, ranked,
with its reason. Two organisations are never joined here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from awards.importing.names import KIND_REASONS, KnownName, NameIndex, core_of, level_of
from organizations.choices import NameKind
from organizations.folding import fold

MOST_SUGGESTIONS = 5
NEAR_CANDIDATES = 60
# Below two thirds alike, suggestions were noise on the district's own names.
NEAR_ENOUGH = 66.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One organisation a person may choose. ``score``: 100 is surest."""

    organization: int
    name: str
    reason: str
    score: float


@dataclass(slots=True)
class Match:
    """What became of one name: a decided organisation, or suggestions for a person."""

    organization: int | None = None
    reason: str = ""
    suggestions: list[Suggestion] = field(default_factory=list)


def match(text: str, place: int | None, place_name: str, index: NameIndex) -> Match:
    """Match the printed name ``text``, read under subdistrict ``place`` (None: unknown)."""
    known = [*index.written(text), *_folded(text, place_name, index)]
    here = {name.organization: name for name in reversed(known) if name.subdistrict == place}
    if place is not None and len(here) == 1:
        name = next(iter(here.values()))
        return Match(name.organization, _decided_by(name, text))
    return Match(suggestions=_suggestions(text, place, place_name, index, known))


def _folded(text: str, place_name: str, index: NameIndex) -> list[KnownName]:
    return [name for key in {fold(text, place_name), fold(text)} for name in index.by_fold.get(key, ())]


def _decided_by(name: KnownName, text: str) -> str:
    reason = KIND_REASONS[NameKind(name.kind)]
    return reason if name.text == text else f"{reason}（不计标点、空格和全半角）"


def _suggestions(
    text: str, place: int | None, place_name: str, index: NameIndex, same: Iterable[KnownName]
) -> list[Suggestion]:
    """Ranked, each organisation once, those of the row's own subdistrict first."""
    folded = fold(text, place_name)
    found: dict[int, Suggestion] = {}
    for suggestion in (
        *_same_name_elsewhere(same, place),
        *_same_stem(folded, place, index),
        *_abbreviations(folded, place, index),
        *_near(folded, place, index),
    ):
        best = found.get(suggestion.organization)
        if best is None or suggestion.score > best.score:
            found[suggestion.organization] = suggestion
    ranked = sorted(found.values(), key=lambda one: (-one.score, one.name, one.organization))
    return ranked[:MOST_SUGGESTIONS]


def _same_name_elsewhere(same: Iterable[KnownName], place: int | None) -> Iterable[Suggestion]:
    for name in same:
        if place is None:
            yield Suggestion(name.organization, name.current, "同名，但名单没有写明街道", 95)
        elif name.subdistrict is None:
            yield Suggestion(name.organization, name.current, "同名，但登记时没有写明街道", 94)
        elif name.subdistrict == place:
            yield Suggestion(name.organization, name.current, "本街道有两个党组织用过这个名称", 96)
        else:
            yield Suggestion(name.organization, name.current, "同名，但在另一个街道", 70)


def _same_stem(folded: str, place: int | None, index: NameIndex) -> Iterable[Suggestion]:
    core, level = core_of(folded), level_of(folded)
    for name in index.by_stem.get(core, ()):
        if name.subdistrict != place and place is not None:
            continue
        if level is not None and level_of(name.folded) not in (None, level):
            yield Suggestion(name.organization, name.current, "同一居民区或单位，层级不同：更名或升格？", 90)
        else:
            yield Suggestion(name.organization, name.current, "名称主干相同", 88)


def _abbreviations(folded: str, place: int | None, index: NameIndex) -> Iterable[Suggestion]:
    """华一 for 华阳路一社区: every character of the shorter core stands in the longer, in order."""
    core = core_of(folded)
    if len(core) < 2:
        return
    for name in index.sharing_ends(core, place):
        shorter, longer = sorted((core, core_of(name.folded)), key=len)
        if shorter != longer and len(shorter) >= 2 and _stands_in(shorter, longer):
            yield Suggestion(name.organization, name.current, "可能是简称与全称", 80)


def _stands_in(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return all(character in rest for character in shorter)


def _near(folded: str, place: int | None, index: NameIndex) -> Iterable[Suggestion]:
    core = core_of(folded)
    places = index.places() if place is None else {place, None}
    for name in index.sharing_pairs(core, places, NEAR_CANDIDATES):
        # The ending is shared by every name; what tells two apart is the core.
        score = min(fuzz.ratio(folded, name.folded), fuzz.ratio(core, core_of(name.folded)))
        if score >= NEAR_ENOUGH:
            yield Suggestion(name.organization, name.current, "写法相近", round(score * 0.78, 1))
