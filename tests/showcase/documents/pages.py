"""Newspaper pages as text, and what the hand-made fixture of the seed page says of its cases."""

import json
from pathlib import Path

from showcase.documents.drafts import CaseDraft
from showcase.documents.page.draft import PageDraft
from showcase.documents.page.reading import read_page
from showcase.documents.page.receiving import page_text

ROOT = Path(__file__).resolve().parents[3]
SEED = ROOT / "fixtures" / "huayang-newspaper-page.txt"
FIXTURE = ROOT / "fixtures" / "huayang.json"
OWN_PAGES = ROOT / "tests" / "files" / "documents"


def read_file(path: Path) -> PageDraft:
    """The draft of a page that lies in a file."""
    return read_page(page_text(path.read_bytes()))


def printed_lines(path: Path) -> list[str]:
    """The lines of a page that hold anything."""
    return [line.strip() for line in page_text(path.read_bytes()).splitlines() if line.strip()]


def questions_of(draft: PageDraft | CaseDraft) -> list[str]:
    """What a person has to decide, in order."""
    decisions = draft.all_decisions() if isinstance(draft, PageDraft) else draft.decisions
    return [decision.question for decision in decisions]


def parts_of(case: CaseDraft) -> dict[str, object]:
    """A draft in the shape of ``fixture_cases``."""
    return {
        "title": case.title,
        "organizations": list(case.organizations),
        "lead": case.lead,
        "sections": [(one.heading, one.body, one.truncated_note) for one in case.sections],
        "lessons": [(number, one.statement, one.explanation) for number, one in enumerate(case.lessons, start=1)],
    }


def places_of(case: CaseDraft) -> dict[str, tuple[str, int | None]]:
    """By caption: the heading of the section it stands in ("" for the lead) and after which paragraph."""
    return {
        figure.caption: (case.sections[index].heading if index is not None else "", figure.after_paragraph)
        for index, figure in case.figures()
    }


def fixture_cases() -> list[dict[str, object]]:
    """The cases of the seed page as they were put on record by hand, in the page's order."""
    cases = sorted(_rows("showcase.casestudy"), key=lambda row: row["position"])
    return [
        {
            "title": case["title"],
            "organizations": [row["name_as_printed"] for row in _rows("showcase.caseorganization", case["slug"])],
            "lead": case["lead"],
            "sections": [
                (row["heading"], row["body"], row["truncated_note"])
                for row in _rows("showcase.casesection", case["slug"])
            ],
            "lessons": [
                (row["number"], row["statement"], row["explanation"]) for row in _rows("showcase.lesson", case["slug"])
            ],
        }
        for case in cases
    ]


def fixture_places() -> dict[str, tuple[str, int | None]]:
    """By caption: where the hand-made fixture puts each picture of the seed page."""
    headings = {(row["case"][0], row["position"]): row["heading"] for row in _rows("showcase.casesection")}
    return {
        row["caption"]: (headings[tuple(row["section"])], row["after_paragraph"]) for row in _rows("showcase.photo")
    }


def _rows(model: str, case: str = "") -> list[dict]:
    records = json.loads(FIXTURE.read_text("utf-8"))
    rows = [record["fields"] for record in records if record["model"] == model]
    return [row for row in rows if not case or row["case"] == [case]]
