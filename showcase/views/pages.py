"""Search, and the pages that are about the site itself."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from awards.models import AwardScheme
from showcase.context_processors import absolute_address
from showcase.filters import QUERY_LENGTH
from showcase.near_spellings import near_spellings
from showcase.readiness import OK, readiness
from showcase.results import counts_by_kind, with_honors
from showcase.round_lines import round_lines
from showcase.search import find, subdistricts_found
from showcase.site_map import site_map
from showcase.visibility import public_rounds


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a reader's words find; longer questions are cut and the page says so."""
    asked = request.GET.get("q", "").strip()
    query = asked[:QUERY_LENGTH]
    found, places = find(query, timezone.now()), subdistricts_found(query)
    results = with_honors(found.results, found.words)
    context = {
        "query": query,
        "was_cut": len(asked) > QUERY_LENGTH,
        "places": places,
        "results": results,
        "kinds": counts_by_kind(results),
        "shown": len(places) + len(results),
        "count": len(places) + found.count,
        "found": found,
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
def accessibility(request: HttpRequest) -> HttpResponse:
    """How to read the site in large type, by keyboard, by ear and on paper, and where that fails."""
    return render(request, "showcase/accessibility.html")


@require_safe
def site_map_page(request: HttpRequest) -> HttpResponse:
    """Every column and page of the site, for people."""
    return render(request, "showcase/site_map.html", {"parts": site_map(timezone.now())})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines; staff pages may not."""
    sitemap = absolute_address(request, reverse("showcase:sitemap"))
    closed = [f"Disallow: /{path}/" for path in ("admin", "search", "preview")]
    lines = ["User-agent: *", *closed, f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve, part by part; 503 where one is missing."""
    parts = readiness()
    is_ready = set(parts.values()) == {OK}
    return JsonResponse({"status": "ready" if is_ready else "not ready", **parts}, status=200 if is_ready else 503)
