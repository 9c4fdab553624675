"""While a server does not answer, readers go on with what was true a moment ago; and not for long."""

import pytest
from django.http import HttpResponse

from showcase.caching import versions
from tests.showcase.caching.edges import Counting, Row, ask, cache_around


class Server(Row):
    """One that can be stopped."""

    is_server = True
    is_away = False

    def read(self):
        if self.is_away:
            raise OSError
        return super().read()


def broken(environ):
    return HttpResponse("unread", status=503)


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def reading(server):
    """A cache that has one page, and whose server is then gone, the application with it."""
    application = Counting(lambda environ: HttpResponse("page"))
    cache = cache_around(application, server)
    ask(cache, "/honors/")
    application.answer, server.is_away = broken, True
    return cache


def test_a_page_that_was_kept_is_read_on(reading):
    assert [ask(reading, "/honors/").text for _ in range(2)] == ["page", "page"]


def test_a_page_that_was_not_kept_says_so(reading):
    assert ask(reading, "/about/").status == 503


@pytest.mark.parametrize("request_of", [{"cookie": "sessionid=x"}, {"method": "POST"}])
def test_staff_and_forms_are_told_the_truth(reading, request_of):
    assert ask(reading, "/honors/", **request_of).status == 503


def test_after_a_minute_it_ends(reading, monkeypatch):
    monkeypatch.setattr(versions, "GRACE", 0)

    assert ask(reading, "/honors/").status == 503


def test_what_the_clock_has_ended_is_not_read_on(server):
    application = Counting(lambda environ: HttpResponse("page"))
    server.due_at = "2100-01-01 00:00:00"
    cache = cache_around(application, server)
    ask(cache, "/honors/")
    application.answer, server.is_away = broken, True
    before = ask(cache, "/honors/").status
    cache._watch._seen = versions.Seen(cache._watch._seen.epoch, 0.0)

    assert (before, ask(cache, "/honors/").status) == (200, 503)


def test_a_change_made_meanwhile_is_seen_as_soon_as_the_server_is_back(reading, server):
    ask(reading, "/honors/")
    server.is_away, server.number = False, 2

    assert ask(reading, "/honors/").status == 503


def test_a_file_has_no_grace(server, reading):
    server.is_server = False

    assert ask(reading, "/honors/").status == 503
