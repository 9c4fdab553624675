"""A line cut at its separators, but never inside brackets or quotes."""

import re
from dataclasses import dataclass

from awards.importing.reading.characters import level

# One run of separators; which sign it holds decides what it may part.
_RUN = re.compile(r"[\s、,;|/:\-]+")
_OPEN, _CLOSE = "([<{《〈", ")]>}》〉"
_OPEN_QUOTES, _CLOSE_QUOTES = "“‘「『〝", "”’」』〞"
_RANKED = (("、", "、"), (",", ","), (";", ";"), ("|", "|"), ("\t", "\t"), ("\n", "\n"), ("\v", "\v"))
_JOINTS = ((":", ":"), ("-", "-"), ("/", "/"))


@dataclass(frozen=True)
class Piece:
    """Part of a line, and the kind of separator before it (``""`` at the start)."""

    start: int
    end: int
    separator: str


def separator_kind(run: str) -> str:
    """The strongest sign of a run of separators: 、 before tab before spaces ("  " for two or more)."""
    for sign, kind in _RANKED + _JOINTS:
        if sign in run:
            return kind
    return " " if len(run) == 1 else "  "


def protected_spans(text: str) -> list[bool]:
    """For each sign whether it stands inside brackets or quotes; nothing is, where they do not pair."""
    depth, inside, plain_quote = 0, [], False
    for sign, plain in zip(text, level(text), strict=True):
        if sign in _CLOSE_QUOTES or plain in _CLOSE:
            depth -= 1
        elif sign in ('"', "＂"):
            depth += -1 if plain_quote else 1
            plain_quote = not plain_quote
        if depth < 0:
            return [False] * len(text)
        inside.append(depth > 0)
        if sign in _OPEN_QUOTES or plain in _OPEN:
            depth += 1
    return inside if depth == 0 else [False] * len(text)


def is_open(text: str) -> bool:
    """Whether a bracket or quote of ``text`` still waits for its other half."""
    plain = level(text)
    brackets = sum(plain.count(sign) for sign in "([《〈") - sum(plain.count(sign) for sign in ")]》〉")
    quotes = sum(text.count(sign) for sign in "“「『") - sum(text.count(sign) for sign in "”」』")
    return brackets > 0 or quotes > 0


def cut(text: str) -> list[Piece]:
    """The pieces of ``text`` between its separators, in order, none of them empty."""
    inside = protected_spans(text)
    pieces, start, separator = [], 0, ""
    for run in _RUN.finditer(level(text)):
        first, last = _outside(inside, run.start(), run.end())
        if first is None:
            continue
        if first > start:
            pieces.append(Piece(start, first, separator))
        separator = separator_kind(level(text[first:last])) if pieces else ""
        start = last
    if start < len(text):
        pieces.append(Piece(start, len(text), separator))
    return pieces


def _outside(inside: list[bool], start: int, end: int) -> tuple[int | None, int]:
    """The part of a run that stands outside brackets; (None, 0) where none does."""
    free = [index for index in range(start, end) if not inside[index]]
    return (free[0], free[-1] + 1) if free else (None, 0)
