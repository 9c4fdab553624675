"""What the database does for a page does not grow with the registry: counted in its own steps."""

import pytest
from django.db import connection, transaction

from organizations.models import Organization
from showcase import bounds, narrowing, search
from showcase.api import listing
from showcase.browsing import page, words
from showcase.bulk.making import make_bulk
from showcase.statistics import gather_statistics
from showcase.views import organizations, places, rounds

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone tells its steps; plans are tested on both"),
]

FEW, MANY = 300, 1200
STEPS_AT_ONCE = 50
PAGES = [
    "/",
    "/honors/",
    "/honors/?page=9",
    "/honors/?award=jinyin&subdistrict=huayanglu",
    "/honors/?sort=name",
    "/honors/?q=居民区",
    "/organizations/",
    "/organizations/?q=居民区",
    "/organizations/?after={slug}",
    "/organizations/{slug}/",
    "/subdistricts/",
    "/ceremonies/shi-yan-1/",
    "/awards/jinyin/1/",
    "/matrix/",
    "/matrix/?q=居民区",
    "/matrix/?after={slug}",
    "/sitemap/",
    "/search/?q=居",
    "/search/?q=居民",
    "/search/?q=居民区党",
    "/search/?q=龘",
    "/api/v1/organizations/",
    "/api/v1/honors/",
    "/api/v1/honors/?subdistrict=huayanglu",
    "/api/v1/honors/?subdistrict=huayanglu&after=5000000000",
    "/api/v1/honors/?q=居民区",
    "/api/v1/honors/?q=居民区&subdistrict=huayanglu",
    "/api/v1/organizations/?subdistrict=huayanglu",
    "/api/v1/organizations/?q=居民区",
]


@pytest.fixture(autouse=True)
def as_if_there_were_thousands(monkeypatch):
    """Every bound a twentieth, so that three hundred organisations are many."""
    for module in (bounds, page, words, narrowing, search):
        monkeypatch.setattr(module, "MOST", 50)
    for module in (narrowing, search):
        monkeypatch.setattr(module, "FEW", 45)
    monkeypatch.setattr(bounds, "SMALL_REGISTRY", 0)
    monkeypatch.setattr(listing, "STRETCH", 100)
    monkeypatch.setattr(organizations, "PER_PAGE", 20)
    monkeypatch.setattr(places, "ORGANIZATIONS", 10)
    monkeypatch.setattr(rounds, "SECTION_LINES", 10)


def steps_of_pages(client, count: int) -> dict[str, int]:
    """The steps of SQLite's machine for each page, in a registry of ``count`` organisations."""
    taken = {}
    with transaction.atomic():
        make_bulk(count, 2)
        gather_statistics()
        slug = Organization.objects.filter(pinyin__gte="n").by_pinyin()[0].slug
        for address in PAGES:
            path = address.format(slug=slug)
            assert client.get(path).status_code == 200
            taken[address] = steps_of(lambda path=path: client.get(path))
        transaction.set_rollback(True)
    return taken


def steps_of(act) -> int:
    counted = [0]

    def step() -> int:
        counted[0] += STEPS_AT_ONCE
        return 0

    connection.connection.set_progress_handler(step, STEPS_AT_ONCE)
    try:
        act()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return counted[0]


def test_four_times_the_registry_takes_half_as_many_steps_again_at_most(client):
    few, many = steps_of_pages(client, FEW), steps_of_pages(client, MANY)

    assert {path: (few[path], many[path]) for path in PAGES if many[path] > 1.5 * few[path]} == {}
