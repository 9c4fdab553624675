"""The API asks the database the same number of questions however much there is to tell; and tells no secrets."""

import pytest

from awards.choices import ListState
from organizations.choices import NameKind
from organizations.naming import give_name
from showcase.choices import CaseState
from showcase.indexing import index_all
from showcase.models import CaseSection, Photo
from tests.factories import make_case, make_entry, make_list, make_organization, make_round

pytestmark = pytest.mark.django_db

SECRET = "机密"
QUERIES = [
    ("organizations", 4),  # how many, the page with its places and counts, other names, what was merged
    ("rounds", 5),  # how many, the page, entries counted, counts announced, tiers
    ("honors", 2),  # how many, the page with all it names
    ("cases", 6),  # how many, the page, organisations, sections, lessons, photos
]


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(("noun", "queries"), QUERIES)
def test_a_list_asks_as_much_for_one_as_for_three(client, django_assert_num_queries, noun, queries, item_count):
    for number in range(1, item_count + 1):
        honor_list = make_list(award_round=make_round(number), state=ListState.RELEASED)
        organization = make_organization(f"第{number}居民区党总支")
        give_name(organization, f"第{number}党支部", NameKind.FORMER)
        make_entry(organization, honor_list=honor_list)
        case = make_case(organization=organization, state=CaseState.PUBLISHED)
        CaseSection.objects.create(case=case, position=1, body="正文")
        Photo.objects.create(case=case, caption="图")

    with django_assert_num_queries(queries):
        told = client.get(f"/api/v1/{noun}/").json()

    assert told["count"] == len(told[noun]) == item_count


@pytest.fixture(params=[ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def hidden(request):
    """Beside one public honour and one public case: lists and cases that nobody may hear of."""
    public = make_organization("甲居民区党总支")
    make_entry(public, state=ListState.RELEASED)
    hidden_round = make_round(8, document_title=f"{SECRET}决定")
    organization = make_organization(f"{SECRET}居民区党总支")
    entry = make_entry(organization, honor_list=make_list(award_round=hidden_round, state=request.param))
    make_case("公开案例", slug="open", organization=public, round=hidden_round, state=CaseState.PUBLISHED)
    for state in (CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN):
        case = make_case(f"{SECRET}案例", slug=f"case-{state}", organization=public, state=state)
        CaseSection.objects.create(case=case, position=1, body=f"{SECRET}正文")
    index_all()
    return organization, entry


def test_no_answer_tells_what_is_hidden(client, hidden):
    organization, entry = hidden
    told = "".join(client.get(f"/api/v1/{noun}/?limit=50").content.decode() for noun, _ in QUERIES)
    told += client.get(f"/api/v1/honors/?q={SECRET}").content.decode()
    told += client.get(f"/api/v1/organizations/?q={SECRET}").content.decode()

    assert "甲居民区党总支" in told
    assert "公开案例" in told
    assert [one for one in (SECRET, organization.slug, entry.verify_code, "jinyin/8", "case-") if one in told] == []


def test_the_address_of_what_is_hidden_is_one_of_nothing(client, hidden):
    organization, entry = hidden
    addresses = [
        f"organizations/{organization.slug}",
        f"honors/{entry.verify_code}",
        "rounds/jinyin/8",
        "cases/case-draft",
        "cases/case-withdrawn",
    ]

    assert [client.get(f"/api/v1/{address}/").status_code for address in addresses] == [404] * 5
