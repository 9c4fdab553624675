"""What pages tell machines in the words of schema.org: on every page, and the same as the page tells people."""

import json
import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.utils.html import strip_tags

from awards.choices import ListState, StandingAct
from awards.models import HonorEntry
from awards.standing import change_standing
from organizations.choices import NameKind
from organizations.models import Organization
from organizations.naming import give_name
from showcase.choices import CaseState
from showcase.models import CaseStudy, SiteSettings
from tests.factories import make_case, make_entry, make_list, make_organization, make_round
from tests.loaded_sample import loaded_sample
from tests.reading import words_of

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/honors/",
    "/awards/",
    "/awards/jinyin/",
    "/awards/jinyin/7/",
    "/ceremonies/2021-lianhe-zhanshihui/",
    "/subdistricts/",
    "/subdistricts/huayanglu/",
    "/organizations/",
    "/organizations/taojiazhai/",
    "/cases/",
    "/cases/taojiazhai-sixian/",
    "/about/",
    "/corrections/",
    "/matrix/",
    "/verify/",
    "/data/",
]
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TRAIL = re.compile(r'class="breadcrumb__item"><a href="([^"]*)">([^<]*)<')


@pytest.fixture(scope="module", autouse=True)
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("sample")):
        yield


def _told(response) -> dict[str, dict]:
    """Every node of the page by its type; a page has one of each."""
    nodes: dict[str, dict] = {}
    for text in ELEMENT.findall(response.content.decode()):
        document = json.loads(text)
        assert document["@context"] == "https://schema.org"
        for node in document["@graph"]:
            assert node["@type"] not in nodes
            nodes[node["@type"]] = node
    return nodes


def _heading(response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return unescape(strip_tags(found[1])).strip() if found else ""


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_tells_what_it_is_and_to_which_site_it_belongs(client, address):
    response = client.get(address)
    page, site = (_told(response)[kind] for kind in ("WebPage", "WebSite"))

    html = response.content.decode()
    assert page["url"] == f"http://testserver{address}"
    assert f'<link rel="canonical" href="{page["url"]}">' in html
    title = unescape(re.search(r"<title>(.*?)</title>", html)[1])
    assert title in (page["name"], f"{page['name']}－{site['name']}")
    assert page["description"] == unescape(re.search(r'name="description" content="([^"]*)"', html)[1])
    assert page["isPartOf"] == {"@id": site["@id"]}


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_the_trail_is_the_one_that_is_shown(client, address):
    response = client.get(address)

    steps = [
        (urlsplit(step["item"]).path, step["name"]) for step in _told(response)["BreadcrumbList"]["itemListElement"]
    ]
    assert steps == [(path, unescape(title)) for path, title in TRAIL.findall(response.content.decode())]


def test_the_site_tells_how_to_search_it(client):
    site = _told(client.get("/"))["WebSite"]

    assert site["name"] == "长宁基层党建荣誉册"
    assert "陶家宅" in words_of(
        client.get(site["potentialAction"]["target"]["urlTemplate"].replace("{search_term_string}", "陶家宅"))
    )


def test_an_organisation_tells_the_name_and_the_honours_of_its_page(client):
    response = client.get("/organizations/taojiazhai/")
    told = _told(response)["Organization"]

    assert told["name"] == _heading(response)
    assert told["award"] == ["第七轮居民区党建工作“金银奖”金奖标兵"]
    assert told["location"]["name"] in words_of(response)


def test_other_names_are_told_and_a_revoked_honour_is_not(client):
    organization = make_organization("甲居民区党总支")
    give_name(organization, "甲居民区党支部", NameKind.FORMER)
    entry = make_entry(organization, state=ListState.RELEASED)
    address = f"/organizations/{organization.slug}/"
    before = _told(client.get(address))["Organization"]
    change_standing(
        entry,
        StandingAct.REVOKE,
        decision_number="长委〔2022〕1号",
        decided_on=date(2022, 1, 1),
        reason="查实",
        by=None,
    )

    assert before["alternateName"] == ["甲居民区党支部"]
    assert (len(before["award"]), _told(client.get(address))["Organization"]["award"]) == (1, [])


def test_a_case_tells_title_dates_source_picture_and_whom_it_is_about(client):
    response = client.get("/cases/taojiazhai-sixian/")
    told, case = _told(response)["Article"], CaseStudy.objects.get(slug="taojiazhai-sixian")

    assert told["headline"] == _heading(response) == case.title
    assert told["datePublished"] == case.published_at.isoformat()
    assert told["isBasedOn"]["name"] in words_of(response)
    assert f'src="{urlsplit(told["image"]).path}"' in response.content.decode()
    assert [one["name"] for one in told["about"]] == ["陶家宅居民区党总支"]
    assert client.get(told["about"][0]["@id"]).status_code == 200


def test_a_round_tells_how_many_lines_its_roll_has(client):
    response = client.get("/awards/jinyin/7/")
    told = _told(response)["ItemList"]

    assert told["name"] == _heading(response)
    assert told["numberOfItems"] == HonorEntry.objects.public().filter(round__number=7).count() > 0


@pytest.mark.parametrize("address", ["/honors/", "/data/"])
def test_a_dataset_tells_files_that_are_there_and_terms_that_are_stated(client, address):
    told = _told(client.get(address))["Dataset"]

    for file in told["distribution"]:
        response = client.get(file["contentUrl"])
        assert (response.status_code, response["Content-Type"].split(";")[0]) == (200, file["encodingFormat"])
    path, anchor = told["license"].removeprefix("http://testserver").split("#")
    assert f'id="{anchor}"' in client.get(path).content.decode()


def test_who_is_behind_the_site_is_told_once_it_is_filled_in(client):
    SiteSettings.objects.update_or_create(pk=1, defaults={"organizer": "中共长宁区委组织部"})

    publisher = _told(client.get("/cases/taojiazhai-sixian/"))["Article"]["publisher"]

    assert publisher == {"@type": "GovernmentOrganization", "name": "中共长宁区委组织部"}


def test_no_text_can_end_the_element_it_stands_in(client):
    title = '</script><b>&"\\ “四先”'
    make_case(title, slug="evil", state=CaseState.PUBLISHED)

    response = client.get("/cases/evil/")

    assert _told(response)["Article"]["headline"] == title
    assert "</script><b>" not in response.content.decode()


def test_what_is_not_for_machines_tells_them_nothing(client):
    organization = Organization.objects.get(slug="taojiazhai")
    make_entry(organization, honor_list=make_list(award_round=make_round(8)))

    assert ELEMENT.findall(client.get("/search/?q=x").content.decode())[1:] == []
    assert "第八轮" not in json.dumps(_told(client.get("/organizations/taojiazhai/")), ensure_ascii=False)
