"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.models import AwardScheme, HonorEntry
from showcase.opening import opened
from showcase.prose import paragraphs
from showcase.rolls import first_lines, rolls_of
from showcase.visibility import public_cases, public_ceremonies, public_rounds, subdistricts_with_counts

ROLL_LINES = 12
CASE_CARDS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The latest ceremony, the rounds it released, featured cases, the search box."""
    ceremony = public_ceremonies().newest_first().first()
    rounds = public_rounds().filter(ceremony=ceremony) if ceremony else public_rounds()[:2]
    lines = first_lines(HonorEntry.objects.public().for_rolls(), ROLL_LINES)
    now = timezone.now()
    cases = opened(public_cases(now).filter(is_featured=True).newest_first().for_cards()[:CASE_CARDS], now)
    context = {
        "schemes": list(AwardScheme.objects.in_official_order()),
        "ceremony": ceremony,
        "foreword": paragraphs(ceremony.foreword) if ceremony else [],
        "rolls": rolls_of(rounds.newest_first() if ceremony else rounds, lines),
        "cases": cases,
        "cover": next((case.cover for case in cases if case.cover), None),
        "subdistricts": subdistricts_with_counts(),
    }
    return render(request, "showcase/home.html", context)
