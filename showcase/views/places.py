"""Subdistricts: what the newspaper page is, live."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.models import Neighborhood, Organization, Subdistrict
from showcase.rolls import rolls_of
from showcase.visibility import (
    public_cases,
    public_entries,
    public_organizations,
    public_rounds,
    subdistricts_with_counts,
)


@require_safe
def subdistricts(request: HttpRequest) -> HttpResponse:
    """The ten, each with how many honours are on record."""
    return render(request, "showcase/subdistricts.html", {"subdistricts": subdistricts_with_counts()})


@require_safe
def subdistrict(request: HttpRequest, slug: str) -> HttpResponse:
    """One subdistrict: its rolls, cases, organisations and residential areas."""
    place = get_object_or_404(Subdistrict, slug=slug)
    now = timezone.now()
    entries = public_entries().filter(subdistrict=place)
    rounds = public_rounds().filter(entries__in=entries).newest_first().distinct()
    members = list(public_organizations(now).filter(subdistrict=place).by_pinyin())
    cases = public_cases(now).filter(organizations__canonical__subdistrict=place).distinct()
    context = {
        "subdistrict": place,
        "rolls": rolls_of(rounds, entries, subdistrict=place),
        "cases": cases.newest_first().for_cards(),
        "organizations": members,
        "neighborhoods": _with_organizations(place, members),
    }
    return render(request, "showcase/subdistrict.html", context)


def _with_organizations(
    place: Subdistrict, members: list[Organization]
) -> list[tuple[Neighborhood, list[Organization]]]:
    """The residential areas of ``place``, each with those of ``members`` that stand in it."""
    areas = place.neighborhoods.in_official_order()
    return [(area, [one for one in members if one.neighborhood_id == area.pk]) for area in areas]
