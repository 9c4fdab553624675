"""The code of the phone: asked at the door, taken once."""

import pytest

from organizations.roles import REVIEWER
from tests.factories import make_staff
from tests.organizations.access.doors import (
    CODE_DOOR,
    DOOR,
    PASSWORD,
    code_of,
    events,
    fail,
    give_second_factor,
    is_in,
    knock,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return make_staff(REVIEWER, username="shenhe", password=PASSWORD)


def test_the_password_alone_opens_nothing_where_there_is_a_second_factor(client, reviewer):
    salt = give_second_factor(reviewer)
    answer = knock(client, "shenhe", PASSWORD)
    half_way = (is_in(client), client.get("/admin/").status_code)

    done = client.post(CODE_DOOR, {"code": code_of(salt), "next": "/admin/awards/"})

    assert answer.headers["Location"] == f"{CODE_DOOR}?next=%2Fadmin%2F"
    assert half_way == (False, 302)
    assert (done.status_code, done.headers["Location"], is_in(client)) == (302, "/admin/awards/", True)


def test_the_code_s_page_is_closed_to_whoever_gave_no_password(client, reviewer):
    give_second_factor(reviewer)

    assert client.get(CODE_DOOR).headers["Location"] == DOOR


def test_a_password_given_five_minutes_ago_is_asked_again(client, reviewer, time_machine):
    time_machine.move_to(1_795_000_000, tick=False)
    salt = give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)
    time_machine.move_to(1_795_000_301, tick=False)

    assert client.post(CODE_DOOR, {"code": code_of(salt)}).headers["Location"] == DOOR


@pytest.mark.parametrize("shown", ["{}", " {} ", "{0:.3} {0:.3}"])
def test_a_code_is_read_as_people_write_it(client, reviewer, shown):
    salt = give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)
    code = code_of(salt)
    written = f"{code[:3]} {code[3:]}" if shown.startswith("{0") else shown.format(code)
    wide = written.translate({ord("0") + number: ord("０") + number for number in range(10)})

    client.post(CODE_DOOR, {"code": wide})

    assert is_in(client)


@pytest.mark.parametrize(("later", "let_in"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_the_clock_of_a_phone_may_be_half_a_minute_off(client, reviewer, time_machine, later, let_in):
    time_machine.move_to(1_795_000_000, tick=False)
    salt = give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)

    client.post(CODE_DOOR, {"code": code_of(salt, later)})

    assert is_in(client) is let_in


def test_no_code_is_taken_twice(client, reviewer, time_machine):
    time_machine.move_to(1_795_000_000, tick=False)
    salt = give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)
    client.post(CODE_DOOR, {"code": code_of(salt)})
    client.logout()
    knock(client, "shenhe", PASSWORD)

    again = client.post(CODE_DOOR, {"code": code_of(salt)})

    assert not is_in(client)
    assert "已经用过" in again.content.decode()


@pytest.mark.parametrize("code", ["", "000", "abcdef", "１２３", "1234567", "x" * 40, "-1", "\u0000", "٣٣٣٣٣٣"])
def test_nonsense_is_a_wrong_code_and_no_fault(client, reviewer, code):
    give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)

    response = client.post(CODE_DOOR, {"code": code})

    assert (response.status_code, is_in(client)) == (200, False)


def test_wrong_codes_lock_the_account_like_wrong_passwords(client, reviewer):
    salt = give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)
    with events() as told:
        for _ in range(5):
            client.post(CODE_DOOR, {"code": "000000"})
    client.post(CODE_DOOR, {"code": code_of(salt)})

    assert not is_in(client)
    assert told == [*[("second_factor_failed", "shenhe", {"step": "sign_in"})] * 5, ("locked", "shenhe", {})]


def test_codes_tried_while_waiting_make_nobody_wait_longer(client, reviewer, time_machine):
    time_machine.move_to(1_795_000_000, tick=False)
    salt = give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)
    for _ in range(20):
        client.post(CODE_DOOR, {"code": "000000"})
    time_machine.move_to(1_795_000_060, tick=False)

    client.post(CODE_DOOR, {"code": code_of(salt)})

    assert is_in(client)


def test_wrong_passwords_leave_no_further_try_at_the_code(client, reviewer):
    salt = give_second_factor(reviewer)
    knock(client, "shenhe", PASSWORD)
    fail(client, "shenhe")

    client.post(CODE_DOOR, {"code": code_of(salt)}, REMOTE_ADDR="192.0.2.7")

    assert not is_in(client)
