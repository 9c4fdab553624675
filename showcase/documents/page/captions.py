"""Which paragraph a picture belongs to. The page seldom says; every place is an inference."""

import re
from collections import Counter

from showcase.documents.drafts import Decision, DraftFigure
from showcase.documents.page.kinds import KnownLine
from showcase.documents.page.paragraphs import Part
from showcase.documents.page.shapes import caption_and_credit

_WORDS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+")
# More than one rare pair of characters in common: a single one is often a word of every day (开展, 社区).
_ENOUGH = 1.5
Figures = dict[int, list[DraftFigure]]


def place_captions(parts: list[Part], head: list[KnownLine], tail: list[KnownLine]) -> tuple[Figures, list[Decision]]:
    """Figures by the index of their part (0 is the lead), and a question about each.

    ``head`` stands before the text, ``tail`` after all of it; other captions stay where they are printed.
    """
    figures: Figures = {index: [] for index in range(len(parts))}
    decisions: list[Decision] = []
    likeness = _Likeness(parts)
    for line in head + tail:
        place = likeness.best_place(line.text)
        reason = "按文字推定" if place else "与各段文字都不相近，暂"
        # Where the words say nothing: pictures above the text go with the lead, those below it with the last section.
        index, after = place or (0 if line in head else len(parts) - 1, None)
        _put(figures, decisions, line, parts, index, None if after == len(parts[index].texts) else after, reason)
    for index, part in enumerate(parts):
        for stands_after, line in part.captions:
            at_end = stands_after >= len(part.texts)
            _put(figures, decisions, line, parts, index, None if at_end else stands_after, "照它在文中的位置")
    return figures, decisions


def _put(
    figures: Figures,
    decisions: list[Decision],
    line: KnownLine,
    parts: list[Part],
    index: int,
    after: int | None,
    reason: str,
) -> None:
    caption, credit = caption_and_credit(line.text)
    figures[index].append(DraftFigure(caption, credit=credit, after_paragraph=after, placement_is_inferred=True))
    where = f"第 {after} 段之后" if after else "开头" if after == 0 else "末尾"
    question = f"图片说明“{caption}”{reason}放在{parts[index].label}{where}；原文没有写明位置，请核对。"
    decisions.append(Decision(line.line.place, question))


class _Likeness:
    """The paragraphs of a case by the pairs of characters in them."""

    def __init__(self, parts: list[Part]) -> None:
        self.paragraphs = [
            (index, after, _pairs(text), _pairs(part.title) if after == 1 else set())
            for index, part in enumerate(parts)
            for after, text in enumerate(part.texts, start=1)
        ]
        self.spread = Counter(pair for _, _, said, about in self.paragraphs for pair in said | about)

    def best_place(self, caption: str) -> tuple[int, int] | None:
        """The part and the paragraph, counted from 1, that shares most with ``caption``; ``None`` where none does.

        A word of a section's heading counts again: it is what the section is about.
        """
        wanted = {pair for pair in _pairs(caption) if pair in self.spread}
        scores = [
            sum(1 / self.spread[pair] for pair in wanted & (said | about)) + len(wanted & about) if wanted else 0
            for _, _, said, about in self.paragraphs
        ]
        best = max(scores, default=0)
        if best < _ENOUGH:
            return None
        index, after, _, _ = self.paragraphs[scores.index(best)]
        return index, after


def _pairs(text: str) -> set[str]:
    pairs: set[str] = set()
    for run in _WORDS.findall(text):
        pairs |= {run.casefold()} if run.isascii() else {run[at : at + 2] for at in range(len(run) - 1)}
    return pairs
