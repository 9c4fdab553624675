"""Of which day a page's content is: when what it shows was last released, corrected or decided upon.

Annotations on the page's own query, so that a page, its citation and the sitemap say the same day
and no page asks for it separately.
"""

from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from awards.choices import ListState
from awards.models import AwardRound, Correction, HonorCount, HonorEntry, HonorList, StandingChange
from organizations.models import Organization
from showcase.models import CaseCorrection, CaseStudy
from showcase.visibility import public_cases

_MOMENTS = ("released_last", "corrected_last", "decided_last", "told_last")


def rounds_with_edition(rounds: QuerySet[AwardRound]) -> QuerySet[AwardRound]:
    """Rounds that know when their rolls last changed."""
    lists = HonorList.objects.public().filter(round=OuterRef("pk"))
    return _with_edition(rounds, _latest(lists, "released_at"), "entry__round")


def organizations_with_edition(organizations: QuerySet[Organization], at: datetime) -> QuerySet[Organization]:
    """Organisations that know when what is told of them last changed."""
    lines = HonorEntry.objects.public().filter(organization__canonical=OuterRef("pk"))
    told = organizations_told(organizations, at)
    return _with_edition(told, _latest(lines, "list__released_at"), "entry__organization__canonical")


def organizations_told(organizations: QuerySet[Organization], at: datetime) -> QuerySet[Organization]:
    """Organisations that know when the last case about them was published."""
    cases = public_cases(at).filter(organizations__canonical=OuterRef("pk"))
    return organizations.annotate(told_last=_latest(cases, "published_at"))


def cases_with_edition(cases: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
    """Cases that know when they were last corrected."""
    return cases.annotate(corrected_last=_latest(CaseCorrection.objects.filter(case=OuterRef("pk")), "corrected_at"))


def editions_by(way: str) -> dict[int, datetime]:
    """The same for every round, award, ceremony or place at once, by its key; three queries.

    ``way`` leads there from an entry and from the counts of a list, which are few. What was corrected and decided
    is little beside what was conferred.
    """
    seen = {"entry__list__state__in": ListState.PUBLIC}
    found: dict[int, datetime] = {}
    for rows, path, moment in (
        (HonorCount.objects.all(), way, "list__released_at"),
        (Correction.objects.filter(**seen), f"entry__{way}", "corrected_at"),
        (StandingChange.objects.filter(**seen), f"entry__{way}", "recorded_at"),
    ):
        for key, at in rows.order_by().values_list(path).annotate(latest=Max(moment)):
            if key is not None and at is not None:
                found[key] = max(at, found.get(key, at))
    return found


def edition_of(record: Any) -> datetime | None:
    """The latest of the moments a record was annotated with; of a case also that of its publication."""
    moments = [getattr(record, name, None) for name in _MOMENTS]
    if isinstance(record, CaseStudy):
        moments.append(record.published_at or record.publish_at)
    return max(filter(None, moments), default=None)


def edition_of_entry(entry: Any) -> datetime | None:
    """Of an entry with its list, decisions and corrections."""
    moments = [entry.list.released_at]
    moments += [change.recorded_at for change in entry.standing_changes.all()]
    moments += [correction.corrected_at for correction in entry.corrections.all()]
    return max(filter(None, moments), default=None)


def _with_edition(rows: QuerySet[Any], released: Subquery, of_entry: str) -> QuerySet[Any]:
    """``of_entry`` leads from what happened to an entry to the row."""
    seen = {of_entry: OuterRef("pk"), "entry__list__state__in": ListState.PUBLIC}
    return rows.annotate(
        released_last=released,
        corrected_last=_latest(Correction.objects.filter(**seen), "corrected_at"),
        decided_last=_latest(StandingChange.objects.filter(**seen), "recorded_at"),
    )


def _latest(rows: QuerySet[Any], moment: str) -> Subquery:
    return Subquery(rows.filter(**{f"{moment}__isnull": False}).order_by(f"-{moment}").values(moment)[:1])
