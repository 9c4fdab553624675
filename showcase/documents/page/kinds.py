"""What each line of a page is, seen by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from awards.importing.reading.headings import read_heading, says_nothing
from awards.importing.reading.line_content import read_line
from awards.importing.reading.numbering import without_numbering
from awards.importing.reading.words import Words
from showcase.documents.page.lines import PageLine
from showcase.documents.page.shapes import (
    foreword_marker,
    is_marked_caption,
    is_numbered_heading,
    is_short,
    opens_lessons,
    party_names,
)

_ROLL_TITLE = re.compile(r"(?:光\s*荣\s*榜|荣誉榜|红榜|榜单|(?:获奖|表彰|获评|入选)\S{0,6}名单)\s*[:：]?\Z")
_LONGEST_ROLL_TITLE = 80
_NEAR_TOP = 5
_BULLET = re.compile(r"[-–—•·●■◆▪*○□]\s*(?=[^\s—–-])|[①-⑳]|\d{1,3}\s*[.．、)）](?!\d)|[(（]\d{1,3}[)）]")


class Kind(Enum):
    """What a line is, before its neighbours are looked at."""

    FOREWORD = auto()
    ROLL_TITLE = auto()
    LESSONS = auto()
    ITEM = auto()
    NAME = auto()
    CAPTION = auto()
    SHORT = auto()
    PROSE = auto()


@dataclass(frozen=True)
class KnownLine:
    """A line with its kind; ``names`` are those of a line that names organisations and nothing else."""

    line: PageLine
    kind: Kind
    names: tuple[str, ...] = ()
    is_roll_word: bool = False  # a tier, a place, a count: it may stand in a roll

    @property
    def text(self) -> str:
        return self.line.text


def known_lines(lines: Iterable[PageLine], words: Words) -> list[KnownLine]:
    """Each line with its kind; a word that opens a part does so only where that part follows."""
    known = [_known(line, words) for line in lines]
    foreword = next((at for at, line in enumerate(known) if _opens_foreword(line, at)), -1)
    rows_follow = _rows_follow(known)
    return [
        replace(line, kind=_kind_by_shape(line.text))
        if (line.kind is Kind.FOREWORD and at != foreword) or (line.kind is Kind.ROLL_TITLE and not rows_follow[at])
        else line
        for at, line in enumerate(known)
    ]


def _opens_foreword(line: KnownLine, at: int) -> bool:
    """前言 and 导语 may head a part of a case as well: they open the page near its top alone."""
    return line.kind is Kind.FOREWORD and (at < _NEAR_TOP or line.text.startswith(("编", "按")))


def _rows_follow(known: list[KnownLine]) -> list[bool]:
    """By line: whether rows of a roll stand under it, perhaps under further titles and a sentence."""
    follow = [False] * len(known)
    for at in reversed(range(len(known) - 1)):
        below = known[at + 1]
        if below.kind is Kind.ROLL_TITLE or (below.kind is Kind.PROSE and known[at].kind is Kind.ROLL_TITLE):
            follow[at] = follow[at + 1]
        else:
            follow[at] = below.kind in (Kind.ITEM, Kind.NAME) or below.is_roll_word
    # The headline of a page may name its award.
    return [known[1].kind is Kind.FOREWORD or follow[0], *follow[1:]] if len(known) > 1 else follow


def _known(line: PageLine, words: Words) -> KnownLine:
    kind = _kind_by_words(line.text, words)
    if kind is not None:
        return KnownLine(line, kind)
    if names := party_names(line.text):
        return KnownLine(line, Kind.NAME, names)
    kind = _kind_by_shape(line.text)
    return KnownLine(line, kind, is_roll_word=kind is Kind.SHORT and _may_stand_in_roll(line.text, words))


def _kind_by_words(text: str, words: Words) -> Kind | None:
    if foreword_marker(text):
        return Kind.FOREWORD
    if opens_lessons(text):
        return Kind.LESSONS
    if _is_roll_title(text, words):
        return Kind.ROLL_TITLE
    return Kind.ITEM if _BULLET.match(text) else None


def _kind_by_shape(text: str) -> Kind:
    if is_marked_caption(text):
        return Kind.CAPTION
    if is_short(text) or (is_numbered_heading(text) and is_short(without_numbering(text)[0])):
        return Kind.SHORT
    return Kind.PROSE


def _is_roll_title(text: str, words: Words) -> bool:
    if len(text) > _LONGEST_ROLL_TITLE or re.search(r"[。!！;；]", text):
        return False
    if _ROLL_TITLE.search(text):
        return True
    heading = read_heading(text, words)
    return heading is not None and heading.scheme is not None and heading.number is not None


def _may_stand_in_roll(text: str, words: Words) -> bool:
    if says_nothing(text) or read_heading(text, words) is not None:
        return True
    content = read_line(text, words)
    return content is not None and bool(content.recipients or content.vacant)
