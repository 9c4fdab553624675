"""What was read in a document, before anything is written. Pure: no database, no files."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Decision:
    """Something only a person can decide: where in the document, and the question in Chinese."""

    place: str
    question: str


@dataclass(frozen=True)
class DraftFigure:
    """One captioned place for a picture; ``picture`` holds its bytes where the document had them.

    ``after_paragraph`` counts the blocks of its section from 1; 0 is before the first, ``None`` at the end.
    """

    caption: str = ""
    picture: bytes | None = None
    alternative_text: str = ""
    credit: str = ""
    after_paragraph: int | None = None
    placement_is_inferred: bool = False


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
