"""From a code on paper to the standing of one honour."""

import datetime

import pytest
from django.urls import reverse

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.standing import change_standing
from showcase.verifying import readable_code
from tests.factories import make_entry, make_list, make_organization, make_source
from tests.reading import words_of

pytestmark = pytest.mark.django_db

CODE = "7K0M1PQRST"
FULL_WIDTH = "".join(chr(ord(sign) + 0xFEE0) for sign in CODE)


@pytest.fixture
def entry():
    honor_list = make_list(state=ListState.RELEASED, source=make_source("表彰决定"), heading="金银奖榜单")
    return make_entry(make_organization("陶家宅居民区党总支"), honor_list=honor_list, verify_code=CODE)


def _read(client, code: str = CODE) -> str:
    return words_of(client.get(reverse("showcase:verify", args=[code])))


@pytest.mark.parametrize(
    "typed",
    ["7k0m1pqrst", "7KOMIPQRST", "7KoMlPQRST", "7K0M1 PQRST", "7K0M1-PQRST", FULL_WIDTH, " 7K0M1PQRST "],
)
def test_a_code_is_understood_however_it_was_copied(typed):
    assert readable_code(typed) == CODE


def test_a_code_in_another_spelling_leads_to_the_one_address(client, entry):
    response = client.get("/verify/7komipqrst/")

    assert (response.status_code, response["Location"]) == (301, f"/verify/{CODE}/")


def test_the_box_leads_to_the_entry(client, entry):
    response = client.get("/verify/", {"code": "7k0m1 pqrst"})

    assert (response.status_code, response["Location"]) == (302, f"/verify/{CODE}/")


def test_a_valid_honour_says_so_and_where_it_is_from(client, entry):
    words = _read(client)

    assert "有效 本站记录中，这项荣誉没有撤销或终止。" in words
    assert "光荣榜载为“陶家宅居民区党总支”，见《金银奖榜单》。" in words
    assert "《表彰决定》" in words


def test_a_revoked_honour_says_by_which_decision(client, entry):
    day = datetime.date(2023, 5, 4)
    change_standing(
        entry, StandingAct.REVOKE, decision_number="长委〔2023〕5号", decided_on=day, reason="不实", by=None
    )

    words = _read(client)

    assert "已撤销 这项荣誉已经撤销" in words
    assert "2023年5月4日 撤销（长委〔2023〕5号） 不实" in words


def test_a_corrected_honour_shows_before_after_and_reason(client, entry):
    correct_entry(entry, CorrectedField.NAME_AS_PRINTED, "陶家宅居民区党委", "原件写作党委", None)

    words = _read(client)

    assert "公布之后有过更正" in words
    assert "更正前 陶家宅居民区党总支 更正后 陶家宅居民区党委 理由：原件写作党委" in words


def test_a_list_on_notice_is_not_called_valid(client):
    make_entry(honor_list=make_list(state=ListState.NOTICE), verify_code=CODE)

    words = _read(client)

    assert "正在公示" in words
    assert "没有撤销或终止" not in words


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def test_an_entry_that_is_not_public_cannot_be_told_from_no_entry(client, state):
    make_entry(make_organization("机密居民区党总支"), honor_list=make_list(state=state), verify_code=CODE)

    hidden, missing = client.get(f"/verify/{CODE}/"), client.get("/verify/ZZZZZZZZZZ/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert words_of(hidden).replace(CODE, "") == words_of(missing).replace("ZZZZZZZZZZ", "")


@pytest.mark.parametrize("code", ["1", "<b>", "长宁", "7K0M1PQRSTX", "x" * 500])
def test_what_is_no_code_is_answered_with_what_to_do(client, entry, code):
    response = client.get(reverse("showcase:verify", args=[code]))

    assert response.status_code == 404
    assert "请对照原件再输入一遍" in words_of(response)


def test_the_qr_code_leads_to_this_page_under_the_sites_own_address(client, entry, settings):
    settings.SITE_URL = "https://honours.example"

    assert f"扫码再次核验：https://honours.example/verify/{CODE}/" in _read(client)


@pytest.mark.parametrize("item_count", [1, 3])
def test_verifying_asks_the_same_queries_however_long_the_history(client, entry, django_assert_num_queries, item_count):
    for number in range(item_count):
        correct_entry(entry, CorrectedField.CITATION, f"表彰词{number}", "原文如此", None)

    # site settings, entry, decisions, corrections
    with django_assert_num_queries(4):
        client.get(f"/verify/{CODE}/")
