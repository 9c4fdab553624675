"""What machines count together: one Redis by ``CACHE_URL`` alone, and pages that go on when it is gone."""

import socket

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

from config.caches import caches

REPORT = {"message": "漏了一个字", "page": "/"}


@pytest.fixture
def gone(settings):
    """``CACHE_URL`` names a port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CACHES = caches(f"redis://127.0.0.1:{free.getsockname()[1]}/0")


def test_without_an_address_each_process_counts_for_itself():
    assert caches("")["default"]["BACKEND"].endswith("LocMemCache")


@pytest.mark.parametrize("url", ["redis://cache.example.org:6379/0", "rediss://:secret@cache.example.org/1"])
def test_an_address_of_redis_is_used_as_it_is(url):
    assert caches(url)["default"]["LOCATION"] == url


@pytest.mark.parametrize("url", ["memcached://cache", "redis://", "cache.example.org:6379", "http://cache"])
def test_anything_else_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL must be an address such as redis://"):
        caches(url)


def test_a_cache_that_is_gone_finds_nothing_and_keeps_nothing(gone):
    cache.set("a", 1)

    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", 1) is False
    with pytest.raises(ValueError, match="gone"):
        cache.incr("a")


@pytest.mark.django_db
def test_readers_can_report_while_the_cache_is_gone(gone, client):
    assert [client.post("/report/", REPORT).status_code for _ in range(7)] == [302] * 7


@pytest.mark.django_db
def test_a_flood_of_reports_is_counted_in_the_cache_that_is_shared(client, settings):
    settings.CACHES = {"default": {**caches("")["default"], "LOCATION": "shared"}}
    statuses = [client.post("/report/", REPORT).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]
    cache.clear()
