"""Every public page for search engines, each with the day it last changed."""

from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from awards.models import Correction
from showcase.choices import CaseState
from tests.factories import make_case, make_ceremony, make_entry, make_list, make_organization, make_round

pytestmark = pytest.mark.django_db

PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LATER = datetime(2023, 5, 4, 7, 0, tzinfo=UTC)


def _listed(client, address: str = "/sitemap.xml") -> dict[str, str | None]:
    """Path → day of the last change."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    urls = ElementTree.fromstring(response.content)
    return {
        one.findtext(f"{PLACE}loc").removeprefix("http://testserver"): one.findtext(f"{PLACE}lastmod") for one in urls
    }


@pytest.fixture
def entry():
    organization = make_organization("陶家宅居民区党总支", slug="taojiazhai")
    honor_list = make_list(award_round=make_round(7, ceremony=make_ceremony("meeting")), state=ListState.RELEASED)
    make_case(slug="sixian", organization=organization, state=CaseState.PUBLISHED)
    return make_entry(organization, honor_list=honor_list)


def _of_records(entry) -> list[str]:
    place = entry.subdistrict.slug
    records = ["/awards/jinyin/", "/awards/jinyin/7/", "/ceremonies/meeting/", f"/subdistricts/{place}/"]
    return [*records, "/organizations/taojiazhai/"]


def test_a_page_changed_when_what_it_shows_was_released(client, entry):
    listed = _listed(client)

    assert {path: listed[path] for path in [*_of_records(entry), "/cases/sixian/"]} == dict.fromkeys(
        [*_of_records(entry), "/cases/sixian/"], "2021-11-24"
    )


def test_a_correction_changes_every_page_it_shows_on_and_no_other(client, entry):
    correct_entry(entry, CorrectedField.CITATION, "新词", "漏字", None)
    Correction.objects.update(corrected_at=LATER)

    listed = _listed(client)

    assert {listed[path] for path in _of_records(entry)} == {"2023-05-04"}
    assert listed["/cases/sixian/"] == "2021-11-24"


def test_what_stays_hidden_changes_nothing(client, entry):
    make_case("草稿", organization=entry.organization)
    make_entry(entry.organization, honor_list=make_list(award_round=make_round(8)))

    listed = _listed(client)

    assert listed["/organizations/taojiazhai/"] == "2021-11-24"
    assert "/awards/jinyin/8/" not in listed


def test_every_address_is_there_and_is_its_own_canonical_one(client, entry):
    listed = _listed(client)

    assert {"/", "/honors/", "/data/", "/matrix/", "/about/"} < set(listed)
    for path in listed:
        response = client.get(path)
        assert response.status_code == 200
        assert f'<link rel="canonical" href="http://testserver{path}">' in response.content.decode()


def test_too_many_addresses_for_one_file_become_an_index(client, entry, monkeypatch):
    whole = _listed(client)
    monkeypatch.setattr("showcase.views.sitemaps.MOST_IN_ONE", 5)
    monkeypatch.setattr("showcase.sitemaps.RegistrySitemap.limit", 2)

    files = list(_listed(client))
    parts = {path: day for file in files for path, day in _listed(client, file).items()}

    assert "/sitemaps/organizations.xml" in files
    assert "/sitemaps/pages-2.xml" in files
    assert parts == whole
    assert [client.get(f"/sitemaps/{name}.xml").status_code for name in ("pages-99", "pages-0", "nothing")] == [404] * 3


def test_addresses_lie_under_the_one_that_is_set(client, entry, settings):
    settings.SITE_URL = "https://honours.example.org"

    assert all(path.startswith("https://honours.example.org/") for path in _listed(client))
    assert "Sitemap: https://honours.example.org/sitemap.xml\n" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(client, django_assert_num_queries, item_count):
    for number in range(1, item_count + 1):
        honor_list = make_list(award_round=make_round(number), state=ListState.RELEASED)
        make_entry(make_organization(f"第{number}居民区党总支"), honor_list=honor_list)

    # Of six kinds of records how many there are (of organisations the last key), asked before and while listing; of
    # five, which, and of four when their lines were released, corrected, decided upon; the day of the lists.
    with django_assert_num_queries(30):
        client.get("/sitemap.xml")
