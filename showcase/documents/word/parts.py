"""The article itself, cut at its headings: lead, sections with their pictures, lessons."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape

from showcase.documents.drafts import Decision, DraftFigure, DraftLesson, DraftSection
from showcase.documents.word.blocks import LONGEST_HEADING, Line, Table
from showcase.documents.word.captions import Figure, Placed
from showcase.documents.word.lessons import Lessons
from showcase.documents.word.marks import is_lessons_heading, numbered
from showcase.documents.word.numbers import BULLET
from showcase.prose import clean_html

_NO_HEADING_ENDS = "；;，,、：:"
LONGEST_RUN_IN = 30


@dataclass
class Part:
    """One stretch of the article: blocks of text, and pictures by the number of blocks before them."""

    heading: str = ""
    blocks: list[str] = field(default_factory=list)
    figures: list[DraftFigure] = field(default_factory=list)

    def section(self) -> DraftSection:
        """As it is handed on."""
        return DraftSection(self.heading, "\n\n".join(self.blocks), figures=tuple(self.figures))


@dataclass
class Parts:
    """The article while it is put together; ``draw`` makes a figure of a picture, given its place."""

    draw: Callable[[Figure, int | None], DraftFigure]
    parts: list[Part] = field(default_factory=lambda: [Part()])
    items: list[Line] = field(default_factory=list)
    lessons: Lessons | None = None
    learnt: list[DraftLesson] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def read(self, blocks: list[Placed]) -> None:
        """Go through ``blocks`` in order."""
        for at, block in enumerate(blocks):
            if isinstance(block, Line):
                self._read_line(block, _heading_kind(block, blocks, at))
            elif isinstance(block, Figure):
                self._read_figure(block)
            else:
                self._read_table(block)
        self._end_items()
        self._end_lessons()

    def lead_and_sections(self) -> tuple[Part, list[Part]]:
        """What stands before the first heading, and the rest; without headings the first paragraph leads."""
        lead, *sections = self.parts
        if not sections and len(lead.blocks) > 1:
            body = Part(blocks=lead.blocks[1:])
            body.figures = [_moved(figure) for figure in lead.figures if (figure.after_paragraph or 0) > 1]
            lead.figures = [figure for figure in lead.figures if (figure.after_paragraph or 0) <= 1]
            lead.blocks, sections = lead.blocks[:1], [body]
        return lead, sections

    def _read_line(self, line: Line, heading_kind: str) -> None:
        if is_lessons_heading(line.printed) or (heading_kind and is_lessons_heading(line.text)):
            self._end_items()
            self._end_lessons()
            self.lessons = Lessons(line.printed, is_bold=line.is_bold and not line.role)
        elif self.lessons and not self.lessons.ends_at(line, heading_kind):
            self.lessons.take(line)
        elif heading_kind:
            self._end_items()
            self._end_lessons()
            self.parts.append(Part(line.printed))
        elif line.label:
            self._end_lessons()
            self.items.append(line)
        else:
            self._end_items()
            self._add(line.printed)
            if line.in_box:
                question = f"文本框里的文字“{line.text[:30]}”放在了它所在的段落之后；请核对位置。"
                self.decisions.append(Decision("文本框", question))

    def _read_figure(self, figure: Figure) -> None:
        self._end_items()
        part = self.parts[-1]
        # A picture among the lessons has no place of its own there: it closes the text before them.
        part.figures.append(self.draw(figure, None if self.lessons else len(part.blocks)))

    def _read_table(self, table: Table) -> None:
        self._end_items()
        self._add(table.html)
        if self.lessons:
            self.decisions.append(Decision("经验启示", "启示里的表格放在了启示前一节的末尾；请核对位置。"))

    def _add(self, block: str) -> None:
        self.parts[-1].blocks.append(block)

    def _end_items(self) -> None:
        """Paragraphs that Word numbered become a list, where a list would print the same numbers."""
        items, self.items = self.items, []
        if not items:
            return
        labels = [line.label for line in items]
        counted = [label.strip(".、．)） ") for label in labels]
        if all(label == BULLET for label in labels):
            self._add(_list("ul", items))
        elif len(items) > 1 and counted == [str(number) for number in range(1, len(items) + 1)]:
            self._add(_list("ol", items))
        else:
            self.parts[-1].blocks += [line.printed for line in items]

    def _end_lessons(self) -> None:
        if self.lessons is None:
            return
        lessons, self.lessons = self.lessons, None
        found = lessons.finished()
        if lessons.intro or not found:
            self.parts.append(Part(lessons.heading, list(lessons.intro)))
        if self.learnt and found:
            question = f"原稿有不止一处经验启示，都接在一起编号；第 {len(self.learnt) + 1} 条起是“{lessons.heading}”。"
            self.decisions.append(Decision("经验启示", question))
        self.learnt += found


def _heading_kind(line: Line, blocks: list[Placed], at: int) -> str:
    """What makes ``line`` a heading: its style, its number, its boldness; "" where nothing does."""
    text, kind = line.printed, numbered(line.printed)[0]
    if line.role == "heading":
        return kind or "style"
    if line.role or line.in_box or len(text) > LONGEST_HEADING or text.endswith(tuple(_NO_HEADING_ENDS)):
        return ""
    is_sentence = "。" in text and (len(text) > LONGEST_RUN_IN or "。" in text[:-1])
    if line.is_bold and not is_sentence:
        return "bold" if kind not in ("chinese", "bracketed") else kind
    if kind not in ("chinese", "bracketed") or is_sentence:
        return ""
    # Numbered lines right below each other are a list, not headings without text.
    return "" if _is_listed(blocks, at - 1, kind) or _is_listed(blocks, at + 1, kind) else kind


def _is_listed(blocks: list[Placed], at: int, kind: str) -> bool:
    block = blocks[at] if 0 <= at < len(blocks) else None
    return isinstance(block, Line) and block.role != "heading" and numbered(block.printed)[0] == kind


def _list(tag: str, items: list[Line]) -> str:
    inside = "".join(f"<li>{escape(line.text, quote=False)}</li>" for line in items)
    return clean_html(f"<{tag}>{inside}</{tag}>")


def _moved(figure: DraftFigure) -> DraftFigure:
    """The figure one block earlier: the first block has become the lead."""
    place = figure.after_paragraph
    return figure if place is None else replace(figure, after_paragraph=place - 1)
