"""The honour roll across rounds, the schemes, and the ceremonies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.cells import public_cells
from awards.models import AwardScheme
from showcase.browsing.page import roll_page
from showcase.charts import bars_of_announcements, bars_of_tiers
from showcase.filters import SORTS, Question
from showcase.opening import opened
from showcase.prose import paragraphs
from showcase.rolls import first_lines, rolls_of
from showcase.round_lines import round_lines, tier_rows
from showcase.visibility import public_cases, public_ceremonies, public_entries, public_rounds

# Of each round of a ceremony; the rest is a click away.
ROLL_LINES = 40
CASES = 24


@require_safe
def honors(request: HttpRequest) -> HttpResponse:
    """All public honours, filtered; a filter nobody offers answers 400 and says so."""
    question = Question.of(request.GET)
    context = {"question": question, "sorts": SORTS, "page": roll_page(request, question)}
    return render(request, "showcase/honors.html", context, status=200 if question.is_valid else 400)


@require_safe
def awards(request: HttpRequest) -> HttpResponse:
    """The schemes, each with its public rounds and how much of them is on record."""
    lines = round_lines(public_rounds().newest_first())
    schemes = AwardScheme.objects.in_official_order().prefetch_related("tiers")
    context = {
        "schemes": [
            {"scheme": scheme, "rounds": [line for line in lines if line.round.scheme_id == scheme.pk]}
            for scheme in schemes
        ]
    }
    return render(request, "showcase/awards.html", context)


@require_safe
def award(request: HttpRequest, slug: str) -> HttpResponse:
    """One scheme: what it is, its tiers, its rounds."""
    scheme = get_object_or_404(AwardScheme, slug=slug)
    tiers = list(scheme.tiers.in_official_order())
    rounds = round_lines(public_rounds().filter(scheme=scheme).newest_first())
    by_tier = tier_rows(rounds, tiers)
    context = {
        "scheme": scheme,
        "tiers": tiers,
        "description": paragraphs(scheme.description),
        "rounds": rounds,
        "tier_rows": by_tier,
        "tier_bars": bars_of_tiers(by_tier, tiers),
        "announced_bars": bars_of_announcements(rounds),
    }
    return render(request, "showcase/award.html", context)


@require_safe
def ceremony(request: HttpRequest, slug: str) -> HttpResponse:
    """One ceremony: its foreword, the rounds it released, its cases."""
    now = timezone.now()
    shown = get_object_or_404(public_ceremonies(), slug=slug)
    rounds = list(public_rounds().filter(ceremony=shown).newest_first())
    lines = first_lines(public_entries().select_related("list__source"), public_cells(round__in=rounds), ROLL_LINES)
    cases = opened(public_cases(now).filter(ceremony=shown).newest_first().for_cards()[: CASES + 1], now)
    context = {
        "ceremony": shown,
        "foreword": paragraphs(shown.foreword),
        "rolls": rolls_of(rounds, lines),
        "cases": cases[:CASES],
        "has_more_cases": len(cases) > CASES,
    }
    return render(request, "showcase/ceremony.html", context)
