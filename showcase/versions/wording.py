"""Values of fields in words, and the names of the places where a case changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from showcase.models import CaseStudy
from showcase.versions.snapshots import Content, Snapshot

NOTHING = ""
GONE = "（已不在册）"
LONGEST_NAME = 24
# Keys of other records, by field: what a snapshot points at.
Names = Mapping[tuple[str, int], str]
POINTERS = {
    CaseStudy: ("round_id", "ceremony_id", "source_id"),
}


def names_for(*snapshots: Snapshot) -> dict[tuple[str, int], str]:
    """The names of rounds, ceremonies and sources that ``snapshots`` point at; one query for each kind."""
    names: dict[tuple[str, int], str] = {}
    for attribute in POINTERS[CaseStudy]:
        keys = {key for snapshot in snapshots if (key := snapshot.case.get(attribute))}
        related: Any = CaseStudy._meta.get_field(attribute.removesuffix("_id")).related_model
        found = related._default_manager.in_bulk(keys) if keys else {}
        names |= {(attribute, key): str(found.get(key, GONE)) for key in keys}
    return names


def words(attribute: str, value: Any, names: Names) -> str:
    """``value`` of a field as people read it."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y年%m月%d日 %H:%M}"
    return names.get((attribute, value), str(value)) if attribute.endswith("_id") else str(value)


def label(model: type[Model], attribute: str) -> str:
    """The field's name on the page."""
    return str(model._meta.get_field(attribute.removesuffix("_id")).verbose_name)  # type: ignore[union-attr]


def section_name(section: Content | None) -> str:
    """How a section is called in a sentence."""
    if section is None:
        return "导语"
    return f"“{shortened(section['heading'])}”一节" if section["heading"] else f"第 {section['position']} 节"


def photo_name(photo: Content) -> str:
    """How a photo is called in a sentence."""
    return f"图片“{shortened(photo['caption'])}”" if photo["caption"] else f"第 {photo['position']} 幅图片"


def shortened(text: str) -> str:
    """``text`` short enough to stand inside a sentence."""
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
