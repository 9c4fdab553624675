"""The trace a document leaves: which file became which drafts, and what a person has still to decide."""

from collections.abc import Iterable
from typing import TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from awards.models import Ceremony, ImportBatch
from organizations.models import SourceDocument, StaffUser
from showcase.choices import DocumentKind
from showcase.documents.drafts import Decision
from showcase.models import CaseStudy, DocumentImport


class KeptDecision(TypedDict):
    """A decision as ``DocumentImport.decisions`` keeps it; ``case`` is the slug of the draft, or ""."""

    place: str
    question: str
    case: str


def keep_decisions(decisions: Iterable[Decision], case: CaseStudy | None = None) -> list[KeptDecision]:
    """``decisions`` as they are kept, each naming the draft it concerns."""
    slug = case.slug if case else ""
    return [KeptDecision(place=one.place, question=one.question, case=slug) for one in decisions]


def wait_for_imports() -> None:
    """Let one document become drafts at a time, until the transaction ends: what the first made, the second finds.

    The same page may come from two people at one moment; no row of either is there yet to be locked.
    """
    kind, _ = ContentType.objects.get_or_create(app_label="showcase", model="documentimport")
    # Not the key: rows that only point at it, such as entries of the log, need not wait.
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)


@transaction.atomic
def record_import(
    kind: DocumentKind,
    source: SourceDocument,
    cases: Iterable[CaseStudy],
    decisions: list[KeptDecision],
    *,
    by: StaffUser | None,
    ceremony: Ceremony | None = None,
    batch: ImportBatch | None = None,
) -> DocumentImport:
    """Keep how ``cases`` came in, beside the file as received."""
    record = DocumentImport(
        source=source, kind=kind, ceremony=ceremony, batch=batch, decisions=decisions, created_by=by
    )
    record.full_clean(exclude=["decisions"])
    record.save()
    record.cases.set(cases)
    return record
