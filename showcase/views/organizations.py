"""The directory of organisations, and each one through time."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from organizations.models import Organization
from showcase.browsing.extents import extent_of_all
from showcase.caching.kept import kept_of
from showcase.editions import edition_of
from showcase.list_words import Words
from showcase.long_lists import ByPinyin, walked
from showcase.organization_pages import shown_at, told_of
from showcase.visibility import public_organizations

PER_PAGE = 200


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """The directory, in pinyin order under initials; narrowed by words."""
    words = Words.of(request)
    found = words.among_organizations(public_organizations(timezone.now()))
    page = walked(request, ByPinyin(found.with_places()), PER_PAGE, unit="个", is_part=words.is_part)
    by_initial = groupby(page.rows, key=lambda one: one.pinyin[:1].upper() or "#")
    groups = [(initial, list(members)) for initial, members in by_initial]
    context = {"page": page, "groups": groups, "words": words, "extent": extent_of_all()}
    return render(request, "showcase/organizations.html", context)


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: names through time, honours, cases, photos. A merged one is sent on for good."""
    now = timezone.now()
    shown = kept_of(request).record((Organization, slug), lambda: shown_at(slug, now))
    if shown.slug != slug:
        return redirect("showcase:organization", shown.slug, permanent=True)
    told = SimpleLazyObject(lambda: told_of(shown, now))
    context = {"organization": shown, "key": shown.pk, "edition": edition_of(shown), "told": told}
    return render(request, "showcase/organization.html", context)
