"""How the API answers whoever asks: JSON, in Chinese, with the right status, to scripts of any site."""

import pytest

from awards.choices import ListState
from showcase.api.answers import ONLY_TLS
from showcase.models import Redirect
from tests.factories import make_case, make_entry, make_organization

pytestmark = pytest.mark.django_db

LISTS = ["organizations", "rounds", "honors", "cases"]


def _error(response) -> dict:
    assert response["Content-Type"] == "application/json"
    return response.json()["error"]


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/v1/honors/7K0M1PQRST/", "/api/v1/rounds/jinyin/seven/"])
def test_what_is_not_there_is_said_in_json(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert _error(response)["message"] == "没有这个地址，或者它不公开。可用的地址见 /api/v1/。"


@pytest.mark.parametrize("noun", LISTS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, noun, method):
    response = getattr(client, method)(f"/api/v1/{noun}/")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert _error(response)["message"] == "这里只能读取：请用 GET、HEAD 或 OPTIONS。"


def test_a_foreign_form_is_told_the_same_and_not_asked_for_a_token():
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/api/v1/honors/").status_code == 405


def test_a_script_of_any_site_may_read_the_api_and_no_other_page(client):
    assert client.get("/api/v1/honors/")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/honors/", {"limit": "x"})["Access-Control-Allow-Origin"] == "*"
    assert client.options("/api/v1/honors/")["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Origin" not in client.get("/honors/")
    assert "Access-Control-Allow-Origin" not in client.get("/admin/")


def test_head_answers_as_get_does_without_the_body(client):
    asked, got = client.head("/api/v1/honors/"), client.get("/api/v1/honors/")

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked["Content-Type"] == got["Content-Type"] == "application/json"


def test_chinese_stands_in_the_answer_as_it_is(client):
    make_entry(make_organization("陶家宅居民区党总支"), state=ListState.RELEASED)

    assert "陶家宅居民区党总支" in client.get("/api/v1/honors/").content.decode()


@pytest.mark.parametrize(
    ("asked", "name", "message"),
    [
        ("limit=0", "limit", "请写 1 到 100 的整数。"),
        ("limit=101", "limit", "请写 1 到 100 的整数。"),
        ("after=nonsense", "after", "请写上一页最后一条的编号，或直接用上一页给出的 next 地址。"),
        ("round=07", "round", "轮次请写 1 到 999 的整数。"),
        ("sector=", "sector", "请写明要筛选什么；不筛选就去掉这个参数。"),
        ("status=gone", "status", "没有这个状态；可用的有：valid、revoked、lapsed。"),
        ("q=" + "长" * 61, "q", "请不要超过 60 个字。"),
        ("status=valid&status=lapsed", "status", "同一个参数只能写一次。"),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused_in_words(client, asked, name, message):
    response = client.get(f"/api/v1/honors/?{asked}")

    assert response.status_code == 400
    assert _error(response)["parameters"] == [{"name": name, "message": message}]


def test_a_misspelt_filter_does_not_give_everything(client):
    response = client.get("/api/v1/rounds/?awards=jinyin")

    assert response.status_code == 400
    assert _error(response)["parameters"] == [
        {"name": "awards", "message": "没有这个参数；可用的有：award、limit、after。"}
    ]


def test_an_address_no_database_can_be_asked_is_refused_in_json(client):
    response = client.get("/api/v1/honors/?q=%00")

    assert response.status_code == 400
    assert _error(response)["message"] == "地址里有读不懂的字符，请检查后再试。"


def test_a_case_that_moved_is_found_under_its_old_name(client):
    Redirect.objects.create(old_path="/cases/old/", new_path="/cases/new/")
    make_case(slug="draft")

    response = client.get("/api/v1/cases/old/")

    assert (response.status_code, response.url) == (301, "/api/v1/cases/new/")


def test_the_index_leads_to_everything(client):
    told = client.get("/api/v1/").json()

    assert list(told) == [*LISTS, "openapi", "data"]
    assert {client.get(address).status_code for address in told.values()} == {200}


def test_a_program_without_tls_is_told_so_and_a_reader_is_led_on(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    program, reader = client.get("/api/v1/honors/"), client.get("/honors/")

    assert (program.status_code, _error(program)["message"]) == (403, ONLY_TLS)
    assert (reader.status_code, reader.headers["Location"]) == (301, "https://testserver/honors/")
    assert client.get("/api/v1/honors/", secure=True).status_code == 200
