"""The public site behind its page cache: what staff or the clock change is in the very next page a reader gets."""

from datetime import timedelta

import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from awards.models import HonorList
from awards.publishing import release_list, withdraw_list
from showcase.caching import edge
from showcase.caching.edge import PageCache
from showcase.caching.versions import OrmSource
from showcase.choices import CaseState
from showcase.models import SiteSettings
from tests.factories import make_case, make_entry, make_list, make_organization, make_staff
from tests.showcase.caching.edges import Told, ask, cache_around
from tests.showcase.photos.shelves import make_photo

pytestmark = pytest.mark.django_db
NAME = "陶家宅居民区党总支"


class Asked:
    """Django, and how often it was asked."""

    def __init__(self):
        self.django = get_wsgi_application()
        self.times = 0

    def __call__(self, environ, start_response):
        self.times += 1
        return self.django(environ, start_response)


@pytest.fixture
def django():
    """As in Django's test client, the end of a request does not end the test's own connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Asked()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def site(django) -> PageCache:
    """The registry as gunicorn serves it; the version is read within the test's own transaction."""
    return cache_around(django, OrmSource())


@pytest.fixture
def entry():
    return make_entry(make_organization(NAME), honor_list=make_list(state=ListState.REVIEW))


def has(told: Told, words: str = NAME) -> bool:
    return told.status == 200 and words in told.text


def test_a_release_a_correction_and_a_withdrawal_are_each_in_the_next_page(site, entry):
    seen = [has(ask(site, "/honors/"))]
    released = release_list(entry.list, make_staff())
    seen.append(has(ask(site, "/honors/")))
    correct_entry(entry, CorrectedField.NAME_AS_PRINTED, "陶家宅党总支", "照原文", None)
    seen.append(has(ask(site, "/honors/"), "陶家宅党总支"))
    withdraw_list(released, make_staff(), "有误")
    seen.append(has(ask(site, "/honors/"), "陶家宅党总支"))

    assert seen == [False, True, True, False]


def test_a_page_that_was_not_there_is_there_as_soon_as_it_is_released(site, entry):
    before = ask(site, "/awards/jinyin/7/").status
    release_list(entry.list, make_staff())

    assert (before, ask(site, "/awards/jinyin/7/").status) == (404, 200)


def test_readers_of_an_unchanged_site_ask_nothing_of_django(site, django):
    make_entry(state=ListState.RELEASED)
    for _ in range(3):
        ask(site, "/honors/?utm_source=weixin")
        ask(site, "/honors/", cookie="display=elder")

    assert django.times == 2


def test_the_display_a_reader_chose_is_theirs_alone(site):
    pages = [ask(site, "/", cookie=cookie).text for cookie in ("display=elder", "", "display=elder")]

    assert ['data-display="elder"' in page for page in pages] == [True, False, True]


def test_one_reader_s_odd_address_is_not_on_the_page_of_the_next(site):
    first = ask(site, "/honors/?award=&mine=13812345678").text

    assert "13812345678" not in first
    assert ask(site, "/honors/").text == first


@pytest.mark.parametrize("headers", [{"host": "evil.example.org"}, {"x_forwarded_host": "evil.example.org"}])
def test_no_header_puts_another_host_on_a_page(site, headers):
    ask(site, "/robots.txt", **headers)

    assert "evil" not in ask(site, "/robots.txt").text


def test_staff_see_pages_made_for_them(site, django):
    ask(site, "/")
    told = ask(site, "/", cookie="sessionid=nobody")

    assert django.times == 2
    assert told.headers["Cache-Control"] == "private, no-cache"


def test_a_case_opens_with_its_picture_for_the_first_reader_after_its_moment(site, django):
    moment = timezone.now() + timedelta(hours=1)
    case = make_case("议事厅", state=CaseState.SCHEDULED, publish_at=moment, slug="yishiting")
    make_photo(case)
    before = [has(ask(site, "/cases/"), "议事厅") for _ in range(2)]
    with time_machine.travel(moment + timedelta(seconds=1)):
        after = [has(ask(site, "/cases/"), "议事厅") for _ in range(2)]

        case.refresh_from_db()
        assert case.photos.get().released_at is not None
    assert (before, after) == ([False, False], [True, True])
    assert case.state == CaseState.PUBLISHED
    assert django.times == 2


def test_a_public_notice_ends_for_the_first_reader_of_the_next_day(site):
    until = timezone.localdate() + timedelta(days=1)
    one = make_list(state=ListState.REVIEW, objections_until=until)
    make_entry(honor_list=one)
    release_list(one, make_staff())
    before = has(ask(site, "/honors/"), "公示中")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        after = has(ask(site, "/honors/"), "公示中")

    assert (before, after) == (True, False)
    assert HonorList.objects.get().state == ListState.RELEASED


def test_while_what_is_due_cannot_be_opened_pages_are_made_anew(site, django, monkeypatch):
    attempts = []
    monkeypatch.setattr(edge, "open_what_is_due", lambda at: attempts.append(at) and False)
    make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() - timedelta(minutes=1))

    assert [ask(site, "/about/").status for _ in range(3)] == [200, 200, 200]
    assert (len(attempts), django.times) == (1, 3)


def test_a_new_name_of_the_site_is_on_every_page_at_once(site):
    ask(site, "/about/")
    SiteSettings.objects.create(name="长宁荣誉册")

    assert has(ask(site, "/about/"), "长宁荣誉册")


def test_the_feed_and_the_site_map_are_kept_like_pages(site, django):
    for _ in range(2):
        told = [ask(site, address).status for address in ("/feeds/honors.atom", "/sitemap.xml", "/robots.txt")]

    assert told == [200, 200, 200]
    assert django.times == 3


def test_staff_see_a_correction_in_the_very_line_that_was_kept(site):
    entry = make_entry(make_organization(NAME), state=ListState.RELEASED)
    staff = {"cookie": "sessionid=nobody"}
    before = [has(ask(site, "/honors/", **staff)) for _ in range(2)]
    correct_entry(entry, CorrectedField.NAME_AS_PRINTED, "陶家宅党总支", "照原文", None)

    assert before == [True, True]
    assert has(ask(site, "/honors/", **staff), "陶家宅党总支")
