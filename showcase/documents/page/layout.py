"""Which lines of a page make its headline, its foreword, its rolls and its case studies."""

from dataclasses import dataclass, field, replace
from itertools import zip_longest

from showcase.documents.page.kinds import Kind, KnownLine
from showcase.documents.page.shapes import foreword_marker, is_page_note

_CAN_HEAD = {Kind.SHORT, Kind.CAPTION}


@dataclass
class Story:
    """The lines of one case study; ``name_lines`` name its organisations, as far as they stand with it."""

    lines: list[KnownLine] = field(default_factory=list)
    name_lines: list[KnownLine] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for line in self.name_lines for name in line.names)


@dataclass
class Layout:
    """A page taken apart. ``strays`` are lines that belong to nothing; a lone name among them may find its case."""

    headline: KnownLine | None = None
    foreword_heading: str = ""
    foreword: list[str] = field(default_factory=list)
    rolls: list[list[KnownLine]] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    strays: list[KnownLine] = field(default_factory=list)


def take_apart(lines: list[KnownLine]) -> Layout:
    """Every line goes to exactly one part."""
    layout = Layout(strays=[line for line in lines if is_page_note(line.text)])
    lines = [line for line in lines if not is_page_note(line.text)]
    at = 0
    if lines and _is_headline(lines):
        layout.headline, at = lines[0], 1
    while at < len(lines):
        at = _take(lines, at, layout)
    return layout


def _is_headline(lines: list[KnownLine]) -> bool:
    """The first line, unless it is text; one that names an award heads the page where a foreword follows it."""
    names_award = lines[0].kind is Kind.ROLL_TITLE
    return lines[0].kind in _CAN_HEAD or (names_award and len(lines) > 1 and lines[1].kind is Kind.FOREWORD)


def _take(lines: list[KnownLine], at: int, layout: Layout) -> int:
    """Give the part that begins at ``at`` to the layout; where the next begins."""
    kind = lines[at].kind
    if kind is Kind.FOREWORD and not layout.foreword_heading:
        return _take_foreword(lines, at, layout)
    if kind is Kind.ROLL_TITLE:
        end = _end_of_roll(lines, at)
        layout.rolls.append(lines[at:end])
        return end
    end = _end_of_story(lines, at)
    if end > at:
        _keep_story(lines[at:end], layout)
        return end
    layout.strays.append(lines[at])
    return at + 1


def _keep_story(lines: list[KnownLine], layout: Layout) -> None:
    """Names stand before the title; one further down heads the text under it, or is a signature."""
    title = next(at for at, line in enumerate(lines) if line.kind is not Kind.NAME)
    story = Story(name_lines=lines[:title])
    for line, below in zip_longest(lines[title:], lines[title + 1 :]):
        if line.kind is not Kind.NAME:
            story.lines.append(line)
        elif below and below.kind is Kind.PROSE:
            story.lines.append(replace(line, kind=Kind.SHORT))
        else:
            layout.strays.append(line)
    layout.stories.append(story)


def _take_foreword(lines: list[KnownLine], at: int, layout: Layout) -> int:
    marker = foreword_marker(lines[at].text)
    layout.foreword_heading, same_line = marker or ("", "")
    end = at + 1
    while end < len(lines) and lines[end].kind is Kind.PROSE:
        end += 1
    layout.foreword = [text for text in (same_line, *(line.text for line in lines[at + 1 : end])) if text]
    return end


def _end_of_roll(lines: list[KnownLine], start: int) -> int:
    end, rows = start + 1, 0
    while end < len(lines):
        line = lines[end]
        if line.kind is Kind.ROLL_TITLE:
            rows = 0
        elif line.kind in (Kind.ITEM, Kind.NAME) or line.is_roll_word:
            rows += 1
        elif rows or line.kind is not Kind.PROSE:
            break
        end += 1
    return end - 1 if rows > 1 and _begins_story(lines, end - 1) else end


def _begins_story(lines: list[KnownLine], at: int) -> bool:
    """Whether the last name under a roll is not its last row but the first line of a case."""
    stands_apart = lines[at].kind is Kind.NAME and lines[at].line.gap > 0
    return stands_apart and at + 1 < len(lines) and lines[at + 1].kind in _CAN_HEAD


def _end_of_story(lines: list[KnownLine], start: int) -> int:
    """Where the case study that begins at ``start`` ends; ``start`` where none does."""
    body = _first_prose(lines, start)
    if body == start and lines[start].kind is Kind.PROSE:
        return start
    if body is None:
        return start
    end, in_lessons, shorts = body + 1, False, 0
    while end < len(lines):
        kind = lines[end].kind
        if kind in (Kind.ROLL_TITLE, Kind.FOREWORD) or (kind is Kind.NAME and _first_prose(lines, end) is not None):
            return end
        if kind is Kind.PROSE and in_lessons and shorts:
            return _title_of_next(lines, end - shorts, end)
        in_lessons = in_lessons or kind is Kind.LESSONS
        shorts = shorts + 1 if kind in _CAN_HEAD else 0
        end += 1
    return end


def _title_of_next(lines: list[KnownLine], first: int, body: int) -> int:
    """After lessons, prose begins a new case: its title is the first short line where no picture stood."""
    near = [at for at in range(first, body) if lines[at].kind is Kind.SHORT and not lines[at].line.is_wide_gap]
    return near[0] if near else first


def _first_prose(lines: list[KnownLine], start: int) -> int | None:
    """Where the text of a case that begins at ``start`` begins: after names, a title and captions only."""
    at, has_title = start, False
    while at < len(lines) and (lines[at].kind in _CAN_HEAD or (lines[at].kind is Kind.NAME and not has_title)):
        has_title = has_title or lines[at].kind in _CAN_HEAD
        at += 1
    return at if at < len(lines) and lines[at].kind is Kind.PROSE and (has_title or at == start) else None
