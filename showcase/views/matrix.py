"""Organisation × round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from awards.models import AwardScheme
from organizations.models import Subdistrict
from showcase.matrix import MOST_ROUNDS, honored_organizations, matrix_rows
from showcase.paging import paged
from showcase.visibility import public_rounds


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """All honours of all organisations, one line each; narrowed by award and subdistrict."""
    award, place = request.GET.get("award", ""), request.GET.get("subdistrict", "")
    scheme = get_object_or_404(AwardScheme, slug=award) if award else None
    subdistrict = get_object_or_404(Subdistrict, slug=place) if place else None
    rounds = public_rounds().filter(scheme=scheme) if scheme else public_rounds()
    columns = list(rounds.order_by("scheme__position", "-number")[:MOST_ROUNDS])
    page = paged(request, honored_organizations(scheme, subdistrict))
    context = {
        "columns": columns,
        "page": page,
        "rows": matrix_rows(page.page.object_list, columns),
        "scheme": scheme,
        "subdistrict": subdistrict,
        "schemes": AwardScheme.objects.in_official_order(),
        "subdistricts": Subdistrict.objects.in_official_order(),
    }
    return render(request, "showcase/matrix.html", context)
