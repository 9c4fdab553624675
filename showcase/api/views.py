"""The addresses of the API. Each lists or finds; what it tells stands with its noun."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.models import Organization
from showcase.api import filters
from showcase.api.answers import answer, for_machines
from showcase.api.cases import CASES
from showcase.api.description import described
from showcase.api.honors import HONORS
from showcase.api.listing import AFTER, LIMIT, Found, list_of, one_of, only_known
from showcase.api.organizations import ORGANIZATIONS
from showcase.api.rounds import ROUNDS
from showcase.context_processors import absolute_address
from showcase.models import Redirect

PAGING = (LIMIT, AFTER)


@for_machines
def index(request: HttpRequest) -> HttpResponse:
    """What there is to ask."""
    only_known(request, ())
    names = {noun.name: f"api_{noun.name}" for noun in (ORGANIZATIONS, ROUNDS, HONORS, CASES)}
    names |= {"openapi": "api_description", "data": "data"}
    return answer({name: absolute_address(request, reverse(f"showcase:{one}")) for name, one in names.items()})


@for_machines
def description(request: HttpRequest) -> HttpResponse:
    """The API in OpenAPI 3.1."""
    only_known(request, ())
    return answer(described(absolute_address(request, "/")))


@for_machines
def organizations(request: HttpRequest) -> HttpResponse:
    only_known(request, (*filters.ORGANIZATION_FILTERS, *PAGING))
    return answer(list_of(request, ORGANIZATIONS, filters.organizations_asked(request, ORGANIZATIONS.public())))


@for_machines
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation; what was merged leads to the one that was kept, if that is public."""
    merged = Organization.objects.filter(slug=slug, merged_into__isnull=False).select_related("canonical").first()
    if merged and merged.canonical and ORGANIZATIONS.public().filter(pk=merged.canonical_id).exists():
        return _moved("showcase:api_organization", merged.canonical.slug)
    return answer(one_of(request, ORGANIZATIONS, slug))


@for_machines
def rounds(request: HttpRequest) -> HttpResponse:
    only_known(request, (*filters.ROUND_FILTERS, *PAGING))
    return answer(list_of(request, ROUNDS, filters.rounds_asked(request, ROUNDS.public())))


@for_machines
def award_round(request: HttpRequest, scheme: str, number: str) -> HttpResponse:
    return answer(one_of(request, ROUNDS, f"{scheme}/{number}"))


@for_machines
def honors(request: HttpRequest) -> HttpResponse:
    only_known(request, (*filters.HONOR_FILTERS, *PAGING))
    return answer(list_of(request, HONORS, filters.honors_asked(request, HONORS.public())))


@for_machines
def honor(request: HttpRequest, code: str) -> HttpResponse:
    return answer(one_of(request, HONORS, code))


@for_machines
def cases(request: HttpRequest) -> HttpResponse:
    only_known(request, PAGING)
    return answer(list_of(request, CASES, Found(CASES.public())))


@for_machines
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case; an address that has moved leads on."""
    try:
        return answer(one_of(request, CASES, slug))
    except Http404:
        start = reverse("showcase:cases")
        moved = Redirect.objects.filter(old_path=f"{start}{slug}/", new_path__startswith=start).first()
        if moved is None:
            raise
        return _moved("showcase:api_case", moved.new_path.removeprefix(start).strip("/"))


@for_machines
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever else is asked under the API's root."""
    raise Http404


def _moved(name: str, slug: str) -> HttpResponse:
    response = redirect(name, slug, permanent=True)
    response["Access-Control-Allow-Origin"] = "*"
    return response
