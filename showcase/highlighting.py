"""Where in a text as written the words of a question stand, though both are compared folded."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from re import compile as pattern

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from organizations.folding import fold

Span = tuple[int, int]
# One sound each: a character, or a run of letters and digits.
_SPOKEN = pattern(r"[A-Za-z0-9]+|[\u3400-\u9fff\U00020000-\U0003ffff]")
AROUND = 36
_fold_sign = lru_cache(maxsize=8192)(fold)


def spans_of(text: str, words: Iterable[str], read: Sequence[str] = ()) -> list[Span]:
    """Where any of the folded ``words`` stands in ``text``; by its sound too where ``read`` gives its syllables."""
    folded = [(sign, at) for at, written in enumerate(text) for sign in _fold_sign(written)]
    line = "".join(sign for sign, _ in folded)
    found: list[Span] = []
    for word in dict.fromkeys(words):
        at = line.find(word)
        while at >= 0:
            found.append((folded[at][1], folded[at + len(word) - 1][1] + 1))
            at = line.find(word, at + len(word))
        if read and word.isascii() and word.isalpha():
            found += _by_sound(text, word, read)
    return _joined(found)


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """``text`` as HTML with the spans marked."""
    parts, done = [], 0
    for start, end in spans:
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*parts, escape(text[done:])]))  # nosec B308 B703 # every part is escaped above


def excerpt(text: str, words: Sequence[str]) -> SafeString | str:
    """The words' first place in a long text, marked, with what stands around it; "" where they are not in it."""
    line = " ".join(text.split())
    spans = spans_of(line, words)
    if not spans:
        return ""
    start, end = max(spans[0][0] - AROUND, 0), min(spans[0][1] + 2 * AROUND, len(line))
    shown = [(left - start, min(right, end) - start) for left, right in spans if left < end]
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return mark_safe(f"{before}{marked(line[start:end], shown)}{after}")  # nosec B308 B703 # all three are escaped


def _by_sound(text: str, word: str, read: Sequence[str]) -> list[Span]:
    """Where ``word`` is the pinyin or the initials of what is written; nowhere where signs and sounds do not pair."""
    signs = [match.span() for match in _SPOKEN.finditer(text)]
    if len(signs) != len(read):
        return []
    at = "".join(syllable[0] for syllable in read).find(word)
    if at >= 0:
        return [(signs[at][0], signs[at + len(word) - 1][1])]
    for first in range(len(read)):
        if "".join(read[first:]).startswith(word):
            last = next(end for end in range(first, len(read)) if len("".join(read[first : end + 1])) >= len(word))
            return [(signs[first][0], signs[last][1])]
    return []


def _joined(spans: Iterable[Span]) -> list[Span]:
    """In order, those that touch as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
