"""Names as keys: what two clerks may write differently and still mean the same.

The folded form decides equality and is never shown; what was registered stays as it was.
"""

import re
import unicodedata

from organizations.choices import Level

# Quotes, brackets, spaces and dots carry no meaning between two spellings of one name.
_DROPPED = re.compile(r"[\s\u200b-\u200d\ufeff\"'“”‘’「」『』《》〈〉()\[\]{}〔〕【】·•・‧.,、。\-–—_]+")
_DISTRICT_PREFIX = re.compile(r"^(?:中国共产党|中共)?(?:上海市)?(?:长宁区)?")

# Longest first, so that 党总支部委员会 is not read as a 党支部 with something before it.
_LEVEL_ENDINGS: tuple[tuple[str, Level], ...] = (
    ("党总支部委员会", Level.GENERAL_BRANCH),
    ("总支部委员会", Level.GENERAL_BRANCH),
    ("党总支委员会", Level.GENERAL_BRANCH),
    ("总支委员会", Level.GENERAL_BRANCH),
    ("党总支部", Level.GENERAL_BRANCH),
    ("党支部委员会", Level.BRANCH),
    ("支部委员会", Level.BRANCH),
    ("党的委员会", Level.COMMITTEE),
    ("党委员会", Level.COMMITTEE),
    ("党总支", Level.GENERAL_BRANCH),
    ("总支部", Level.GENERAL_BRANCH),
    ("党支部", Level.BRANCH),
    ("党委", Level.COMMITTEE),
    ("总支", Level.GENERAL_BRANCH),
    ("支部", Level.BRANCH),
)


def fold(text: str, place: str = "") -> str:
    """The key under which ``text`` equals its other spellings.

    Width (NFKC), case, spaces, quotes, brackets and dots are levelled; 中共, 上海市, 长宁区
    and the subdistrict ``place`` ("华阳路街道") are dropped from the front. May return ``""``
    for text that holds nothing else.
    """
    start, key = fold(place) if place else "", text
    # What goes may bare more that goes (“华阳路街道中共…”): until nothing changes, so that a key is its own key.
    while (levelled := _levelled(key).removeprefix(start)) != key:
        key = levelled
    return key


def _levelled(text: str) -> str:
    key = _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _DISTRICT_PREFIX.sub("", key)


def stem_and_level(name: str) -> tuple[str, Level | None]:
    """Split "陶家宅居民区党总支" into ("陶家宅居民区", 党总支); level None where the name tells none."""
    return split_level(fold(name))


def split_level(folded: str) -> tuple[str, Level | None]:
    """``stem_and_level`` of a name that is folded already: the fast way through a whole registry."""
    # Every ending ends in one of four characters: most other names are told apart at once.
    if folded[-1:] in "部委会支":
        for ending, level in _LEVEL_ENDINGS:
            if folded.endswith(ending):
                # A bare “党支部” is nobody's name; its shorter ending 支部 would leave “党” as one.
                return (folded.removesuffix(ending), level) if folded != ending else (folded, None)
    return folded, None
