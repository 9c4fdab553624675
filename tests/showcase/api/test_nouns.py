"""What each noun tells, page after page, under ids that stay."""

import pytest

from awards.choices import Inclusion, ListState, TierBasis
from awards.models import AnnouncedCount
from organizations.choices import NameKind
from organizations.merging import merge_organizations
from organizations.naming import give_name
from showcase.choices import CaseState
from showcase.models import CaseSection, Lesson, Photo
from tests.factories import (
    make_case,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_staff,
    make_tier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def honor_list():
    return make_list(state=ListState.RELEASED, heading="金银奖榜单", source=make_source("表彰决定"))


def _walk(client, address: str, noun: str) -> list[dict]:
    """Every record, read as a program does: from ``next`` to ``next``."""
    found: list[dict] = []
    while address:
        page = client.get(address).json()
        found += page[noun]
        address = page["next"]
    return found


def test_an_honour_tells_every_fact_of_its_line(client, honor_list):
    organization = make_organization("陶家宅居民区党总支")
    make_entry(organization, honor_list=honor_list, verify_code="7K0M1PQRST", name_as_printed="陶家宅党总支")

    assert client.get("/api/v1/honors/7K0M1PQRST/").json() == {
        "id": "7K0M1PQRST",
        "award": "jinyin",
        "award_name": "居民区党建工作“金银奖”",
        "round": 7,
        "round_id": "jinyin/7",
        "tier": "金奖",
        "tier_kind": "ladder",
        "tier_basis": "printed",
        "name_as_printed": "陶家宅党总支",
        "organization": organization.slug,
        "organization_name": "陶家宅居民区党总支",
        "sector": "residential",
        "subdistrict": organization.subdistrict.slug,
        "subdistrict_name": "华阳路街道",
        "position": 1,
        "citation": None,
        "standing": "valid",
        "list_state": "released",
        "list_heading": "金银奖榜单",
        "source": "表彰决定",
        "source_published_on": None,
        "url": "http://testserver/verify/7K0M1PQRST/",
    }


def test_an_honour_without_a_printed_tier_says_so(client):
    make_entry(state=ListState.RELEASED, tier_basis=TierBasis.NONE_PRINTED)

    honor = client.get("/api/v1/honors/").json()["honors"][0]

    assert (honor["tier"], honor["tier_kind"], honor["tier_basis"]) == (None, None, "none_printed")


def test_an_organisation_tells_its_names_and_its_honours(client, honor_list):
    organization = make_organization("陶家宅居民区党总支")
    give_name(organization, "陶家宅党支部", NameKind.FORMER)
    make_entry(organization, honor_list=honor_list)

    told = client.get(f"/api/v1/organizations/{organization.slug}/").json()

    assert told["other_names"] == [{"name": "陶家宅党支部", "kind": "former", "since": None, "until": None}]
    assert (told["honor_count"], told["merged"]) == (1, [])


def test_a_merged_organisation_leads_to_the_one_that_was_kept(client, honor_list):
    kept, other = make_organization("陶家宅居民区党总支"), make_organization("陶家宅党总支")
    make_entry(kept, honor_list=honor_list)
    make_entry(other, honor_list=honor_list, tier=make_tier("银奖", rank=3))
    merge_organizations(other, kept, reason="同一个党组织", by=make_staff())

    response = client.get(f"/api/v1/organizations/{other.slug}/")
    told = client.get(response.url).json()

    assert (response.status_code, response.url) == (301, f"/api/v1/organizations/{kept.slug}/")
    assert (told["honor_count"], told["merged"]) == (2, [{"id": other.slug, "name": "陶家宅党总支"}])
    assert {one["organization"] for one in client.get("/api/v1/honors/").json()["honors"]} == {kept.slug}


def test_a_round_tells_what_is_on_record_of_what_was_announced(client, honor_list):
    special = make_tier("特色治理奖", rank=None)
    make_entry(honor_list=honor_list)
    make_entry(honor_list=honor_list, tier=special)
    AnnouncedCount.objects.create(round=honor_list.round, count=50, includes_specials=Inclusion.NO)

    told = client.get("/api/v1/rounds/jinyin/7/").json()

    assert (told["recorded"], told["announced"], told["honor_count"]) == (1, 50, 2)
    assert [(tier["name"], tier["rank"], tier["recorded"]) for tier in told["tiers"]] == [
        ("金奖", 2, 1),
        ("特色治理奖", None, 1),
    ]


def test_a_case_is_told_whole(client):
    organization = make_organization("陶家宅居民区党总支")
    case = make_case(slug="sixian", organization=organization, state=CaseState.PUBLISHED, lead="导语")
    CaseSection.objects.create(case=case, position=1, heading="一", body="正文")
    Lesson.objects.create(case=case, number=1, statement="启示")
    Photo.objects.create(case=case, caption="图")

    told = client.get("/api/v1/cases/sixian/").json()

    assert told["sections"] == [{"heading": "一", "body": "正文", "truncated_note": None}]
    assert told["lessons"] == [{"statement": "启示", "number": 1, "explanation": None}]
    assert told["photos"] == [{"caption": "图", "alternative_text": None, "is_illustration": False, "url": None}]
    assert told["organizations"][0]["id"] == organization.slug
    assert told["published_at"] == "2021-11-24T15:00:00+08:00"


def test_one_who_reads_page_after_page_gets_each_record_once(client, honor_list):
    for number in range(5):
        make_entry(make_organization(f"第{number}居民区党总支"), honor_list=honor_list)
    make_entry(honor_list=make_list(award_round=make_round(4, scheme=make_scheme("wuxing")), state=ListState.RELEASED))
    make_entry(honor_list=make_list(award_round=make_round(12), state=ListState.RELEASED))

    honors = [one["id"] for one in _walk(client, "/api/v1/honors/?limit=2", "honors")]
    organizations = [one["id"] for one in _walk(client, "/api/v1/organizations/?limit=3", "organizations")]

    assert (len(honors), len(set(honors))) == (7, 7)
    assert (len(organizations), len(set(organizations))) == (7, 7)
    rounds = [one["id"] for one in _walk(client, "/api/v1/rounds/?limit=1", "rounds")]
    assert rounds == ["jinyin/7", "jinyin/12", "wuxing/4"]


def test_the_total_stands_on_the_first_page_and_the_filters_on_every_next(client, honor_list):
    for number in range(3):
        make_entry(make_organization(f"第{number}居民区党总支"), honor_list=honor_list)

    first = client.get("/api/v1/honors/?award=jinyin&limit=2").json()
    second = client.get(first["next"]).json()

    assert (first["count"], second["count"], second["next"]) == (3, None, None)
    assert "award=jinyin&limit=2&after=" in first["next"]


def test_the_filters_of_the_page_are_those_of_the_api(client, honor_list):
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=honor_list)
    other = make_list(award_round=make_round(4, scheme=make_scheme("wuxing")), state=ListState.RELEASED)
    make_entry(make_organization("德必党支部", sector="new"), honor_list=other, tier_basis=TierBasis.NONE_PRINTED)

    for asked in ("award=wuxing", "round=4", "q=德必", "q=debi", "sector=new"):
        names = [one["name_as_printed"] for one in client.get(f"/api/v1/honors/?{asked}").json()["honors"]]
        assert names == ["德必党支部"], asked
    assert [one["id"] for one in client.get("/api/v1/rounds/?award=wuxing").json()["rounds"]] == ["wuxing/4"]
    found = client.get("/api/v1/organizations/?q=debi&sector=new").json()["organizations"]
    assert [one["name"] for one in found] == ["德必党支部"]
