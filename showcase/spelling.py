"""The signs to look for when a word is asked: each reading of it, most likely first.

A word of letters may be initials, or syllables cut in several ways (xian is 先 or 西安), the last of
them perhaps half typed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from showcase.grams import INSIDE_TAILS, TAILS, pairs

# Of a long question the first pairs are as telling as all of them; every hit is compared whole.
MOST_SIGNS = 12
MOST_READINGS = 6
_INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    r"(?:iang|iong|uang|ang|eng|ing|ong|uai|uan|iao|ian|ai|ei|ui|ao|ou|iu|ie|ue|ve"
    r"|er|an|en|in|un|vn|ia|ua|uo|[aoeiuv])"
)
_SYLLABLE = re.compile(f"{_INITIAL}?{_FINAL}")
_HALF_TYPED = re.compile(_INITIAL)
_LONGEST_SYLLABLE = 6
_LETTERS = re.compile(r"[a-z]+")
_RUNS = re.compile(r"[a-z]+|[^a-z]")


@dataclass(frozen=True)
class Reading:
    """What a document must hold for a word to be read so: every one of ``signs``.

    Where one of them is unknown, ``shorter`` may do: the word's last syllable is half typed.
    """

    signs: tuple[str, ...]
    shorter: tuple[str, ...] = ()

    def required(self) -> tuple[str, ...]:
        """The signs that no name may lack; none where the whole word may stand in a tail."""
        return tuple(sign for sign in self.signs if sign not in INSIDE_TAILS)


@lru_cache(maxsize=512)
def readings_of(word: str) -> tuple[Reading, ...]:
    """Every way to read a folded ``word``."""
    if len(word) == 1:
        return (Reading((word,)),)
    found = [Reading(tuple(dict.fromkeys(pairs(word)))[:MOST_SIGNS])]
    if _LETTERS.fullmatch(word):
        found += [_spoken(cut) for cut in cuts(word) if cut]
    return tuple(dict.fromkeys(found))


def runs_of(word: str) -> tuple[str, ...]:
    """陶jia宅 in its parts, letters together and characters one by one; none where it is not mixed."""
    runs = tuple(_RUNS.findall(word))
    mixed = any(run.isascii() and run.isalpha() for run in runs) and any(not run.isascii() for run in runs)
    return runs if mixed else ()


def tails_with(word: str) -> list[str]:
    """The endings of names in which ``word`` stands as written, spelled or by initials."""
    return [
        tail for tail, read in TAILS.items() if any(word in form for form in (tail, "".join(read), _initials(read)))
    ]


def _initials(read: list[str]) -> str:
    return "".join(syllable[0] for syllable in read)


def _spoken(cut: list[str]) -> Reading:
    signs = tuple(pairs(cut)) or tuple(cut)
    shorter = tuple(pairs(cut[:-1])) or tuple(cut[:-1])
    return Reading(signs[:MOST_SIGNS], shorter[:MOST_SIGNS])


def cuts(letters: str) -> list[list[str]]:
    """Ways to cut ``letters`` into syllables, long ones first; a half-typed last one is left out."""
    # From the end, a few ways for each rest: trying them all would take for ever on anananan….
    ways: list[list[list[str]]] = [[] for _ in letters] + [[[]]]
    for at in reversed(range(len(letters))):
        for end in range(min(at + _LONGEST_SYLLABLE, len(letters)), at, -1):
            if _SYLLABLE.fullmatch(letters[at:end]):
                ways[at] += [[letters[at:end], *rest] for rest in ways[end]]
        if _HALF_TYPED.fullmatch(letters[at:]):
            ways[at].append([])
        del ways[at][MOST_READINGS:]
    return ways[0]
