"""What readers see when a page cannot be given: what happened, and what to do next."""

import sqlite3
import tempfile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from showcase.views import errors, pages
from tests.reading import Markup, words_of

PUBLIC_PAGES = ["home", "honors", "awards", "subdistricts", "organizations", "cases", "search", "about", "robots"]


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_chinese_with_ways_on(client):
    response = client.get("/nothing/here/")

    assert response.status_code == 404
    assert "404 没有这一页" in words_of(response)
    assert reverse("showcase:subdistricts") in Markup(response).links
    assert b'name="q"' in response.content


@pytest.mark.parametrize("asked", ["q=%00", "q=a%00b", "page=%00"])
@pytest.mark.parametrize("address", ["/", "/honors/", "/search/", "/nothing/"])
def test_an_address_with_nul_bytes_is_refused_without_asking_the_database(client, address, asked):
    response = client.get(f"{address}?{asked}")

    assert response.status_code == 400
    assert "400 这个网址读不懂" in words_of(response)


def test_a_path_with_nul_bytes_is_refused_too(client):
    assert client.get("/cases/%00/").status_code == 400


def test_a_host_that_is_not_ours_is_refused_in_chinese(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "这个网址读不懂" in words_of(response)


@pytest.mark.django_db
def test_what_is_not_allowed_says_what_to_do():
    response = errors.permission_denied(RequestFactory().get("/"), PermissionDenied())

    assert response.status_code == 403
    assert "403 这一页暂不开放" in words_of(response)


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_chinese():
    response = Client(enforce_csrf_checks=True).post(reverse("showcase:search"), {"q": "陶家宅"})

    assert response.status_code == 403
    assert "403 这一页暂不开放" in words_of(response)


def test_a_failure_is_answered_without_the_database(monkeypatch):
    """No ``django_db`` mark: any query would itself be an error here."""

    def fail(*_args):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(pages, "round_lines", fail)

    response = Client(raise_request_exception=False).get(reverse("showcase:about"))

    assert response.status_code == 500
    assert "500 服务暂时中断" in words_of(response)
    assert "长宁基层党建荣誉册" in response.content.decode()


@pytest.mark.parametrize("name", PUBLIC_PAGES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_refuse_to_be_written_to(client, name, method):
    response = getattr(client, method)(reverse(f"showcase:{name}"))

    assert response.status_code == 405
    assert "405 这一页不能这样打开" in words_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize("code", [400, 404, 405, 500, 503])
def test_an_error_page_is_not_to_be_indexed_and_has_one_heading(client, code):
    pages = {400: errors.bad_request, 404: errors.page_not_found, 500: errors.server_error, 503: errors.busy}
    pages[405] = lambda request: errors.method_not_known(request, ("GET",))
    page = pages[code]

    response = page(RequestFactory().get("/"))

    assert response.status_code == code
    assert b'<meta name="robots" content="noindex">' in response.content
    assert Markup(response).tags["h1"] == 1


class _KeepsNoSession:
    """As the session's middleware does when another holds the database for too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.get_response(request)
        with tempfile.NamedTemporaryFile() as file:
            first, second = (sqlite3.connect(file.name, timeout=0, isolation_level=None) for _ in range(2))
            first.execute("BEGIN IMMEDIATE")
            try:
                second.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise OperationalError("database is locked") from error
            finally:
                first.close()
                second.close()


@pytest.mark.django_db
def test_a_lock_lost_after_the_view_is_a_busy_page_that_promises_nothing(client, settings):
    settings.MIDDLEWARE = [f"{__name__}._KeepsNoSession"]
    client.raise_request_exception = False

    response = client.get("/healthz")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "内容可能已经保存，也可能没有" in response.content.decode()
