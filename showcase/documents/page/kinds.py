"""What each line of a page is, seen by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
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
_BULLET = re.compile(r"[-–—•·●■◆▪*○□]\s*(?=\S)|[①-⑳]|\d{1,3}\s*[.．、)）](?!\d)|[(（]\d{1,3}[)）]")


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
    """Each line with its kind."""
    return [_known(line, words) for line in lines]


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
