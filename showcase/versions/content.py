"""What of a case is content: the fields that people write. State, times and hands are not among them."""

from typing import Any

from django.db.models import Model

from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo

CONTENT: dict[type[Model], tuple[str, ...]] = {
    CaseStudy: (
        "title",
        "lead",
        "slug",
        "round_id",
        "ceremony_id",
        "source_id",
        "position",
        "is_featured",
        "publish_at",
    ),
    CaseOrganization: ("organization_id", "name_as_printed", "position"),
    CaseSection: ("position", "heading", "body", "truncated_note"),
    Lesson: ("number", "statement", "explanation"),
    Photo: (
        "section_id",
        "after_paragraph",
        "position",
        "placement_is_inferred",
        "caption",
        "alternative_text",
        "is_decorative",
        "credit",
        "is_illustration",
        "original",
        "public_name",
        "width",
        "height",
        "widths",
    ),
}
PARTS = (CaseOrganization, CaseSection, Lesson, Photo)


def content_of(record: Model) -> dict[str, Any]:
    """The content of a record as it stands in memory, in the shape its history has."""
    values = {name: getattr(record, name) for name in CONTENT[type(record)]}
    return {name: str(value) if name == "original" else value for name, value in values.items()}
