"""Organisation × round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from awards.cells import public_cells
from awards.models import AwardScheme
from organizations.models import Subdistrict
from showcase.browsing.extents import extent_of
from showcase.list_words import Words
from showcase.long_lists import walked
from showcase.matrix import MOST_ROUNDS, ByPlace, honored_organizations, matrix_rows
from showcase.visibility import public_rounds


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """All honours of all organisations, one line each; narrowed by award, subdistrict and words."""
    award, place = request.GET.get("award", ""), request.GET.get("subdistrict", "")
    scheme = get_object_or_404(AwardScheme, slug=award) if award else None
    subdistrict = get_object_or_404(Subdistrict, slug=place) if place else None
    rounds = public_rounds().filter(scheme=scheme) if scheme else public_rounds()
    columns = list(rounds.order_by("scheme__position", "-number")[:MOST_ROUNDS])
    words = Words.of(request)
    found = words.among_organizations(honored_organizations(scheme, subdistrict))
    places = list(Subdistrict.objects.in_official_order())
    page = walked(
        request, ByPlace(found, [subdistrict] if subdistrict else [*places, None]), unit="个", is_part=words.is_part
    )
    context = {
        "columns": columns,
        "page": page,
        "rows": matrix_rows(page.rows, columns),
        "words": words,
        "extent": extent_of(public_cells(), {"award": scheme, "subdistrict": subdistrict}),
        "scheme": scheme,
        "subdistrict": subdistrict,
        "schemes": AwardScheme.objects.in_official_order(),
        "subdistricts": places,
    }
    return render(request, "showcase/matrix.html", context)
