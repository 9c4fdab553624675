"""“最近更新”: when the public record last changed. Work on drafts does not count, for readers cannot see it."""

from datetime import datetime
from typing import Final

from django.db.models import Model, Q, QuerySet, Subquery

from awards.choices import ListState
from awards.models import Correction, HonorList, StandingChange
from showcase.choices import CaseState
from showcase.models import CaseCorrection, CaseStudy, SiteSettings

_ON_SEEN_LISTS = Q(entry__list__state__in=ListState.PUBLIC)
_MOMENTS: Final[dict[str, tuple[type[Model], Q, str]]] = {
    "list_released": (HonorList, Q(state__in=ListState.PUBLIC), "released_at"),
    "list_withdrawn": (HonorList, Q(state=ListState.WITHDRAWN), "withdrawn_at"),
    "case_published": (CaseStudy, Q(state=CaseState.PUBLISHED), "published_at"),
    "entry_corrected": (Correction, _ON_SEEN_LISTS, "corrected_at"),
    "standing_changed": (StandingChange, _ON_SEEN_LISTS, "recorded_at"),
    "case_corrected": (CaseCorrection, Q(case__state=CaseState.PUBLISHED), "corrected_at"),
}


def with_latest_change(settings: QuerySet[SiteSettings]) -> QuerySet[SiteSettings]:
    """The settings with what ``latest_change`` reads, in the same query: every page's frame shows both."""
    return settings.annotate(
        **{
            name: Subquery(model._default_manager.filter(which).order_by(f"-{moment}").values(moment)[:1])
            for name, (model, which, moment) in _MOMENTS.items()
        }
    )


def latest_change(settings: SiteSettings) -> datetime | None:
    """The latest public change; None while nothing is public, or where ``settings`` was never saved."""
    return max(filter(None, (getattr(settings, name, None) for name in _MOMENTS)), default=None)
