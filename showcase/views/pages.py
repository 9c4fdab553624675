"""Search, and the pages that are about the site itself."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from awards.models import AwardScheme
from showcase.filters import QUERY_LENGTH
from showcase.near_spellings import near_spellings
from showcase.rolls import round_lines
from showcase.search import find, subdistricts_found, with_honors
from showcase.visibility import public_rounds


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a reader's words find; longer questions are cut and the page says so."""
    asked = request.GET.get("q", "").strip()
    query = asked[:QUERY_LENGTH]
    found, places = find(query, timezone.now()), subdistricts_found(query)
    results = with_honors(found.results)
    context = {
        "query": query,
        "was_cut": len(asked) > QUERY_LENGTH,
        "places": places,
        "results": results,
        "count": len(places) + len(results),
        "is_cut": found.is_cut,
        "near": near_spellings(query, timezone.now()) if query and not (places or results) else [],
        "some_await_honors": any(result.awaits_honors for result in results),
    }
    return render(request, "showcase/search.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the registry holds and by which rule; ``site`` comes with every page."""
    rounds = round_lines(public_rounds().newest_first())
    return render(
        request, "showcase/about.html", {"rounds": rounds, "schemes": AwardScheme.objects.in_official_order()}
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines; staff pages may not."""
    sitemap = request.build_absolute_uri(reverse("showcase:sitemap"))
    closed = [f"Disallow: /{path}/" for path in ("admin", "search", "preview")]
    lines = ["User-agent: *", *closed, f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive; asks nothing of the database."""
    return JsonResponse({"status": "ok"})
