"""One round's roll: as it stands, as it was announced, as it read on any day since."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.cells import public_cells
from awards.completeness import Tally
from awards.models import AnnouncedCount, AwardRound, RoundTier
from showcase.browsing.printing import printed
from showcase.caching.kept import kept_of
from showcase.context_processors import absolute_address
from showcase.editions import edition_of, rounds_with_edition
from showcase.models import CaseStudy
from showcase.opening import opened
from showcase.posters import poster_of
from showcase.rolls import BY_SUBDISTRICT, BY_TIER, Roll, first_lines, first_places, roll_of_lines, rolls_of
from showcase.rolls_as_of import AsOf, as_of_asked, roll_as_of
from showcase.verifying import qr_code
from showcase.visibility import entries_for_lines, public_cases, public_rounds

# Of each section; the rest is a click away.
SECTION_LINES = 120
# Of a poster: more would be a book.
POSTER_LINES = 400


@require_safe
def award_round(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One round's roll, by tier in its official order or by subdistrict; of a day gone by where one is asked for."""
    kept = kept_of(request)
    shown = kept.record((AwardRound, slug, number), lambda: _public_round(slug, number))
    asked = as_of_asked(request.GET)
    if asked.on is not None:
        return _as_of(request, shown, asked)
    now = timezone.now()
    cases = public_cases(now).filter(round=shown)
    by = BY_SUBDISTRICT if request.GET.get("by") == BY_SUBDISTRICT else BY_TIER
    context = {
        "round": shown,
        "edition": edition_of(shown),
        "by": by,
        "asked": asked,
        "roll": kept.record((Roll, shown.pk, by), lambda: _roll(request, shown, by)),
        "key": (shown.pk, by),
        "cases": kept.record((CaseStudy, AwardRound, shown.pk), lambda: opened(cases.newest_first().for_cards(), now)),
    }
    return render(request, "showcase/round.html", context, status=400 if asked.error else 200)


@require_safe
def poster(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One round's roll as an A3 sheet to hang on a wall, with the way back to the record."""
    shown = get_object_or_404(public_rounds(), scheme__slug=slug, number=number)
    lines = first_lines(entries_for_lines(), public_cells(round=shown), POSTER_LINES, of_each=BY_TIER)
    (roll,) = rolls_of([shown], lines)
    address = absolute_address(request, reverse("showcase:round", args=[slug, number]))
    context = {"round": shown, "poster": poster_of(roll), "round_address": address, "qr_code": qr_code(address)}
    return render(request, "showcase/poster.html", context)


def _public_round(slug: str, number: int) -> AwardRound:
    return get_object_or_404(rounds_with_edition(public_rounds()), scheme__slug=slug, number=number)


def _roll(request: HttpRequest, shown: AwardRound, by: str) -> Roll:
    cells = public_cells(round=shown)
    keys = first_places(cells, SECTION_LINES, of_each=by)
    lines = printed(request, "components/entry_row.html", keys, with_tier=by == BY_SUBDISTRICT)
    counts = Tally((cell.counted for cell in cells), AnnouncedCount.objects.filter(round=shown))
    return roll_of_lines(shown, lines, list(RoundTier.objects.filter(round=shown).in_official_order()), counts, by)


def _as_of(request: HttpRequest, shown: AwardRound, asked: AsOf) -> HttpResponse:
    context = {"round": shown, "asked": asked, "roll": roll_as_of(shown, asked)}
    return render(request, "showcase/round_as_of.html", context)
