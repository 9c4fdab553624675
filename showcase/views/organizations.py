"""The directory of organisations, and each one through time."""

from itertools import groupby

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.models import Organization
from showcase.models import Photo
from showcase.opening import opened
from showcase.paging import paged
from showcase.visibility import entries_for_timeline, public_cases, public_organizations

PER_PAGE = 200


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """The directory, in pinyin order under initials."""
    page = paged(request, public_organizations(timezone.now()).with_places().by_pinyin(), PER_PAGE)
    by_initial = groupby(page.page.object_list, key=lambda one: one.pinyin[:1].upper() or "#")
    groups = [(initial, list(members)) for initial, members in by_initial]
    return render(request, "showcase/organizations.html", {"page": page, "groups": groups})


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: names through time, honours, cases, photos. A merged one is sent on for good."""
    now = timezone.now()
    registered = get_object_or_404(Organization.objects.select_related("canonical"), slug=slug)
    shown = get_object_or_404(public_organizations(now).with_places(), pk=registered.canonical_id)
    if registered.pk != shown.pk:
        return redirect("showcase:organization", shown.slug, permanent=True)
    of_it = public_cases(now).filter(organizations__canonical=shown).distinct()
    cases = opened(of_it.newest_first().for_cards(), now)
    context = {
        "organization": shown,
        "names": shown.names.through_time().select_related("source"),
        "absorbed": Organization.objects.filter(canonical=shown).exclude(pk=shown.pk).by_pinyin(),
        "entries": entries_for_timeline(shown),
        "cases": cases,
        "photos": Photo.objects.public(now).filter(Q(organization__canonical=shown) | Q(case__in=cases)).in_order(),
    }
    return render(request, "showcase/organization.html", context)
