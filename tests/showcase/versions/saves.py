"""Saving a case as its page does, and reading what a version changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from showcase.models import CaseSection, CaseStudy
from showcase.versions.differences import differences
from showcase.versions.saves import Version
from showcase.versions.wording import names_for

START = datetime(2021, 11, 24, 4, 0, tzinfo=UTC)


def save(case: CaseStudy, clock: Any, *parts: Any) -> None:
    """One save of the page: the case, then the parts."""
    for record in (case, *parts):
        record.save()
    clock.shift(timedelta(minutes=1))


def changed(version: Version) -> list[tuple[str, str, str]]:
    found = differences(version.before, version.after, names_for(version.before, version.after))
    return [(change.place, change.before, change.after) for change in found]


def section_of(case: CaseStudy, **facts: Any) -> CaseSection:
    section = case.sections.get()
    for name, value in facts.items():
        setattr(section, name, value)
    return section
