"""Two texts compared as an editor reads them: what was struck out, what was put in. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, STRUCK, ADDED = "same", "struck", "added"
# A word of letters or figures is one token, a Chinese character is one.
_TOKEN = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n")
# So few characters left standing between two changes only make the line hard to read.
SHORTEST_SAME = 2
MOST_PAIRS = 4_000_000


@dataclass(frozen=True)
class Piece:
    """A run of text: ``SAME``, ``STRUCK`` out or ``ADDED``."""

    kind: str
    text: str


def marked(before: str, after: str) -> list[Piece]:
    """``before`` and ``after`` as one line of pieces."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) * len(new) > MOST_PAIRS:
        return _pieces([(before, after, False)])
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    runs = [("".join(old[i:j]), "".join(new[k:m]), tag == "equal") for tag, i, j, k, m in matcher.get_opcodes()]
    return _pieces(_without_crumbs(runs))


def paragraph_pairs(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """Each paragraph that differs: its number (in ``after``; in ``before`` where it is gone), then, now."""
    old, new = _paragraphs(before), _paragraphs(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(j - i, m - k)):
            was = old[i + offset] if i + offset < j else ""
            now = new[k + offset] if k + offset < m else ""
            yield (k if now else i) + offset + 1, was, now


def _paragraphs(text: str) -> list[str]:
    return [piece.strip() for piece in _BLANK_LINES.split(text.replace("\r\n", "\n")) if piece.strip()]


def _without_crumbs(runs: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """``runs`` with very short agreements between two changes made part of them."""
    kept: list[tuple[str, str, bool]] = []
    for place, (old, new, same) in enumerate(runs):
        is_crumb = same and len(old) < SHORTEST_SAME and 0 < place < len(runs) - 1
        if kept and not kept[-1][2] and (is_crumb or not same):
            kept[-1] = (kept[-1][0] + old, kept[-1][1] + new, False)
        else:
            kept.append((old, new, same))
    return kept


def _pieces(runs: list[tuple[str, str, bool]]) -> list[Piece]:
    pieces = []
    for old, new, same in runs:
        if same:
            pieces.append(Piece(SAME, old))
            continue
        pieces += [Piece(kind, text) for kind, text in ((STRUCK, old), (ADDED, new)) if text]
    return pieces
