"""Nothing that is not public can be found, named or guessed, on any page."""

import pytest
from django.urls import reverse

from awards.choices import ListState
from organizations.choices import NameKind
from organizations.naming import give_name
from showcase.choices import CaseState
from showcase.indexing import index_all
from showcase.models import CaseSection, Photo
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
)

pytestmark = pytest.mark.django_db

SECRET = "机密"


@pytest.fixture(params=[ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def hidden(request):
    """Beside one public honour: everything a hidden list and hidden cases could give away."""
    place = make_subdistrict(slug="huayanglu")
    public = make_organization("甲居民区党总支", subdistrict=place)
    make_entry(public, state=ListState.RELEASED)
    organization = make_organization(f"{SECRET}居民区党总支", neighborhood=make_neighborhood("乙", subdistrict=place))
    give_name(organization, f"{SECRET}旧名", NameKind.FORMER)
    ceremony = make_ceremony("jimi", title=f"{SECRET}展示会", foreword=f"{SECRET}前言")
    hidden_round = make_round(8, ceremony=ceremony)
    hidden_list = make_list(award_round=hidden_round, heading=f"{SECRET}榜单", state=request.param)
    make_entry(organization, honor_list=hidden_list)
    for award_round in (hidden_round, make_round(7)):
        for state in (CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN):
            case = make_case(
                f"{SECRET}案例{state}{award_round.number}", organization=public, round=award_round, state=state
            )
            CaseSection.objects.create(case=case, position=1, body=f"{SECRET}正文")
            Photo.objects.create(case=case, caption=f"{SECRET}图片")
    index_all()
    return {"organization": organization, "public": public, "case": case}


def _every_page(hidden) -> list[str]:
    names = ["home", "honors", "awards", "subdistricts", "organizations", "cases", "search", "about", "sitemap"]
    return [
        *(reverse(f"showcase:{name}") for name in names),
        reverse("showcase:award", args=["jinyin"]),
        reverse("showcase:round", args=["jinyin", 7]),
        reverse("showcase:subdistrict", args=["huayanglu"]),
        reverse("showcase:organization", args=[hidden["public"].slug]),
        f"{reverse('showcase:honors')}?sort=name",
        f"{reverse('showcase:round', args=['jinyin', 7])}?by=subdistrict",
    ]


def test_no_page_names_what_is_hidden(client, hidden):
    told = [address for address in _every_page(hidden) if SECRET in client.get(address).content.decode()]

    assert told == []


def test_no_page_links_to_what_is_hidden(client, hidden):
    slugs = [hidden["organization"].slug, hidden["case"].slug, "/awards/jinyin/8/", "/ceremonies/jimi/"]

    told = [a for a in _every_page(hidden) if any(slug in client.get(a).content.decode() for slug in slugs)]

    assert told == []


def test_the_pages_of_what_is_hidden_are_not_found(client, hidden):
    addresses = [
        reverse("showcase:organization", args=[hidden["organization"].slug]),
        reverse("showcase:case", args=[hidden["case"].slug]),
        reverse("showcase:round", args=["jinyin", 8]),
        reverse("showcase:ceremony", args=["jimi"]),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 4


@pytest.mark.parametrize("query", [SECRET, "jimi", "jmjmq", f"{SECRET}旧名", f"{SECRET}正文", "第八轮"])
def test_search_finds_nothing_that_is_hidden(client, hidden, query):
    page = client.get(reverse("showcase:search"), {"q": query}).content.decode()

    assert "没有找到" in page


def test_a_hidden_roll_does_not_make_an_empty_scheme_look_used(client, hidden):
    make_entry(honor_list=make_list(award_round=make_round(4, scheme=make_scheme("wuxing"))))

    page = client.get(reverse("showcase:award", args=["wuxing"])).content.decode()

    assert "还没有公布的轮次" in page
