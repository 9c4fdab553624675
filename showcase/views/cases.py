"""Case studies as readers read them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from showcase.articles import Article, article_of, neighbours_of
from showcase.choices import CaseState
from showcase.models import CaseStudy
from showcase.opening import open_what_is_due, opened_or_404
from showcase.paging import paged
from showcase.visibility import public_cases, public_entries

PER_PAGE = 24


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All public cases, newest first."""
    now = timezone.now()
    found = public_cases(now).newest_first().for_cards()
    page = paged(request, found, PER_PAGE)
    if any(case.state == CaseState.SCHEDULED for case in page.page.object_list) and open_what_is_due(now):
        page = paged(request, found, PER_PAGE)
    return render(request, "showcase/cases.html", {"page": page})


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case as an article, with its organisations and their honours beside it."""
    now = timezone.now()
    shown = opened_or_404(public_cases(now).select_related("round__scheme", "ceremony", "source"), now, slug=slug)
    return render(request, "showcase/case.html", case_facts(shown, article_of(shown)) | neighbours_of(shown, now))


def case_facts(shown: CaseStudy, article: Article) -> dict[str, Any]:
    """What ``showcase/case.html`` reads of a case, whoever is allowed to see it."""
    canonical = [row.organization.canonical_id for row in article.organizations]
    return {
        "case": shown,
        "article": article,
        "entries": public_entries().filter(organization__canonical__in=canonical).newest_first(),
        "corrections": shown.corrections.order_by("corrected_at", "pk"),
    }
