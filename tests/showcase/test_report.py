"""发现错误: heard without an account, answered in the open, and nothing of the sender kept."""

from ipaddress import ip_network

import pytest
from django.core.cache import cache
from django.utils import timezone

from awards.choices import ListState
from showcase.choices import CaseState, ReportState
from showcase.models import ErrorReport
from tests.factories import make_case, make_ceremony, make_entry, make_list, make_round
from tests.reading import words_of

pytestmark = pytest.mark.django_db

WORDS = "华院应为党总支"


@pytest.fixture(autouse=True)
def _nobody_has_reported_yet():
    cache.clear()


def _send(client, **fields):
    return client.post("/report/", {"message": WORDS, "page": "/awards/jinyin/7/", "nickname": "", **fields})


def test_a_report_reaches_the_staff_and_the_reader_is_thanked(client):
    response = _send(client)

    assert (response.status_code, response["Location"]) == (302, "/report/received/")
    kept = ErrorReport.objects.get()
    assert (kept.page, kept.message, kept.state) == ("/awards/jinyin/7/", WORDS, ReportState.OPEN)
    assert "已经收到，谢谢您" in words_of(client.get("/report/received/"))


def test_a_report_says_nothing_of_its_sender(client):
    _send(client)

    held = {field.name for field in ErrorReport._meta.fields}
    assert held == {"id", "page", "message", "state", "outcome", "created_at", "settled_by", "settled_at"}


def test_an_empty_report_is_asked_for_its_words(client):
    response = _send(client, message=" ")

    assert response.status_code == 400
    assert "请写明哪里有误。" in words_of(response)
    assert not ErrorReport.objects.exists()


def test_too_long_a_report_is_refused_and_not_lost(client):
    response = _send(client, message="误" * 2001)

    assert response.status_code == 400
    assert "请写在 2000 字以内。" in words_of(response)
    assert "误" * 2001 in response.content.decode()


def test_a_machine_that_fills_in_everything_is_thanked_and_not_heard(client):
    response = _send(client, nickname="buy now")

    assert response.status_code == 302
    assert not ErrorReport.objects.exists()


def test_the_sixth_report_of_an_hour_from_one_address_waits_with_its_words(client):
    for _ in range(5):
        _send(client)

    response = _send(client, message="第六次")

    assert response.status_code == 429
    assert ErrorReport.objects.count() == 5
    assert "第六次" in response.content.decode()


def test_another_address_is_still_heard(client):
    for _ in range(6):
        _send(client)

    client.post("/report/", {"message": WORDS}, REMOTE_ADDR="192.0.2.7")

    assert ErrorReport.objects.count() == 6


def test_behind_the_proxy_readers_are_counted_by_the_address_it_names(client, settings):
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.0/8")]
    for number in range(7):
        client.post("/report/", {"message": WORDS}, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")

    assert ErrorReport.objects.count() == 7


def test_the_outcome_is_public_and_the_readers_words_are_not(client):
    now = timezone.now()
    ErrorReport.objects.create(page="/cases/", message="我是机密读者", state=ReportState.OPEN)
    ErrorReport.objects.create(
        page="/awards/jinyin/7/", message="我住机密路", state=ReportState.ACCEPTED, outcome="已登记更正", settled_at=now
    )

    words = words_of(client.get("/report/"))

    assert "属实，已更正 /awards/jinyin/7/：已登记更正" in words
    assert "机密" not in words
    assert "/cases/" not in words


def test_the_form_knows_the_page_the_reader_comes_from(client):
    page = client.get("/report/", HTTP_REFERER="http://testserver/organizations/taojiazhai/?q=1").content.decode()

    assert 'value="/organizations/taojiazhai/"' in page


def test_a_link_names_the_page_it_stands_on(client):
    page = client.get(
        "/report/", {"about": "/verify/7K0M1PQRST/"}, HTTP_REFERER="http://testserver/x/"
    ).content.decode()

    assert 'value="/verify/7K0M1PQRST/"' in page


@pytest.mark.parametrize("named", ["//evil.example/", "https://evil.example/", "evil"])
def test_a_link_cannot_name_another_site(client, named):
    assert client.get("/report/", {"about": named}).context["form"]["page"].value() == ""


@pytest.mark.parametrize("record", ["round", "organization", "case", "ceremony", "verify"])
def test_every_record_leads_to_the_form_with_its_own_address(client, record):
    award_round = make_round(ceremony=make_ceremony("zhanshihui"))
    entry = make_entry(honor_list=make_list(award_round=award_round, state=ListState.RELEASED))
    address = {
        "round": award_round.get_absolute_url(),
        "organization": entry.organization.get_absolute_url(),
        "case": make_case(state=CaseState.PUBLISHED).get_absolute_url(),
        "ceremony": award_round.ceremony.get_absolute_url(),
        "verify": f"/verify/{entry.verify_code}/",
    }[record]

    main = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]

    assert f'href="/report/?about={address}"' in main


@pytest.mark.parametrize("typed", ["我是王某，电话 13800000000", "/cases/13800000000/", "//evil.example/", "/admin/"])
def test_what_a_reader_typed_for_a_page_is_public_only_as_an_address_of_the_site(client, typed):
    settled = {"state": ReportState.REJECTED, "outcome": "与原文一致", "settled_at": timezone.now()}
    ErrorReport.objects.create(page=typed, message=WORDS, **settled)

    response = client.get("/report/")

    assert "经核实无误 与原文一致" in words_of(response)
    assert typed not in response.content.decode()


def test_a_page_of_another_site_is_not_taken_over(client):
    assert "evil" not in client.get("/report/", HTTP_REFERER="http://evil.example/x").content.decode()


def test_the_form_is_never_cached(client):
    assert "no-store" in client.get("/report/")["Cache-Control"]


def test_a_form_without_its_token_is_refused(client):
    client.handler.enforce_csrf_checks = True

    assert _send(client).status_code == 403
    assert not ErrorReport.objects.exists()
