"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.cells import public_cells
from awards.models import AwardScheme
from showcase.opening import opened
from showcase.prose import paragraphs
from showcase.rolls import first_lines, rolls_of
from showcase.visibility import public_cases, public_ceremonies, public_entries, public_rounds, subdistricts_with_counts

ROLL_LINES = 12
# A ceremony releases one round of each scheme.
MOST_ROUNDS = 4
CASE_CARDS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The latest ceremony, the rounds it released, featured cases, the search box."""
    ceremony = public_ceremonies().newest_first().first()
    newest = public_rounds().order_by("-number", "scheme__position", "pk")[:2]
    rounds = list(public_rounds().filter(ceremony=ceremony).newest_first()[:MOST_ROUNDS] if ceremony else newest)
    cells = public_cells(round__in=rounds)
    lines = first_lines(public_entries().select_related("list__source"), cells, ROLL_LINES)
    now = timezone.now()
    cases = opened(public_cases(now).filter(is_featured=True).newest_first().for_cards()[:CASE_CARDS], now)
    context = {
        "schemes": list(AwardScheme.objects.in_official_order()),
        "ceremony": ceremony,
        "foreword": paragraphs(ceremony.foreword) if ceremony else [],
        "rolls": rolls_of(rounds, lines),
        "cases": cases,
        "cover": next((case.cover for case in cases if case.cover), None),
        "subdistricts": subdistricts_with_counts(),
    }
    return render(request, "showcase/home.html", context)
