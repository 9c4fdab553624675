"""Drafts as a reader of documents would hand them over."""

from typing import Any

from organizations.models import SourceDocument
from showcase.documents.drafts import CaseDraft
from showcase.documents.writing import WrittenCase, write_case
from tests.factories import make_source


def written(*, from_source: SourceDocument | None = None, **facts: Any) -> WrittenCase:
    """A draft with these facts, written by nobody in particular."""
    about = {"about": facts.pop("about")} if "about" in facts else {}
    by = facts.pop("by", None)
    draft = CaseDraft(**{"title": "坚持党员“四先” 破解治理难题", **facts})
    return write_case(draft, source=from_source or make_source(), by=by, **about)


def questions(done: WrittenCase, place: str = "") -> list[str]:
    """What a person has to decide, at one place or everywhere but about organisations."""
    return [one["question"] for one in done.decisions if (one["place"] == place if place else one["place"] != "党组织")]
