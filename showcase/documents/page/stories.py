"""From the lines of one case study to its draft."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from showcase.documents.drafts import CaseDraft, Decision, DraftFigure, DraftSection
from showcase.documents.page.captions import place_captions
from showcase.documents.page.kinds import Kind, KnownLine
from showcase.documents.page.layout import Story
from showcase.documents.page.lessons import is_lesson, read_lessons
from showcase.documents.page.paragraphs import Part, join_broken
from showcase.documents.page.shapes import byline, is_numbered_heading, is_subtitle

_TEXT = {Kind.PROSE, Kind.ITEM}


@dataclass
class _Reading:
    """A case while it is read: ``head`` captions stand before its text, ``tail`` after all of it."""

    title: str = ""
    parts: list[Part] = field(default_factory=lambda: [Part()])
    head: list[KnownLine] = field(default_factory=list)
    tail: list[KnownLine] = field(default_factory=list)
    lesson_lines: list[KnownLine] = field(default_factory=list)
    byline: str = ""
    decisions: list[Decision] = field(default_factory=list)


def read_story(story: Story, organizations: Sequence[str], found: Sequence[Decision] = ()) -> CaseDraft:
    """The draft of one case; ``found`` are questions that arose while its organisations were looked for."""
    reading = _Reading(decisions=list(found))
    body = _read_head(story.lines, reading)
    end = next((at for at, line in enumerate(body) if line.kind is Kind.LESSONS), len(body))
    _read_body(body[:end], reading)
    _read_lessons(body[end + 1 :], reading)
    reading.decisions += [*_about_headings(reading), *join_broken(reading.parts)]
    figures, questions = place_captions(reading.parts, reading.head, reading.tail)
    lessons = read_lessons(reading.lesson_lines)
    lead, *sections = reading.parts
    return CaseDraft(
        title=reading.title,
        organizations=tuple(organizations),
        lead="\n\n".join(lead.texts),
        lead_figures=tuple(figures[0]),
        sections=tuple(_section(part, figures[index]) for index, part in enumerate(sections, start=1)),
        lessons=tuple(lessons.lessons),
        byline=reading.byline,
        decisions=(*reading.decisions, *questions, *lessons.decisions),
    )


def _section(part: Part, figures: list[DraftFigure]) -> DraftSection:
    return DraftSection(part.title, "\n\n".join(part.texts), part.note, tuple(figures))


def _read_head(lines: list[KnownLine], reading: _Reading) -> list[KnownLine]:
    """Title and captions before the text; what remains."""
    body = next((at for at, line in enumerate(lines) if line.kind in _TEXT), len(lines))
    head = lines[:body]
    shorts = [line for line in head if line.kind is Kind.SHORT]
    near = [line for line in shorts if not line.line.is_wide_gap]
    title = (near or shorts or head)[0]
    subtitles = [line for line in shorts if is_subtitle(line.text) and line is not title]
    reading.title = " ".join(line.text for line in (title, *subtitles))
    rest = [line for line in head if line is not title and line not in subtitles]
    # A section may begin at once: the one short line with no picture above it, right before its text.
    beside_title = [line for line in rest if line.kind is Kind.SHORT and not line.line.is_wide_gap]
    opens_section = len(beside_title) == 1 and beside_title[0] is head[-1]
    reading.head = rest[:-1] if opens_section else rest
    if beside_title and not opens_section:
        question = f"标题取了“{reading.title}”，其余短行作为图片说明，请核对。"
        reading.decisions.append(Decision(title.line.place, question))
    return [rest[-1], *lines[body:]] if opens_section else lines[body:]


def _read_body(lines: list[KnownLine], reading: _Reading) -> None:
    wide_is_heading = _headings_stand_apart(lines)
    for at, line in enumerate(lines):
        part = reading.parts[-1]
        following = lines[at + 1] if at + 1 < len(lines) else None
        if line.kind in _TEXT:
            part.add(line)
        elif author := byline(line.text):
            _keep_byline(author, line, reading)
        elif _is_heading(line, following, wide_is_heading):
            reading.parts.append(Part(line))
        else:
            part.captions.append((len(part.texts), line))


def _is_heading(line: KnownLine, following: KnownLine | None, wide_is_heading: bool) -> bool:
    if line.kind is not Kind.SHORT:
        return False
    if is_numbered_heading(line.text):
        return True
    stands_before_text = following is not None and following.kind in _TEXT
    return stands_before_text and (wide_is_heading or not line.line.is_wide_gap)


def _headings_stand_apart(lines: list[KnownLine]) -> bool:
    """Whether this case parts its sections by wide gaps, so that these say nothing of pictures."""
    before_text = [line for line, rest in pairwise(lines) if rest.kind in _TEXT]
    shorts = [line.line.is_wide_gap for line in before_text if line.kind is Kind.SHORT]
    return len(shorts) > 1 and all(shorts)


def _about_headings(reading: _Reading) -> list[Decision]:
    """Where a case shows no sign of pictures, a caption under a paragraph looks like the heading of the next."""
    headings = [part.heading for part in reading.parts if part.heading and not is_numbered_heading(part.title)]
    if not headings or reading.head or reading.tail or any(part.captions for part in reading.parts):
        return []
    said = "、".join(f"“{line.text}”" for line in headings)
    return [Decision(headings[0].line.place, f"{said}按小标题收入；如果其中有图片说明，请改为图片。")]


def _read_lessons(lines: list[KnownLine], reading: _Reading) -> None:
    """The lessons; short lines after them are captions, or the author."""
    are_numbered = any(is_lesson(line) for line in lines)
    for at, line in enumerate(lines):
        if line.kind in _TEXT or is_lesson(line) or (not are_numbered and _is_statement(line, lines[at + 1 :])):
            reading.lesson_lines.append(line)
        elif author := byline(line.text):
            _keep_byline(author, line, reading)
        else:
            reading.tail.append(line)


def _is_statement(line: KnownLine, following: list[KnownLine]) -> bool:
    """A short line among lessons where no picture stood: a lesson that is only a statement."""
    more = any(one.kind in _TEXT for one in following)
    return line.kind is Kind.SHORT and not line.line.is_wide_gap and (more or not line.line.gap)


def _keep_byline(author: str, line: KnownLine, reading: _Reading) -> None:
    reading.byline = "；".join(filter(None, [reading.byline, author]))
    reading.decisions.append(Decision(line.line.place, f"“{line.text}”作为署名收入，记在来源的备注里，请核对。"))
