"""How a session begins, and how it ends."""

import datetime

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.access.sessions import end_sessions
from organizations.models import SecurityEvent, StaffUser
from organizations.roles import CLERK
from tests.factories import make_staff
from tests.organizations.access.doors import DESK, ELSEWHERE, PASSWORD, events, is_in, knock

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 11, 27, 1, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
NEW = "another-Horse-2022"


@pytest.fixture
def clerk():
    return make_staff(CLERK, username="luru", password=PASSWORD)


def test_signing_in_gives_the_session_another_key(client, clerk):
    client.get("/admin/login/")
    session = client.session
    session["kept"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    knock(client, "luru", PASSWORD)

    assert is_in(client)
    assert client.cookies["sessionid"].value != before


def test_signing_out_ends_the_session_on_the_server(client, clerk):
    knock(client, "luru", PASSWORD)
    key = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    client.cookies["sessionid"] = key

    assert client.get("/admin/").status_code == 302


def test_whoever_was_away_for_half_an_hour_signs_in_again(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    client.force_login(clerk)
    time_machine.move_to(START + 30 * MINUTE, tick=False)
    in_time = client.get("/admin/").status_code
    time_machine.move_to(START + 61 * MINUTE, tick=False)

    with events() as told:
        late = client.get("/admin/awards/honorlist/?q=1")

    assert (in_time, late.status_code) == (200, 302)
    assert late.headers["Location"] == "/admin/login/?next=/admin/awards/honorlist/%3Fq%3D1"
    assert "您有一段时间没有操作，已自动退出" in client.get(late.headers["Location"]).content.decode()
    assert told == [("session_ended", "luru", {"limit": "idle"})]


@pytest.mark.parametrize(("minutes", "status"), [(1, 200), (3, 302), (365 * 24 * 60, 302)])
def test_a_session_begun_under_a_clock_that_was_ahead_ends_when_it_is_right_again(
    client, clerk, time_machine, minutes, status
):
    time_machine.move_to(START + minutes * MINUTE, tick=False)
    client.force_login(clerk)
    time_machine.move_to(START, tick=False)

    assert client.get("/admin/").status_code == status


def test_whoever_signs_out_too_late_is_not_led_back_to_the_way_out(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    client.force_login(clerk)
    time_machine.move_to(START + 61 * MINUTE, tick=False)

    response = client.post("/admin/logout/")

    assert (response.headers["Location"], is_in(client)) == ("/admin/", False)


def test_whoever_is_at_work_stays_in_until_eight_hours_are_over(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    client.force_login(clerk)
    for minutes in range(20, 481, 20):
        time_machine.move_to(START + minutes * MINUTE, tick=False)
        assert client.get("/admin/").status_code == 200

    time_machine.move_to(START + 481 * MINUTE, tick=False)

    assert client.get("/admin/").status_code == 302


def test_what_was_written_for_fifty_minutes_may_still_be_sent(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    client.force_login(clerk)
    time_machine.move_to(START + 50 * MINUTE, tick=False)
    sent = client.post("/admin/password_change/", {})
    time_machine.move_to(START + 111 * MINUTE, tick=False)

    assert (sent.status_code, client.post("/admin/password_change/", {}).status_code) == (200, 302)


def test_a_session_without_its_marks_is_over(client, clerk):
    client.force_login(clerk)
    session = client.session
    for mark in ("access_begun", "access_seen"):
        del session[mark]
    session.save()

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(("seconds", "writes"), [(59, 0), (60, 1)])
def test_that_a_session_is_in_use_is_noted_once_a_minute(client, clerk, time_machine, seconds, writes):
    time_machine.move_to(START, tick=False)
    client.force_login(clerk)
    time_machine.move_to(START + datetime.timedelta(seconds=seconds), tick=False)

    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/password_change/")

    assert sum(one["sql"].startswith("UPDATE") for one in asked.captured_queries) == writes


def test_a_private_picture_is_not_shown_to_a_session_that_is_over(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    client.force_login(clerk)
    time_machine.move_to(START + 31 * MINUTE, tick=False)

    assert client.get("/admin/photos/1/original.jpg").status_code == 302
    assert not is_in(client)


def test_a_new_password_ends_the_sessions_on_other_computers(client, clerk):
    elsewhere = Client()
    client.force_login(clerk)
    elsewhere.force_login(clerk)
    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert (client.get("/admin/").status_code, elsewhere.get("/admin/").status_code) == (200, 302)
    (line,) = SecurityEvent.objects.filter(act="password_changed")
    assert (line.user, line.subject, line.detail) == (clerk, "luru", {"own": True})


def test_sessions_of_one_person_are_ended_and_nobody_else_s(client, clerk):
    others = Client()
    client.force_login(clerk)
    others.force_login(make_staff(CLERK))

    assert end_sessions(clerk.pk) == 1
    assert (client.get("/admin/").status_code, others.get("/admin/").status_code) == (302, 200)


def test_the_front_page_tells_of_the_visit_before(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    knock(client, "luru", PASSWORD, DESK)
    first = client.get("/admin/").content.decode()
    time_machine.move_to(START + 600 * MINUTE, tick=False)
    knock(client, "luru", PASSWORD, ELSEWHERE)

    page = client.get("/admin/").content.decode()

    assert "上次登录" not in first
    assert f"上次登录：2026年11月27日 09:00，地址 {DESK}" in page
    assert StaffUser.objects.get().last_login_address == ELSEWHERE


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org/", "/\\example.org", "https:example.org", "javascript:alert(1)"],
)
def test_the_door_leads_to_no_other_site(client, clerk, elsewhere):
    response = client.post(
        "/admin/login/?next=" + elsewhere, {"username": "luru", "password": PASSWORD, "next": elsewhere}
    )

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_the_door_leads_where_one_wanted_to_go(client, clerk):
    response = client.post("/admin/login/?next=/admin/awards/", {"username": "luru", "password": PASSWORD})

    assert response.headers["Location"] == "/admin/awards/"


def test_a_form_without_its_token_is_refused_in_chinese(clerk):
    response = knock(Client(enforce_csrf_checks=True), "luru", PASSWORD)

    assert response.status_code == 403
    assert "请返回上一页，刷新后再试" in response.content.decode()


def test_one_sign_in_is_told_once(client, clerk):
    told = []

    def note(sender, user, **kwargs):
        told.append(user.username)

    user_logged_in.connect(note)
    knock(client, "luru", PASSWORD)
    user_logged_in.disconnect(note)

    assert told == ["luru"]
