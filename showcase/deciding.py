"""What an imported document left to people, ticked off by name."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.models import StaffUser
from showcase.models import DocumentImport

CHANGED = "待决定的事项有了变动，没有勾选。请刷新页面，看过之后再勾选。"


@dataclass(frozen=True)
class OpenQuestion:
    """One decision of an imported document: ``number`` is its place there, ``case`` the slug of its draft or ""."""

    document: DocumentImport
    number: int
    place: str
    question: str
    case: str
    settled_by: str
    settled_at: str


def questions_in(document: DocumentImport) -> list[OpenQuestion]:
    """Everything that ``document`` left to people, settled or not; asks no query."""
    return [
        OpenQuestion(
            document,
            number,
            one["place"],
            one["question"],
            one.get("case", ""),
            one.get("settled_by", ""),
            one.get("settled_at", ""),
        )
        for number, one in enumerate(document.decisions)
    ]


@transaction.atomic
def settle_decision(document: DocumentImport, number: int, question: str, by: StaffUser) -> None:
    """Tick off the decision at ``number``, which asks ``question``; ticked already, it stays with whoever was first.

    Raises ``ValidationError`` where another question stands there by now.
    """
    document, decision = _locked(document, number, question)
    if not decision.get("settled_at"):
        decision["settled_by"], decision["settled_at"] = str(by), timezone.now().isoformat()
        document.save(update_fields=["decisions"])


@transaction.atomic
def reopen_decision(document: DocumentImport, number: int, question: str) -> None:
    """Take the tick away: it was a slip, or there is news."""
    document, decision = _locked(document, number, question)
    if decision.get("settled_at"):
        del decision["settled_by"], decision["settled_at"]
        document.save(update_fields=["decisions"])


def _locked(document: DocumentImport, number: int, question: str) -> tuple[DocumentImport, dict[str, str]]:
    fresh = DocumentImport.objects.select_for_update().get(pk=document.pk)
    if not 0 <= number < len(fresh.decisions) or fresh.decisions[number]["question"] != question:
        raise ValidationError(CHANGED)
    return fresh, fresh.decisions[number]
