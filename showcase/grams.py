"""The signs by which search knows a text: single characters and pairs, syllables and pairs of them,
initials. Pure functions, no database.

How a name ends (…居民区党总支) is shared by thousands, so it is one sign, its ``tail:``, and the
characters inside it are none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, product

from showcase.models.postings import LONGEST_SIGN

# Where the sign stands: what a reader wants first has the lowest number.
BEGINS_TITLE, BEGINS_NAME, IN_NAMES, IN_TEXT = range(4)
ORDER_LETTERS = 12
_LETTERS = " abcdefghijklmnopqrstuvwxyz"

_WHAT = {"居民区": "ju min qu", "有限公司": "you xian gong si", "": ""}
_LEVEL = {"党总支": "dang zong zhi", "党支部": "dang zhi bu", "党委": "dang wei", "": ""}
# Every ending, longest first, with its syllables.
TAILS: dict[str, list[str]] = {
    f"{what}{level}": f"{_WHAT[what]} {_LEVEL[level]}".split() for what, level in product(_WHAT, _LEVEL) if what + level
}


def pairs(parts: Iterable[str]) -> list[str]:
    """Neighbours, joined: 陶家宅 gives 陶家, 家宅."""
    return [left + right for left, right in pairwise(parts)]


# Signs that a name may hold inside its tail, where they are not kept: their absence proves nothing.
INSIDE_TAILS = frozenset(
    sign
    for tail, read in TAILS.items()
    for sign in (*pairs(tail), *read, *pairs(read), *pairs(syllable[0] for syllable in read))
)


def tail_of(folded: str) -> str:
    """How a folded name ends, "" where it ends like no other: 陶家宅居民区党总支 gives 居民区党总支."""
    return next((tail for tail in TAILS if folded.endswith(tail)), "")


@dataclass(frozen=True)
class Name:
    """One name of a record: its folded key, and the syllables it is read as (none where it is prose)."""

    folded: str
    read: tuple[str, ...] = ()


class Signs:
    """The signs of one document, each where it stands best."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def put(self, sign: str, place: int) -> None:
        sign = sign[:LONGEST_SIGN]
        self.places[sign] = min(place, self.places.get(sign, place))

    def put_name(self, name: Name, begins: int) -> None:
        """Every sign of a name; what it begins with stands at ``begins``, the rest inside."""
        tail = tail_of(name.folded)
        self.put(key_of_name(name.folded), begins)
        if tail:
            self.put(key_of_tail(tail), IN_NAMES if tail != name.folded else begins)
        self._put_run(name.folded, len(tail), begins)
        self._put_run(name.read, len(tail), begins)
        self._put_run([syllable[0] for syllable in name.read], len(tail), begins, singles=False)
        if name.read:
            self.put(name.read[0][0], begins)

    def put_text(self, folded: str) -> None:
        """Every sign of prose."""
        for sign in {*folded, *pairs(folded)}:
            self.put(sign, IN_TEXT)

    def _put_run(self, parts: Iterable[str], tail: int, begins: int, singles: bool = True) -> None:
        """The parts before the tail, and their pairs, the last of which reaches into it."""
        parts = list(parts)
        own = len(parts) - tail if tail < len(parts) else 0
        for at in range(own):
            place = IN_NAMES if at else begins
            if singles:
                self.put(parts[at], place)
            if at + 1 < len(parts):
                self.put(parts[at] + parts[at + 1], place)


def key_of_name(folded: str) -> str:
    """The sign of whoever is called exactly so."""
    return f"name:{folded}"[:LONGEST_SIGN]


def key_of_tail(tail: str) -> str:
    """The sign of all whose name ends so."""
    return f"tail:{tail}"


def order_of(kind: int, sort_key: str) -> int:
    """A document's place among those that hold a sign equally well: by kind (0 to 3), then by pinyin."""
    letters = sort_key.replace(" ", "")[:ORDER_LETTERS].ljust(ORDER_LETTERS)
    spelled = 0
    for letter in letters:
        spelled = spelled * len(_LETTERS) + max(_LETTERS.find(letter), 0)
    return (kind << 58) | spelled


def weight_of(place: int, order: int) -> int:
    """One number for the order of a sign's documents: where it stands, then ``order_of`` the document."""
    return (place << 60) | order


def weight_before(place: int) -> int:
    """What is at ``place`` or better weighs less."""
    return (place + 1) << 60
