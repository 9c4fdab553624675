"""Case studies as readers read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from showcase.articles import article_of, neighbours_of
from showcase.paging import paged
from showcase.visibility import public_cases, public_entries

PER_PAGE = 24


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All public cases, newest first."""
    page = paged(request, public_cases(timezone.now()).newest_first().for_cards(), PER_PAGE)
    return render(request, "showcase/cases.html", {"page": page})


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case as an article, with its organisations and their honours beside it."""
    now = timezone.now()
    shown = get_object_or_404(public_cases(now).select_related("round__scheme", "ceremony", "source"), slug=slug)
    article = article_of(shown)
    canonical = [row.organization.canonical_id for row in article.organizations]
    context = {
        "case": shown,
        "article": article,
        "entries": public_entries().filter(organization__canonical__in=canonical).newest_first(),
        **neighbours_of(shown, now),
    }
    return render(request, "showcase/case.html", context)
