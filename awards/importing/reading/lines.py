"""Printed lines put together into lines of meaning: a name may be broken over two of them."""

import re
from dataclasses import dataclass

from awards.importing.reading.characters import level, unpadded, visible
from awards.importing.reading.cutting import cut, is_open
from awards.importing.reading.endings import ends_as_organization, ends_as_party, is_sentence, is_tail
from awards.importing.reading.headings import read_heading, says_nothing
from awards.importing.reading.limits import MAX_LINE_LENGTH, MAX_LINES
from awards.importing.reading.numbering import without_numbering
from awards.importing.reading.words import ROUND, Words

_BEGINS_A_NAME = re.compile(r"上海|中国|中共|长宁|中央|国家")
# A name broken more often than this is not one name.
_MOST_BREAKS = 3
_LONGEST_BROKEN = 120


@dataclass(frozen=True)
class Line:
    """One line of meaning. ``numbered`` where the source numbered it, bulleted it or made it a list item."""

    position: str
    text: str
    numbered: bool = False
    soft: bool = False  # the break before it was a soft one (Shift+Enter)


def lines_of(text: str) -> list[Line]:
    """The printed lines of a text that hold anything, each with its place; one more than will be read."""
    found: list[Line] = []
    for number, hard in enumerate(visible(text).split("\n"), 1):
        if len(found) > MAX_LINES:
            break
        lines = (line_at(f"第 {number} 行", soft, soft=order > 0) for order, soft in enumerate(hard.split("\v")))
        found += [line for line in lines if line.text]
    return found


def line_at(position: str, text: str, is_item: bool = False, soft: bool = False) -> Line:
    """One printed line without its number or bullet; ``is_item`` where the source itself numbers it."""
    if len(text) > MAX_LINE_LENGTH:
        return Line(position, text, soft=soft)
    bare, numbered = without_numbering(text)
    return Line(position, bare, numbered or is_item, soft)


def joined(lines: list[Line], words: Words) -> list[Line]:
    """``lines`` with every name broken over several of them made whole."""
    whole: list[Line] = []
    breaks = 0
    for line in lines:
        before = whole[-1] if whole else None
        if before and breaks < _MOST_BREAKS and _belongs(before, line, words):
            whole[-1] = Line(before.position, before.text + _bridge(before, line), before.numbered, before.soft)
            breaks += 1
        else:
            whole.append(line)
            breaks = 0
    return whole


def _bridge(before: Line, line: Line) -> str:
    """Two Latin words keep the space that the line break stood for."""
    latin = before.text[-1:].isascii() and before.text[-1:].isalnum() and line.text[:1].isascii()
    return (" " if latin and line.text[:1].isalnum() else "") + line.text


def _belongs(before: Line, line: Line, words: Words) -> bool:
    """Whether ``line`` is the rest of the name in which ``before`` ends."""
    together = before.text + line.text
    if not before.text or not line.text or line.numbered or len(together) > MAX_LINE_LENGTH:
        return False
    if _one_heading(before.text, together, words):
        return True
    if is_open(before.text):
        return len(together) < _LONGEST_BROKEN and not is_open(together) and not is_sentence(before.text)
    last = _last_piece(before.text)
    if _is_whole(before.text, last, words):
        return False
    return is_tail(line.text) or (not _stands_alone(line.text, words) and _goes_on(before, last, line))


def _one_heading(text: str, together: str, words: Words) -> bool:
    """华阳路街道荣获长宁区第七轮 over 居民区党建工作“金银奖”榜单."""
    first = read_heading(text, words) if ROUND.search(level(text)) else None
    if not first or first.number is None or first.scheme or first.is_title or first.tier:
        return False
    both = read_heading(together, words)
    return both is not None and bool(both.scheme) and both.is_title and both.tier is None


def _is_whole(text: str, last: str, words: Words) -> bool:
    """Nothing can follow: the line ends in a complete name, or is no name at all."""
    if ends_as_party(last) or words.is_tier(last) or text[-1] in "、，,；;：:。":
        return True
    return is_sentence(text) or says_nothing(text) or read_heading(text, words) is not None


def _stands_alone(text: str, words: Words) -> bool:
    """A line with a tier of its own, or a heading."""
    return words.is_tier(_first_piece(text)) or read_heading(text, words) is not None


def _goes_on(before: Line, last: str, line: Line) -> bool:
    """After a soft break any unfinished name goes on; after a hard one only what surely is one."""
    if line.soft:
        return not ends_as_organization(last)
    return _unfinished(before, last) and ends_as_party(line.text) and not _BEGINS_A_NAME.match(line.text)


def _unfinished(before: Line, last: str) -> bool:
    """上海德必文化创意产业: a name must follow, because this is none yet."""
    long_enough = len(last) >= 6
    return long_enough and not ends_as_organization(last) and bool(before.numbered or _BEGINS_A_NAME.match(last))


def _last_piece(text: str) -> str:
    pieces = cut(text)
    return unpadded(text[pieces[-1].start : pieces[-1].end]) if pieces else ""


def _first_piece(text: str) -> str:
    pieces = cut(text)
    return level(text[pieces[0].start : pieces[0].end]) if pieces else ""
