"""What is answered without asking the application, and what never is."""

import gzip
import threading

import brotli
import pytest
from django.http import HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse

from showcase.caching import edge
from tests.showcase.caching.edges import Counting, Row, ask, cache_around

PAGE = "<p>陶家宅居民区党总支</p>" * 200


@pytest.fixture
def application():
    return Counting(lambda environ: HttpResponse(PAGE))


def test_a_page_is_made_once_for_all_its_readers(application):
    cache = cache_around(application)

    pages = [ask(cache, "/honors/").text for _ in range(3)]

    assert pages == [PAGE] * 3
    assert len(application.asked) == 1


def test_a_page_is_made_anew_when_the_version_has_moved(application):
    row = Row()
    cache = cache_around(application, row)
    ask(cache)

    row.number += 1
    ask(cache)

    assert len(application.asked) == 2


def test_a_reader_who_has_the_page_is_told_so_and_sent_nothing(application):
    cache = cache_around(application)
    etag = ask(cache, accept_encoding="br").headers["ETag"]

    again = ask(cache, accept_encoding="br", if_none_match=etag)

    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Cache-Control"] == "no-cache"


def test_the_same_bytes_have_the_same_name_after_a_change_elsewhere(application):
    row = Row()
    cache = cache_around(application, row)
    etag = ask(cache).headers["ETag"]
    row.number += 1

    assert ask(cache, if_none_match=etag).status == 304


def test_each_encoding_has_a_name_and_a_length_of_its_own(application):
    cache = cache_around(application)
    plain, zipped, smallest = (ask(cache, accept_encoding=accepted) for accepted in ("", "gzip", "gzip, br"))

    assert [one.headers.get("Content-Encoding") for one in (plain, zipped, smallest)] == [None, "gzip", "br"]
    assert gzip.decompress(zipped.body) == brotli.decompress(smallest.body) == plain.body == PAGE.encode()
    assert len({one.headers["ETag"] for one in (plain, zipped, smallest)}) == 3
    assert all(one.headers["Content-Length"] == str(len(one.body)) for one in (plain, zipped, smallest))
    assert {one.headers["Vary"] for one in (plain, zipped, smallest)} == {"Accept-Encoding, Cookie"}


@pytest.mark.parametrize("address", ["/", "/report/"])
def test_head_says_of_a_page_what_get_does_without_its_body(application, address):
    cache = cache_around(application)
    head, get = ask(cache, address, "HEAD"), ask(cache, address)

    assert (head.body, head.status, head.headers) == (b"", 200, get.headers)


@pytest.mark.parametrize(
    "request_of",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "display=elder; sessionid=abc"},
        {"authorization": "Basic eA=="},
        {"method": "POST"},
    ],
)
def test_staff_and_forms_are_never_answered_from_what_is_kept(application, request_of):
    cache = cache_around(application)
    ask(cache)

    told = ask(cache, **request_of)

    assert len(application.asked) == 2
    assert told.headers["Cache-Control"] == "private, no-cache"
    assert "ETag" not in told.headers


def test_the_display_a_reader_chose_is_another_page(application):
    cache = cache_around(application)
    for cookie in ("", "display=elder", "csrftoken=x; display=elder", "display=nonsense", "other=elder"):
        ask(cache, cookie=cookie)

    assert [asked.get("HTTP_COOKIE") for asked in application.asked] == [None, "display=elder"]


def test_nothing_a_browser_sends_reaches_the_page_that_others_get(application):
    cache = cache_around(application)

    ask(
        cache,
        "/honors/?award=jinyin&utm=x&next=//evil",
        cookie="csrftoken=mine",
        user_agent="mine",
        referer="http://evil.example.org/",
        x_forwarded_host="evil.example.org",
        x_forwarded_proto="https",
        accept_language="en",
        if_none_match='"x"',
    )

    (asked,) = application.asked
    assert asked["QUERY_STRING"] == "award=jinyin"
    assert asked["wsgi.url_scheme"] == "http"
    assert {name for name in asked if name.startswith("HTTP_")} == {"HTTP_HOST"}


