"""Words of the site's own list. Pure."""

from collections.abc import Iterator

from showcase.checking.findings import Finding
from showcase.checking.reading import CheckedCase

AROUND = 10
MOST_CONTEXTS = 5


def check_words(case: CheckedCase) -> Iterator[Finding]:
    """Each watched word that occurs, with its advice and where it stands."""
    for word, advice in case.watched.items():
        found = [(passage, place) for passage in case.passages for place in _places(passage.text, word)]
        if found:
            contexts = tuple(context(passage.text, place, word) for passage, place in found[:MOST_CONTEXTS])
            yield Finding(f"出现了提醒词“{word}”（{len(found)} 处）", advice, found[0][0].anchor, contexts=contexts)


def context(text: str, place: int, word: str) -> str:
    """``word`` at ``place`` with a few characters on both sides."""
    start, end = max(0, place - AROUND), place + len(word) + AROUND
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))
