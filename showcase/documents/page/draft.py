"""A newspaper page as read: everything on it, and what a person has to decide. Nothing is written yet."""

from dataclasses import dataclass, field
from datetime import date

from awards.importing.excerpts import Lines
from showcase.documents.drafts import CaseDraft, Decision


@dataclass(frozen=True)
class CeremonyDraft:
    """The occasion that the foreword speaks of; ``held_on`` is unknown where no year can be had."""

    title: str
    held_on: date | None = None
    year_is_inferred: bool = False
    time_of_day: str = ""
    date_note: str = ""


@dataclass(frozen=True)
class PageDraft:
    """A page taken apart. ``roll_lines`` are the first and last numbers of the lines that are rolls."""

    headline: str = ""
    foreword_heading: str = ""
    foreword: str = ""
    ceremony: CeremonyDraft | None = None
    roll_lines: Lines = ()
    roll_names: tuple[str, ...] = ()
    cases: tuple[CaseDraft, ...] = ()
    decisions: tuple[Decision, ...] = field(default=())

    def all_decisions(self) -> list[Decision]:
        """Those of the page, then those of its cases."""
        return [*self.decisions, *(decision for case in self.cases for decision in case.decisions)]
