"""The printed lines of a page, each with its number and the empty lines above it."""

from collections import Counter
from dataclasses import dataclass, replace

from awards.importing.reading.characters import visible
from awards.importing.reading.endings import ends_as_party
from awards.importing.reading.numbering import without_numbering
from showcase.documents.page.shapes import is_closed

# Columns narrower than this are no columns; wider ones are whole paragraphs.
_NARROWEST, _WIDEST = 8, 45
_FEWEST_WRAPPED, _MOST_WRAPPED = 3, 80


@dataclass(frozen=True)
class PageLine:
    """One printed line. ``last`` is the number of its last line where the column broke it into several."""

    number: int
    text: str
    gap: int = 0
    is_wide_gap: bool = False
    last: int = 0

    @property
    def place(self) -> str:
        """Where it stands, as decisions say it."""
        return f"第 {self.number} 行" if self.last in (0, self.number) else f"第 {self.number}–{self.last} 行"


def page_lines(text: str) -> list[PageLine]:
    """The lines that hold anything, paragraphs broken at the column's width made whole."""
    found: list[PageLine] = []
    gap = 0
    for number, printed in enumerate(visible(text).replace("\v", "").split("\n"), 1):
        if bare := printed.strip():
            found.append(PageLine(number, bare, gap))
            gap = 0
        else:
            gap += 1
    return _with_wide_gaps(_unwrapped(found))


def _with_wide_gaps(lines: list[PageLine]) -> list[PageLine]:
    """A gap is wide where it is wider than this page's usual one: a picture stood there."""
    gaps = Counter(line.gap for line in lines[1:] if line.gap)
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1
    return [lines[0], *(replace(line, is_wide_gap=line.gap > usual) for line in lines[1:])] if lines else []


def _unwrapped(lines: list[PageLine]) -> list[PageLine]:
    """Runs of lines of one width, all but the last, are one paragraph."""
    whole: list[PageLine] = []
    start = 0
    while start < len(lines):
        end = _end_of_paragraph(lines, start)
        run = lines[start:end]
        text = "".join(line.text for line in run)
        whole.append(replace(run[0], text=text, last=run[-1].number) if len(run) > 1 else run[0])
        start = end
    return whole


def _end_of_paragraph(lines: list[PageLine], start: int) -> int:
    """Where the paragraph that begins at ``start`` ends; the next line where nothing says that it was broken."""
    width, end = len(lines[start].text), start + 1
    if not _NARROWEST <= width <= _WIDEST or is_closed(lines[start].text):
        return start + 1
    while (
        end < min(len(lines), start + _MOST_WRAPPED)
        and not lines[end].gap
        and abs(len(lines[end - 1].text) - width) <= 1
    ):
        if len(lines[end].text) > width + 1 or _stands_alone(lines[end].text):
            break
        end += 1
    run = lines[start:end]
    is_prose = is_closed(run[-1].text) and not any(_stands_alone(line.text) for line in run)
    return end if len(run) >= _FEWEST_WRAPPED and is_prose else start + 1


def _stands_alone(text: str) -> bool:
    return ends_as_party(text) or without_numbering(text)[1]