def test_a_page_that_names_its_host_is_kept_for_that_host_alone(application):
    cache = cache_around(Counting(lambda environ: HttpResponse(environ["HTTP_HOST"])))

    assert [ask(cache, host=host).text for host in ("a.example.org", "b.example.org")] == [
        "a.example.org",
        "b.example.org",
    ]


@pytest.mark.parametrize(
    "response",
    [
        lambda: HttpResponse("x", status=404),
        lambda: HttpResponse("x", status=400),
        lambda: HttpResponsePermanentRedirect("/"),
        lambda: StreamingHttpResponse(["x"]),
        lambda: HttpResponse("x", headers={"Cache-Control": "no-store"}),
        lambda: HttpResponse("x", headers={"Cache-Control": "private"}),
        lambda: HttpResponse("x", headers={"Set-Cookie": "a=b"}),
        lambda: HttpResponse("x", headers={"Vary": "Accept-Language"}),
        lambda: HttpResponse("x", headers={"Vary": "Cookie, HX-Request"}),
    ],
)
def test_what_is_no_page_for_everybody_is_made_each_time(response):
    application = Counting(lambda environ: response())
    cache = cache_around(application)

    told = [ask(cache) for _ in range(2)]

    assert len(application.asked) == 2
    assert told[0].status == response().status_code
    assert told[0].headers["Cache-Control"] in ("private, no-cache", "no-store", "private")


def test_odd_spellings_of_a_query_are_one_page(application):
    cache = cache_around(application)
    for number in range(500):
        ask(cache, f"/honors/?award=jinyin&odd{number}={number}")

    assert len(application.asked) == 1


def test_without_the_version_every_page_is_made_anew(application):
    class Away:
        def read(self):
            raise OSError

    cache = cache_around(application, Away())

    assert [ask(cache).status for _ in range(2)] == [200, 200]
    assert len(application.asked) == 2


def test_readers_who_come_together_wait_for_the_one_who_makes_the_page():
    may_answer, arrived = threading.Event(), threading.Event()

    def slow(environ):
        arrived.set()
        may_answer.wait(10)
        return HttpResponse(PAGE)

    application = Counting(slow)
    cache = cache_around(application)
    pages: list[str] = []
    readers = [threading.Thread(target=lambda: pages.append(ask(cache).text)) for _ in range(5)]
    for reader in readers:
        reader.start()
    arrived.wait(10)
    may_answer.set()
    for reader in readers:
        reader.join(10)

    assert pages == [PAGE] * 5
    assert len(application.asked) == 1


def test_who_waited_too_long_makes_the_page(monkeypatch):
    monkeypatch.setattr(edge, "PATIENCE", 0.01)
    may_answer, arrived = threading.Event(), threading.Event()

    def slow_at_first(environ):
        if not arrived.is_set():
            arrived.set()
            may_answer.wait(10)
        return HttpResponse(PAGE)

    cache = cache_around(Counting(slow_at_first))
    first = threading.Thread(target=ask, args=(cache,))
    first.start()
    arrived.wait(10)

    assert ask(cache).text == PAGE
    may_answer.set()
    first.join(10)


def test_a_maker_that_fails_leaves_the_page_to_the_next_reader():
    def failing(environ):
        if len(application.asked) == 1:
            raise ZeroDivisionError
        return HttpResponse(PAGE)

    application = Counting(failing)
    cache = cache_around(application)
    with pytest.raises(ZeroDivisionError):
        ask(cache)

    assert ask(cache).text == PAGE


def test_the_number_of_a_request_goes_to_the_maker_and_never_into_what_is_kept():
    def numbered(environ):
        return HttpResponse("page", headers={"X-Request-ID": environ["HTTP_X_REQUEST_ID"]})

    application = Counting(numbered)
    cache = cache_around(application)

    answers = [ask(cache, x_request_id=f"0123456{turn}") for turn in range(2)]

    assert [asked["HTTP_X_REQUEST_ID"] for asked in application.asked] == ["01234560"]
    assert ["X-Request-ID" in answer.headers for answer in answers] == [False, False]
