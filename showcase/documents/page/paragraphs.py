"""Sentences that the columns of the paper broke, and those that really end in the middle."""

from dataclasses import dataclass, field

from showcase.documents.drafts import Decision
from showcase.documents.page.kinds import KnownLine
from showcase.documents.page.shapes import is_closed, rest_score, starts_a_sentence

BROKEN_OFF = "原文至此中断，没有下文。"
_WORTH_ASKING = 2


@dataclass
class Part:
    """The lead of a case (no heading), or one of its sections, while it is read.

    ``captions`` stand after that many paragraphs.
    """

    heading: KnownLine | None = None
    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    captions: list[tuple[int, KnownLine]] = field(default_factory=list)
    note: str = ""

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""

    @property
    def label(self) -> str:
        """How decisions name it."""
        return f"“{self.title}”一节" if self.title else "导语"

    def add(self, line: KnownLine) -> None:
        self.texts.append(line.text)
        self.places.append(line.line.place)

    def drop(self, index: int) -> None:
        """Take a paragraph out; captions keep the paragraph they follow."""
        del self.texts[index], self.places[index]
        self.captions = [(after - 1 if after > index else after, line) for after, line in self.captions]


def join_broken(parts: list[Part]) -> list[Decision]:
    """Join what belongs together, in place; say what was joined and what stays broken."""
    decisions: list[Decision] = []
    for part in parts:
        decisions += _join_neighbours(part)
    for part in parts:
        if part.texts and not is_closed(part.texts[-1]):
            decisions.append(_join_elsewhere(part, parts))
    return decisions


def _join_neighbours(part: Part) -> list[Decision]:
    decisions, index = [], 0
    while index + 1 < len(part.texts):
        text, rest = part.texts[index], part.texts[index + 1]
        if is_closed(text):
            index += 1
        elif starts_a_sentence(rest):
            question = f"“…{text[-12:]}”没有句末标点，后面也不像它的下文，可能是原文残缺，请核对原件。"
            decisions.append(Decision(part.places[index], question))
            index += 1
        else:
            decisions.append(_joined(part, index, part, index + 1))
    return decisions


def _join_elsewhere(part: Part, parts: list[Part]) -> Decision:
    """The end of ``part`` goes on where a paragraph of the case begins in the middle of a sentence."""
    found = [
        (rest_score(text), other, index)
        for other in parts
        for index, text in enumerate(other.texts)
        if (index or not other.heading) and not (other is part and index == len(part.texts) - 1)
    ]
    best = max((score for score, _, _ in found), default=0)
    likely = [(other, index) for score, other, index in found if score == best >= _WORTH_ASKING]
    if len(likely) == 1:
        return _joined(part, len(part.texts) - 1, *likely[0])
    if part.heading:
        part.note = BROKEN_OFF
    question = f"这一段以“…{part.texts[-1][-12:]}”结尾，没有句末标点，也没有找到下文：可能是原文残缺，请核对原件。"
    return Decision(part.places[-1], question)


def _joined(part: Part, index: int, other: Part, rest_index: int) -> Decision:
    text, rest = part.texts[index], other.texts[rest_index]
    part.texts[index] = text + rest
    question = f"“…{text[-12:]}”与{other.places[rest_index]}的“{rest[:12]}…”是分栏断开的一句，已接成一段，请确认。"
    decision = Decision(part.places[index], question)
    other.drop(rest_index)
    return decision
