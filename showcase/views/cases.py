"""Case studies as readers read them."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from awards.completeness import Completeness
from awards.models.entries import HonorEntryQuerySet
from showcase.articles import Article, article_of, neighbours_of
from showcase.caching.kept import kept_of
from showcase.choices import CaseState
from showcase.editions import cases_with_edition, edition_of
from showcase.list_words import Words
from showcase.models import CaseStudy
from showcase.opening import open_what_is_due, opened_or_404
from showcase.paging import paged
from showcase.visibility import public_cases, public_entries

PER_PAGE = 24


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All public cases, newest first; narrowed by words."""
    now = timezone.now()
    words = Words.of(request)
    found = words.among_cases(public_cases(now), now).newest_first().for_cards()
    page = paged(request, found, PER_PAGE)
    if any(case.state == CaseState.SCHEDULED for case in page.page.object_list) and open_what_is_due(now):
        page = paged(request, found, PER_PAGE)
    recorded = public_cases(now).count() if words.text else page.page.paginator.count
    context = {"page": page, "words": words, "completeness": Completeness(recorded)}
    return render(request, "showcase/cases.html", context)


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case as an article, with its organisations and their honours beside it."""
    now = timezone.now()
    shown = kept_of(request).record((CaseStudy, slug), lambda: _shown_at(slug, now))
    # Read only where the page is not kept.
    article = cast(Article, SimpleLazyObject(lambda: article_of(shown)))
    beside = {"key": shown.pk, "neighbours": SimpleLazyObject(lambda: neighbours_of(shown, now))}
    return render(request, "showcase/case.html", case_facts(shown, article) | beside)


def _shown_at(slug: str, at: datetime) -> CaseStudy:
    found = cases_with_edition(public_cases(at).select_related("round__scheme", "ceremony", "source"))
    return opened_or_404(found, at, slug=slug)


def case_facts(shown: CaseStudy, article: Article) -> dict[str, Any]:
    """What ``showcase/case.html`` reads of a case, whoever is allowed to see it."""

    def entries() -> HonorEntryQuerySet:
        canonical = [row.organization.canonical_id for row in article.organizations]
        return public_entries().filter(organization__canonical__in=canonical).newest_first()

    return {
        "case": shown,
        "edition": edition_of(shown),
        "article": article,
        "entries": SimpleLazyObject(entries),
        "corrections": shown.corrections.order_by("corrected_at", "pk"),
    }
