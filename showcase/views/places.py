"""Subdistricts: what the newspaper page is, live."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.cells import public_cells
from organizations.models import Neighborhood, Organization, Subdistrict
from showcase.browsing.extents import extent_of_all
from showcase.charts import bars_of_subdistricts
from showcase.list_words import Words
from showcase.models import CaseOrganization
from showcase.rolls import first_lines, rolls_of
from showcase.visibility import (
    public_cases,
    public_entries,
    public_organizations,
    public_rounds,
    subdistricts_with_counts,
)

# Of each round; the rest is a click away.
ROLL_LINES = 40
# A district's subdistrict has some dozens; however many there are, the page stays readable.
ORGANIZATIONS = 200
# Of each residential area, where the subdistrict has more organisations than are listed.
OF_AN_AREA = 1
CASES = 12


@require_safe
def subdistricts(request: HttpRequest) -> HttpResponse:
    """The ten, each with how many honours are on record; narrowed by words."""
    words = Words.of(request)
    found = list(words.among_subdistricts(subdistricts_with_counts(), timezone.now()))
    context = {"subdistricts": found, "words": words, "extent": extent_of_all(), "bars": bars_of_subdistricts(found)}
    return render(request, "showcase/subdistricts.html", context)


@require_safe
def subdistrict(request: HttpRequest, slug: str) -> HttpResponse:
    """One subdistrict: its rolls, cases, organisations and residential areas."""
    place = get_object_or_404(Subdistrict, slug=slug)
    now = timezone.now()
    cells = public_cells(subdistrict=place)
    rounds = public_rounds().filter(pk__in={cell.round_id for cell in cells}).newest_first()
    entries = first_lines(public_entries().select_related("list__source"), cells, ROLL_LINES)
    members = public_organizations(now).filter(subdistrict=place).by_pinyin()
    shown = list(members[: ORGANIZATIONS + 1])
    told = CaseOrganization.objects.filter(case=OuterRef("pk"), organization__canonical__subdistrict=place)
    cases = list(public_cases(now).filter(Exists(told)).newest_first().for_cards()[: CASES + 1])
    has_more = len(shown) > ORGANIZATIONS
    areas = place.neighborhoods.in_official_order()
    context = {
        "subdistrict": place,
        "rolls": rolls_of(rounds, entries, subdistrict=place),
        "cases": cases[:CASES],
        "has_more_cases": len(cases) > CASES,
        "organizations": shown[:ORGANIZATIONS],
        "has_more_organizations": has_more,
        "neighborhoods": _with_some_of_many(areas, members) if has_more else _with_organizations(areas, shown),
    }
    return render(request, "showcase/subdistrict.html", context)


@dataclass(frozen=True)
class Area:
    """A residential area with the organisations that stand in it, and whether there are more than these."""

    area: Neighborhood
    members: list[Organization]
    has_more: bool = False


def _with_organizations(areas: Iterable[Neighborhood], members: Iterable[Organization]) -> list[Area]:
    """Each area with those of ``members`` that stand in it."""
    of_area: dict[int | None, list[Organization]] = {}
    for one in members:
        of_area.setdefault(one.neighborhood_id, []).append(one)
    return [Area(area, of_area.get(area.pk, [])) for area in areas]


def _with_some_of_many(areas: QuerySet[Neighborhood], members: QuerySet[Organization]) -> list[Area]:
    """Each area with the first of ``members`` in it; two queries, however many there are."""
    in_area = members.filter(neighborhood=OuterRef("pk")).values("pk")
    places = range(OF_AN_AREA + 1)
    first = {f"member_{at}": Subquery(in_area[at : at + 1]) for at in places}
    found = [(area, [getattr(area, name) for name in first if getattr(area, name)]) for area in areas.annotate(**first)]
    by_key = Organization.objects.in_bulk([key for _, keys in found for key in keys[:OF_AN_AREA]])
    return [Area(area, [by_key[key] for key in keys[:OF_AN_AREA]], len(keys) > OF_AN_AREA) for area, keys in found]
