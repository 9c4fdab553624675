"""Whether a case is still as it was when somebody opened its form, and who saved it since."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo

CASE_FIELDS = (
    "slug",
    "title",
    "lead",
    "round_id",
    "ceremony_id",
    "source_id",
    "position",
    "is_featured",
    "publish_at",
)
# What the form holds of each part; files have a name of their own that changes with them.
PARTS: dict[Any, tuple[str, ...]] = {
    CaseOrganization: ("pk", "organization_id", "name_as_printed", "position"),
    CaseSection: ("pk", "position", "heading", "body", "truncated_note"),
    Photo: (
        "pk",
        "section_id",
        "after_paragraph",
        "position",
        "placement_is_inferred",
        "caption",
        "alternative_text",
        "is_decorative",
        "credit",
        "is_illustration",
        "public_name",
    ),
    Lesson: ("pk", "number", "statement", "explanation"),
}


@dataclass(frozen=True)
class LastSave:
    """Who saved a case last, and when; both unknown for what came without a person."""

    by: str
    at: datetime | None


def version_of(case: CaseStudy) -> str:
    """A short word that changes with anything the form of ``case`` holds; five queries."""
    content: list[Any] = list(CaseStudy.objects.filter(pk=case.pk).values_list(*CASE_FIELDS))
    for model, names in PARTS.items():
        content.append(list(model.objects.filter(case=case).order_by("pk").values_list(*names)))
    return hashlib.sha256(repr(content).encode()).hexdigest()[:24]


def last_save(case: CaseStudy) -> LastSave:
    """The latest change of the case or any of its parts."""
    histories = [case.history.filter(id=case.pk), *(model.history.filter(case_id=case.pk) for model in PARTS)]
    latest = [history.select_related("history_user").order_by("-history_date").first() for history in histories]
    newest = max(filter(None, latest), key=lambda row: row.history_date, default=None)
    if newest is None:
        return LastSave("", None)
    return LastSave(str(newest.history_user or ""), newest.history_date)
