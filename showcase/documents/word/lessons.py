"""经验启示: numbered lessons, each a statement and what explains it."""

import re
from dataclasses import dataclass, field

from showcase.documents.drafts import DraftLesson
from showcase.documents.word.blocks import Line
from showcase.documents.word.marks import numbered
from showcase.documents.word.numbers import BULLET

LONGEST_STATEMENT = 80
_END = re.compile(r"[；;：]|:(?!\d)|[。！!？?][”’」』]?")


@dataclass
class Lessons:
    """The lessons while they are read. ``intro`` is what stands before the first."""

    heading: str = ""
    is_bold: bool = False  # the heading is nothing but bold, and so is the next
    intro: list[str] = field(default_factory=list)
    entries: list[list[str]] = field(default_factory=list)
    kind: str = ""

    def ends_at(self, line: Line, heading_kind: str) -> bool:
        """Whether ``line`` is a heading that ends the lessons instead of numbering one of them."""
        kind = _kind(line)
        if not heading_kind or (kind and kind == self.kind):
            return False
        if line.role == "heading":
            return bool(self.entries) and not (kind and not self.kind)
        if heading_kind == "bold" and not kind:
            return bool(self.entries) and self.is_bold and self.kind != "bold"
        return bool(self.entries) and bool(self.kind) and kind != self.kind

    def take(self, line: Line) -> None:
        """The next line: a new lesson where it is numbered, or bold, as the first was; else more of the last."""
        kind = _kind(line) or ("bold" if line.is_bold else "")
        text = line.text if line.label or kind == "bold" else numbered(line.text)[1]
        if kind and kind == (self.kind or kind):
            self.kind = kind
            self.entries.append([text])
        elif self.entries:
            self.entries[-1].append(line.printed)
        else:
            self.intro.append(line.printed)

    def finished(self) -> list[DraftLesson]:
        """The lessons; where none was numbered, each paragraph is one."""
        if not self.entries:
            self.entries, self.intro = [[text] for text in self.intro], []
        return [_lesson(entry) for entry in self.entries]


def _kind(line: Line) -> str:
    if line.label:
        return "bullet" if line.label == BULLET else numbered(f"{line.label} 。")[0] or "label"
    return numbered(line.text)[0]


def _lesson(paragraphs: list[str]) -> DraftLesson:
    """The first sentence says it, the rest explains it."""
    first, rest = paragraphs[0], paragraphs[1:]
    match = _END.search(first)
    if not match or match.start() > LONGEST_STATEMENT:
        return DraftLesson(first, "\n\n".join(rest))
    # A mark that only parts the two is not printed; one that belongs to the sentence is.
    end = match.start() if match[0] in "；;：:。" else match.end()
    return DraftLesson(first[:end], "\n\n".join(filter(None, [first[match.end() :].strip(), *rest])))
