"""What was read in a document, before anything is written. Pure: no database, no files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Decision:
    """Something only a person can decide: where in the document, and the question in Chinese."""

    place: str
    question: str


@dataclass(frozen=True)
class DraftFigure:
    """One captioned place for a picture; ``picture`` holds its bytes where the document had them.

    ``open_picture`` gives them one by one where forty at once would not fit into memory.
    ``after_paragraph`` counts the blocks of its section from 1; 0 is before the first, ``None`` at the end.
    """

    caption: str = ""
    picture: bytes | None = None
    alternative_text: str = ""
    credit: str = ""
    after_paragraph: int | None = None
    placement_is_inferred: bool = False
    open_picture: Callable[[], bytes] | None = None

    def read_picture(self) -> bytes | None:
        """The bytes of the picture; ``None`` where there is only a caption."""
        return self.open_picture() if self.open_picture else self.picture


@dataclass(frozen=True)
class DraftSection:
    """One part of a case; ``body`` as ``CaseSection.body``: blank lines end paragraphs, tables and lists as HTML."""

    heading: str = ""
    body: str = ""
    truncated_note: str = ""
    figures: tuple[DraftFigure, ...] = ()


@dataclass(frozen=True)
class DraftLesson:
    """One numbered lesson (经验启示)."""

    statement: str
    explanation: str = ""


@dataclass(frozen=True)
class CaseDraft:
    """One case study as read. ``organizations`` are names as printed; ``byline`` as printed, without 作者：."""

    title: str
    organizations: tuple[str, ...] = ()
    lead: str = ""
    lead_figures: tuple[DraftFigure, ...] = ()
    sections: tuple[DraftSection, ...] = ()
    lessons: tuple[DraftLesson, ...] = ()
    byline: str = ""
    source: str = ""
    decisions: tuple[Decision, ...] = field(default=())

    def figures(self) -> Iterator[tuple[int | None, DraftFigure]]:
        """Every figure in reading order, with the index of its section; ``None`` for the lead."""
        yield from ((None, figure) for figure in self.lead_figures)
        for index, section in enumerate(self.sections):
            yield from ((index, figure) for figure in section.figures)

    def text(self) -> str:
        """Every word that may name a place or an organisation."""
        parts = [self.title, *self.organizations, self.byline, self.source, self.lead]
        parts += [f"{section.heading}\n{section.body}" for section in self.sections]
        parts += [f"{lesson.statement}\n{lesson.explanation}" for lesson in self.lessons]
        return "\n".join(parts)

    def with_decisions(self, more: Iterable[Decision]) -> "CaseDraft":
        """The same draft with ``more`` to decide."""
        return replace(self, decisions=(*self.decisions, *more))
