"""What the page of one organisation asks: little of most, and the same however much there is."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.standing import change_standing
from organizations.choices import NameKind
from organizations.merging import merge_organizations
from organizations.naming import give_name
from showcase.choices import CaseState
from showcase.models import Photo
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_tier,
)

pytestmark = pytest.mark.django_db


def organization_address(organization) -> str:
    return reverse("showcase:organization", args=[organization.slug])


def _photo(case) -> None:
    facts = {"caption": "现场", "alternative_text": "现场", "width": 1600, "height": 1067, "widths": [480, 960]}
    photo = Photo(case=case, released_at=timezone.now(), **facts)
    photo.original.save("a.jpg", ContentFile(b"picture"), save=False)
    photo.save()


@pytest.mark.parametrize("item_count", [1, 3])
def test_an_organization_asks_the_same_queries_however_much_it_has(client, django_assert_num_queries, item_count):
    organization = make_organization(neighborhood=make_neighborhood(search_aliases="大西别墅"))
    for number in range(item_count):
        give_name(organization, f"旧名{number}", NameKind.FORMER, source=make_source(f"来源{number}"))
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"), ceremony=make_ceremony())
        honor_list = make_list(award_round=award_round, state=ListState.RELEASED)
        make_entry(organization, honor_list=honor_list, tier=make_tier(scheme=award_round.scheme))
        case = make_case(organization=organization, round=award_round, state=CaseState.PUBLISHED)
        _photo(case)

    # the organization; names; honors; cases, their printed names and organizations, their photos; photos;
    # site settings
    with django_assert_num_queries(9):
        client.get(organization_address(organization))


def test_an_organization_of_which_there_is_no_more_than_honors_asks_five_queries(client, django_assert_num_queries):
    organization = make_organization()
    make_entry(organization, state=ListState.RELEASED)

    # the organization, names, honors, photos, site settings
    with django_assert_num_queries(5):
        client.get(organization_address(organization))


@pytest.mark.parametrize("item_count", [1, 3])
def test_mergers_corrections_and_decisions_cost_the_same_however_many(client, django_assert_num_queries, item_count):
    organization = make_organization()
    for number in range(item_count):
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"))
        entry = make_entry(
            organization,
            honor_list=make_list(award_round=award_round, state=ListState.RELEASED),
            tier=make_tier(scheme=award_round.scheme),
        )
        correct_entry(entry, CorrectedField.CITATION, "新词", "漏字", None)
        decision = {"decision_number": f"{number}号", "decided_on": date(2023, 5, 4), "reason": "查实"}
        change_standing(entry, StandingAct.REVOKE, by=None, **decision)
        merge_organizations(make_organization(f"并入{number}居民区党总支"), organization, reason="同一个", by=None)

    # the organization, names, merged registrations; honors, decisions, corrections; mergers; photos; site settings
    with django_assert_num_queries(9):
        client.get(organization_address(organization))
