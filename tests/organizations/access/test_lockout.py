"""Guessing passwords: who fails waits, longer each time, and learns nothing of it."""

import datetime

import pytest
from axes.models import AccessAttempt
from axes.signals import user_locked_out

from organizations.access.lockout import folded_name, forgive
from organizations.models import SecurityEvent, StaffUser
from organizations.roles import CLERK
from tests.factories import make_staff
from tests.organizations.access.doors import (
    DESK,
    ELSEWHERE,
    PASSWORD,
    WRONG,
    CountingHasher,
    events,
    fail,
    is_in,
    knock,
    networks,
    said,
)

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 11, 27, 1, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def clerk():
    return make_staff(CLERK, username="luru", password=PASSWORD)


def test_the_right_password_lets_in_after_four_failures(client, clerk):
    fail(client, "luru", 4)

    assert knock(client, "luru", PASSWORD).status_code == 302
    assert is_in(client)


def test_after_five_failures_even_the_right_password_waits_a_minute(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    fail(client, "luru")
    knock(client, "luru", PASSWORD)
    at_once = is_in(client)

    time_machine.move_to(START + MINUTE, tick=False)
    knock(client, "luru", PASSWORD)

    assert (at_once, is_in(client)) == (False, True)


def test_each_further_failure_doubles_the_wait_up_to_an_hour(client, clerk, time_machine):
    now, waits = START, []
    time_machine.move_to(now, tick=False)
    fail(client, "luru", 4)
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        knock(client, "luru")
        time_machine.move_to(now + minutes * MINUTE - datetime.timedelta(seconds=1), tick=False)
        before = AccessAttempt.objects.get().failures_since_start
        knock(client, "luru")
        waits.append(AccessAttempt.objects.get().failures_since_start == before)
        now += minutes * MINUTE
        time_machine.move_to(now, tick=False)

    assert waits == [True] * 8


def test_what_is_tried_while_waiting_makes_nobody_wait_longer(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    fail(client, "luru", 40)

    time_machine.move_to(START + MINUTE, tick=False)
    knock(client, "luru", PASSWORD)

    assert is_in(client)


def test_failures_of_a_clock_that_was_ahead_keep_nobody_out_when_it_is_right_again(client, clerk, time_machine):
    time_machine.move_to(START + datetime.timedelta(days=365), tick=False)
    fail(client, "luru")
    time_machine.move_to(START, tick=False)
    knock(client, "luru", PASSWORD)

    assert is_in(client)


def test_putting_the_clock_back_a_little_is_no_way_round(client, clerk, time_machine):
    time_machine.move_to(START, tick=False)
    fail(client, "luru")
    time_machine.move_to(START - MINUTE, tick=False)
    knock(client, "luru", PASSWORD)

    assert not is_in(client)


def test_success_starts_the_count_anew(client, clerk):
    fail(client, "luru", 4)
    knock(client, "luru", PASSWORD)
    client.logout()
    fail(client, "luru", 4)

    knock(client, "luru", PASSWORD)

    assert is_in(client)


def test_an_own_account_wipes_no_traces_of_guessing_another(client, clerk):
    make_staff(CLERK, username="other", password=PASSWORD)
    fail(client, "luru", 4)
    knock(client, "other", PASSWORD)
    client.logout()
    fail(client, "luru", 1)

    knock(client, "luru", PASSWORD)

    assert not is_in(client)


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_staff": False}])
def test_nobody_learns_from_the_answer_what_was_wrong(client, clerk, closed):
    StaffUser.objects.filter(pk=make_staff(username="shut", password=PASSWORD).pk).update(**closed)
    wrong, unknown, shut = knock(client, "luru"), knock(client, "nobody"), knock(client, "shut", PASSWORD)
    fail(client, "luru")

    locked = knock(client, "luru", PASSWORD)

    assert {said(one) for one in (wrong, unknown, shut, locked)} == {said(wrong)}
    assert said(wrong)[0] == 200
    assert "登录名或密码不对" in said(wrong)[1]


def test_nobody_learns_from_the_time_what_was_wrong(client, clerk, settings):
    settings.PASSWORD_HASHERS = [f"{CountingHasher.__module__}.CountingHasher"]
    clerk.set_password(PASSWORD)
    clerk.save()

    def work_for(username):
        CountingHasher.hashed = 0
        knock(client, username)
        return CountingHasher.hashed

    wrong, unknown = work_for("luru"), work_for("nobody")
    fail(client, "luru")
    locked = work_for("luru")

    assert (wrong, unknown, locked) == (1, 1, 1)


@pytest.mark.parametrize(
    "written", [" luru", "luru ", "\u3000luru\u3000", "LURU", "Luru", "\uff4c\uff55\uff52\uff55", "lu\u200bru", "lu ru"]
)
def test_another_spelling_of_the_name_is_no_way_round(client, clerk, written):
    fail(client, written)

    knock(client, "luru", PASSWORD)

    assert not is_in(client)


def test_a_name_that_unfolds_to_thousands_of_characters_is_only_a_wrong_one(client):
    assert knock(client, "\ufdfa" * 150).status_code == 200
    assert knock(client, "\u0390" * 150).status_code == 200
    assert len(folded_name("\u0390" * 150)) == 255


def test_a_forged_header_is_no_way_round(client, clerk):
    for number in range(5):
        knock(client, "luru", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")

    knock(client, "luru", PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.99")

    assert not is_in(client)


def test_behind_the_proxy_each_place_waits_for_itself(client, clerk, settings):
    settings.TRUSTED_PROXIES = networks("127.0.0.0/8")
    fail(client, "luru", address="127.0.0.1", HTTP_X_FORWARDED_FOR=f"203.0.113.5, {ELSEWHERE}")

    knock(client, "luru", PASSWORD, address="127.0.0.1", HTTP_X_FORWARDED_FOR=f"203.0.113.6, {ELSEWHERE}")
    there = is_in(client)
    knock(client, "luru", PASSWORD, address="127.0.0.1", HTTP_X_FORWARDED_FOR=DESK)

    assert (there, is_in(client)) == (False, True)


def test_an_account_guessed_at_from_everywhere_waits_but_not_at_its_own_desk(client, clerk):
    StaffUser.objects.filter(pk=clerk.pk).update(last_login_address=DESK)
    for number in range(20):
        knock(client, "luru", address=f"203.0.113.{number}")

    knock(client, "luru", PASSWORD, address=ELSEWHERE)
    elsewhere = is_in(client)
    knock(client, "luru", PASSWORD, address=DESK)

    assert (elsewhere, is_in(client)) == (False, True)


def test_one_place_that_tries_thirty_accounts_waits_for_all_of_them(client, clerk):
    for number in range(30):
        knock(client, f"name{number}", address=ELSEWHERE)

    knock(client, "luru", PASSWORD, address=ELSEWHERE)
    there = is_in(client)
    knock(client, "luru", PASSWORD, address=DESK)

    assert (there, is_in(client)) == (False, True)


def test_an_administrator_lets_somebody_try_again_at_once(client, clerk):
    fail(client, "Luru")
    forgive("luru")

    knock(client, "luru", PASSWORD)

    assert is_in(client)


def test_the_lock_is_told_once_and_by_the_library_s_own_signal(client, clerk):
    told = []

    def note(sender, request, username, ip_address, **kwargs):
        told.append((username, ip_address))

    user_locked_out.connect(note)
    with events() as ours:
        fail(client, "luru", 4)
        before = list(told)
        fail(client, "luru", 2)
    user_locked_out.disconnect(note)

    assert (before, told) == ([], [("luru", DESK)] * 2)
    assert ours == [("locked", "luru", {})]


def test_each_refusal_is_written_down_with_who_and_whence_and_never_the_password(client, clerk, caplog):
    fail(client, "luru", 5)
    knock(client, "luru", PASSWORD)

    lines = list(SecurityEvent.objects.order_by("pk").values_list("act", "username", "address"))
    failed, locked = ("login_failed", "luru", DESK), ("locked", "luru", DESK)
    assert (lines.count(failed), lines.count(locked), len(lines)) == (6, 1, 7)
    assert set(lines[:4]) == {failed}
    kept = str([list(model.objects.values()) for model in (AccessAttempt, SecurityEvent)]) + caplog.text
    assert (PASSWORD in kept, WRONG in kept) == (False, False)
