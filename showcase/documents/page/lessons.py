"""Numbered lessons (经验启示), each parted into what it says and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from showcase.documents.drafts import Decision, DraftLesson
from showcase.documents.page.kinds import Kind, KnownLine

_MARK = re.compile(r"(?:[-–—•·●■◆▪*○□]\s*)?(?:(\d{1,3})\s*[.．、)）]|[(（](\d{1,3})[)）]|[①-⑳])?\s*")
_CHINESE_MARK = re.compile(r"(?:([一二三四五六七八九十]{1,3})(?:、|是)|[(（][一二三四五六七八九十]{1,3}[)）])\s*")
_BREAK = re.compile(r"[;；]")
_FULL_STOP = re.compile(r"[。!！?？]")
_LONGEST_STATEMENT = 60


@dataclass
class Lessons:
    """Lessons as they are read, and what a person should look at."""

    lessons: list[DraftLesson] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    def add(self, line: KnownLine) -> None:
        """One more lesson; a paragraph without a number goes on with the one before it."""
        text, number = _unmarked(line.text)
        is_marked = text != line.text
        if not is_marked and self.lessons and any(self.numbers):
            self._go_on(line)
            return
        self.numbers.append(number)
        statement, explanation = parted(text)
        self.lessons.append(DraftLesson(statement, explanation))
        if not is_marked:
            self.decisions.append(Decision(line.line.place, f"“{_head(text)}”没有编号，按一条启示收入，请核对。"))
        elif not explanation:
            self.decisions.append(Decision(line.line.place, f"启示“{_head(text)}”没有分出阐述，请核对。"))

    def finish(self) -> None:
        """Printed numbers that are not 1, 2, 3 are worth a look: one may be missing."""
        printed = [number for number in self.numbers if number]
        if printed and printed != [str(place) for place in range(1, len(self.lessons) + 1)]:
            question = (
                f"启示的编号印作 {'、'.join(printed)}，收入时依次编为 1 至 {len(self.lessons)}，请核对有没有缺漏。"
            )
            self.decisions.append(Decision("经验启示", question))

    def _go_on(self, line: KnownLine) -> None:
        last = self.lessons[-1]
        explanation = f"{last.explanation}\n\n{line.text}".strip()
        self.lessons[-1] = DraftLesson(last.statement, explanation)
        question = f"“{_head(line.text)}”没有编号，接在“{_head(last.statement)}”的阐述后面，请核对。"
        self.decisions.append(Decision(line.line.place, question))


def read_lessons(lines: Iterable[KnownLine]) -> Lessons:
    """The lessons under their heading."""
    read = Lessons()
    for line in lines:
        if line.kind in (Kind.ITEM, Kind.PROSE, Kind.SHORT):
            read.add(line)
    read.finish()
    return read


def is_lesson(line: KnownLine) -> bool:
    """A numbered line, or one short enough for a heading that numbers itself."""
    return line.kind is Kind.ITEM or bool(_CHINESE_MARK.match(line.text))


def parted(text: str) -> tuple[str, str]:
    """Statement and explanation: at the first ；, else after a short first sentence."""
    mark = _BREAK.search(text)
    if mark and mark.start() and not _FULL_STOP.search(text[: mark.start()]):
        return text[: mark.start()].strip(), text[mark.end() :].strip()
    stop = _FULL_STOP.search(text)
    if stop and stop.end() < len(text) and stop.start() <= _LONGEST_STATEMENT:
        return text[: stop.end()].rstrip("。"), text[stop.end() :].strip()
    return text, ""


def _unmarked(text: str) -> tuple[str, str]:
    """``text`` without its number or bullet, and the number in digits where it is printed so."""
    match = _MARK.match(text)
    if match and match.end():
        return text[match.end() :], match[1] or match[2] or ""
    chinese = _CHINESE_MARK.match(text)
    return (text[chinese.end() :], "") if chinese else (text, "")


def _head(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
