"""A page's plan, or what became of it, in the shape that commands print and others read."""

from typing import Any

from awards.choices import Verdict
from awards.importing.report import report_of
from awards.models import ImportRow
from showcase.documents.drafts import CaseDraft, DraftFigure
from showcase.documents.page.draft import PageDraft
from showcase.documents.page.planning import TITLE_LENGTH, PagePlan
from showcase.documents.recording import KeptDecision, keep_decisions
from showcase.models import CaseStudy, DocumentImport


def plan_report(plan: PagePlan) -> dict[str, Any]:
    """What would be written; the rolls in the shape of ``import_honors --json``."""
    return _report(plan, plan.rows, None, None)


def import_report(plan: PagePlan, record: DocumentImport) -> dict[str, Any]:
    """What was written, by this import or an earlier one of the same bytes; ``plan`` is of before."""
    rows = (
        list(record.batch.rows.select_related("round__scheme", "subdistrict").order_by("number"))
        if record.batch
        else []
    )
    return _report(plan, rows, record, record.batch_id)


def _report(plan: PagePlan, rows: list[ImportRow], record: DocumentImport | None, batch: int | None) -> dict[str, Any]:
    draft = plan.draft
    of_title = dict(record.cases.order_by("position", "pk").values_list("title", "slug")) if record else {}
    return {
        **report_of(rows, batch),
        "headline": draft.headline,
        "foreword": draft.foreword,
        "ceremony": _ceremony(draft, record),
        "cases": [_case(case, known, of_title.get(case.title[:TITLE_LENGTH])) for case, known in plan.parts],
        "decisions": record.decisions if record else _decisions(plan),
    }


def _ceremony(draft: PageDraft, record: DocumentImport | None) -> dict[str, Any] | None:
    read = draft.ceremony
    if read is None:
        return None
    return {
        "slug": record.ceremony.slug if record and record.ceremony else None,
        "title": read.title,
        "held_on": read.held_on.isoformat() if read.held_on else None,
        "year_is_inferred": read.year_is_inferred,
        "time_of_day": read.time_of_day,
        "date_note": read.date_note,
        "foreword_heading": draft.foreword_heading,
    }


def _case(case: CaseDraft, known: CaseStudy | None, slug: str | None) -> dict[str, Any]:
    return {
        "slug": known.slug if known else slug,
        "verdict": Verdict.RECORDED if known else Verdict.READY,
        "title": case.title,
        "organizations": list(case.organizations),
        "lead": case.lead,
        "sections": [
            {"heading": one.heading, "body": one.body, "truncated_note": one.truncated_note} for one in case.sections
        ],
        "lessons": [
            {"number": number, "statement": one.statement, "explanation": one.explanation}
            for number, one in enumerate(case.lessons, start=1)
        ],
        "captions": [_caption(case, index, figure) for index, figure in case.figures()],
        "byline": case.byline,
    }


def _caption(case: CaseDraft, index: int | None, figure: DraftFigure) -> dict[str, Any]:
    return {
        "caption": figure.caption,
        "credit": figure.credit,
        "section": case.sections[index].heading if index is not None else None,
        "after_paragraph": figure.after_paragraph,
        "placement_is_inferred": figure.placement_is_inferred,
    }


def _decisions(plan: PagePlan) -> list[KeptDecision]:
    decisions = keep_decisions(plan.draft.decisions)
    for case, known in plan.parts:
        decisions += [{**one, "case": known.slug if known else case.title} for one in keep_decisions(case.decisions)]
    return decisions
