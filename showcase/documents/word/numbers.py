"""The numbers that Word makes itself: they are on the page, but not in the text."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # nosec B405 # a type alone

from awards.numerals import chinese_numeral
from showcase.documents.word.styles import W, value_of

BULLET = "•"
_HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Level:
    """How one level of a list counts."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbers:
    """The lists of one document, counting while it is read from top to bottom."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def next_label(self, key: str, level_text: str) -> str:
        """The label of the next paragraph of list ``key``: “一、”, “（2）”, “3.1”, “•”; "" where it has none."""
        shape = self.lists.get(key, "")
        level = small_number(level_text)
        own = self.levels.get(shape, {}).get(level)
        if own is None:
            return ""
        if own.form == "bullet":
            return BULLET
        counts = self.counts[shape]
        if level in self.restarts.get(key, ()):
            self.restarts[key].discard(level)
            counts.pop(level, None)
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return _PLACE.sub(lambda match: self._written(shape, int(match[1]) - 1), own.text)

    def _written(self, shape: str, level: int) -> str:
        form = self.levels[shape].get(level, Level())
        return written(self.counts[shape].get(level, form.start), form.form)


def read_numbers(root: Element | None) -> Numbers:
    """The lists of a ``numbering.xml``."""
    numbers = Numbers()
    if root is None:
        return numbers
    for node in root.iter(f"{W}abstractNum"):
        numbers.levels[node.get(f"{W}abstractNumId", "")] = {
            small_number(one.get(f"{W}ilvl", "0")): _level(one) for one in node.iter(f"{W}lvl")
        }
    for node in root.iter(f"{W}num"):
        key = node.get(f"{W}numId", "")
        numbers.lists[key] = value_of(node.find(f"{W}abstractNumId"))
        for override in node.iter(f"{W}lvlOverride"):
            if override.find(f"{W}startOverride") is not None:
                numbers.restarts[key].add(small_number(override.get(f"{W}ilvl", "0")))
    return numbers


def written(number: int, form: str) -> str:
    """``number`` as that form of Word writes it; plain digits where the form is a rare one."""
    if form.startswith(("chinese", "japaneseCounting", "taiwanese", "ideographDigital")):
        return chinese_numeral(number)
    if form.startswith("ideographTraditional") and 0 < number <= len(_HEAVENLY_STEMS):
        return _HEAVENLY_STEMS[number - 1]
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return "" if form == "none" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _level(node: Element) -> Level:
    return Level(
        form=value_of(node.find(f"{W}numFmt")) or "decimal",
        text=value_of(node.find(f"{W}lvlText")),
        start=small_number(value_of(node.find(f"{W}start")), 1),
    )


def small_number(text: str, otherwise: int = 0) -> int:
    """The number that an attribute gives; ``otherwise`` where it is none, or an absurd one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else otherwise
