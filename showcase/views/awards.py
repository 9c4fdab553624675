"""The honour roll: across rounds, by scheme, by round; and the ceremonies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.models import AwardScheme, HonorEntry
from showcase.filters import HonorFilter
from showcase.opening import opened
from showcase.paging import paged
from showcase.prose import paragraphs
from showcase.rolls import BY_SUBDISTRICT, BY_TIER, rolls_of, round_lines, tier_rows
from showcase.visibility import public_cases, public_ceremonies, public_entries, public_rounds


@require_safe
def honors(request: HttpRequest) -> HttpResponse:
    """All public honours, filtered; a filter nobody offers answers 400 and says so."""
    honor_filter = HonorFilter(request.GET, queryset=public_entries())
    is_valid = honor_filter.is_valid()
    found = honor_filter.ordered() if is_valid else HonorEntry.objects.none()
    context = {"filter": honor_filter, "page": paged(request, found), "is_valid": is_valid}
    return render(request, "showcase/honors.html", context, status=200 if is_valid else 400)


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
    context = {
        "scheme": scheme,
        "tiers": tiers,
        "description": paragraphs(scheme.description),
        "rounds": rounds,
        "tier_rows": tier_rows(rounds, tiers),
    }
    return render(request, "showcase/award.html", context)


@require_safe
def award_round(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One round's roll, by tier in its official order or by subdistrict."""
    now = timezone.now()
    shown = get_object_or_404(public_rounds(), scheme__slug=slug, number=number)
    by = BY_SUBDISTRICT if request.GET.get("by") == BY_SUBDISTRICT else BY_TIER
    context = {
        "round": shown,
        "by": by,
        "roll": rolls_of([shown], public_entries().select_related("list__source"), by=by)[0],
        "cases": opened(public_cases(now).filter(round=shown).newest_first().for_cards(), now),
    }
    return render(request, "showcase/round.html", context)


@require_safe
def ceremony(request: HttpRequest, slug: str) -> HttpResponse:
    """One ceremony: its foreword, the rounds it released, its cases."""
    now = timezone.now()
    shown = get_object_or_404(public_ceremonies(), slug=slug)
    rounds = public_rounds().filter(ceremony=shown).newest_first()
    context = {
        "ceremony": shown,
        "foreword": paragraphs(shown.foreword),
        "rolls": rolls_of(rounds, public_entries()),
        "cases": opened(public_cases(now).filter(ceremony=shown).newest_first().for_cards(), now),
    }
    return render(request, "showcase/ceremony.html", context)
