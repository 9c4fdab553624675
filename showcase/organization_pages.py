"""What the page of one organisation tells, in few queries: most were never merged, corrected or told of."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from organizations.models import Organization, OrganizationName
from organizations.models.organization import OrganizationQuerySet
from showcase.editions import organizations_with_edition
from showcase.models import CaseStudy, Photo
from showcase.opening import opened
from showcase.timelines import Moment, timeline_of
from showcase.visibility import public_cases, public_organizations


@dataclass(frozen=True)
class OrganizationTold:
    """Names through time, registrations merged into it, honours and what became of them, cases, photos."""

    names: list[OrganizationName]
    absorbed: list[Organization]
    moments: list[Moment]
    cases: list[CaseStudy]
    photos: list[Photo]

    @property
    def has_honors(self) -> bool:
        """Whether an honour of it is on record."""
        return any(moment.entry for moment in self.moments)


def shown_at(slug: str, at: datetime) -> Organization:
    """The public organisation that stands at an address, or that took over what did; one query, or three.

    Raises ``Http404``.
    """
    found = organizations_with_edition(_with_traces(public_organizations(at).with_places(), at), at)
    shown = found.filter(slug=slug).first()
    if shown is not None:
        return shown
    registered = Organization.objects.filter(slug=slug).first()
    if registered is None:
        raise Http404("没有这个党组织")
    return get_object_or_404(found, pk=registered.canonical_id)


def told_of(shown: Organization, at: datetime) -> OrganizationTold:
    """All that is told of an organisation from ``shown_at``; three queries, more where there is more to tell."""
    names = list(shown.names.through_time().select_related("source"))
    others = Organization.objects.filter(canonical=shown).exclude(pk=shown.pk)
    absorbed = list(others.by_pinyin()) if shown.has_absorbed else []  # type: ignore[attr-defined]
    of_it = public_cases(at).filter(organizations__canonical=shown).distinct()
    cases = opened(of_it.newest_first().for_cards(), at) if shown.is_told else []  # type: ignore[attr-defined]
    pictured = Q(organization__canonical=shown) | Q(case__in=[case.pk for case in cases])
    photos = list(Photo.objects.public(at).filter(pictured).in_order())
    return OrganizationTold(names, absorbed, timeline_of(shown, names, bool(absorbed)), cases, photos)


def _with_traces(organizations: OrganizationQuerySet, at: datetime) -> OrganizationQuerySet:
    """Organisations that know whether there is anything to ask of what few have."""
    others = Organization.objects.filter(canonical=OuterRef("pk")).exclude(pk=OuterRef("pk"))
    cases = public_cases(at).filter(organizations__canonical=OuterRef("pk"))
    return organizations.annotate(has_absorbed=Exists(others), is_told=Exists(cases))
