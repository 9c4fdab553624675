"""The own second factor: enabled with a code, needed by some roles, with codes for the day the phone is gone."""

import math
import re

import pytest
from django.test import Client

from organizations.access.second_factor import LETTERS, enable
from organizations.models import RecoveryCode, SecondFactor
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from tests.factories import make_staff
from tests.organizations.access.doors import CODE_DOOR, PASSWORD, code_of, events, give_second_factor, is_in, knock

pytestmark = pytest.mark.django_db

OWN = "/admin/second-factor/"


@pytest.fixture
def reviewer():
    return make_staff(REVIEWER, username="shenhe", password=PASSWORD)


def enabled(client):
    """Enable a second factor as its page offers it; the recovery codes shown, and the page."""
    client.get(OWN)
    page = client.post(OWN, {"step": "enable", "code": code_of(client.session["access_salt"])}).content.decode()
    return re.findall(r"<code>([A-Z0-9-]+)</code>", page), page


def test_it_is_enabled_with_a_code_and_ten_recovery_codes_are_shown_once(client, reviewer):
    client.force_login(reviewer)
    with events() as told:
        codes, page = enabled(client)

    assert len(set(codes)) == 10
    assert "下面的恢复码只显示这一次" in page
    assert told == [("second_factor_enabled", "shenhe", {})]
    assert codes[0] not in client.get(OWN).content.decode()


def test_a_recovery_code_is_longer_than_anybody_can_try(client, reviewer):
    """ASVS 5.0, 6.5.2: from 112 bits on a fast checksum is enough."""
    client.force_login(reviewer)
    codes, _ = enabled(client)

    assert min(len(code.replace("-", "")) for code in codes) * math.log2(len(LETTERS)) >= 112


def test_a_wrong_code_enables_nothing(client, reviewer):
    client.force_login(reviewer)
    client.get(OWN)

    page = client.post(OWN, {"step": "enable", "code": "000000"})

    assert "验证码不对" in page.content.decode()
    assert SecondFactor.objects.count() == 0


def test_the_database_alone_gives_neither_codes_nor_recovery_codes(client, reviewer):
    client.force_login(reviewer)
    client.get(OWN)
    key = re.search(r'second-factor__key">([A-Z2-7 ]+)<', client.get(OWN).content.decode()).group(1)
    codes, _ = enabled(client)

    kept = f"{list(SecondFactor.objects.values())}{list(RecoveryCode.objects.values())}"

    assert len(key.replace(" ", "")) == 32
    assert key.replace(" ", "") not in kept
    assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []


def test_a_recovery_code_opens_the_door_once(client, reviewer):
    client.force_login(reviewer)
    codes, _ = enabled(client)
    client.logout()
    with events() as told:
        knock(client, "shenhe", PASSWORD)
        client.post(CODE_DOOR, {"code": codes[0].lower().replace("-", " ")})
    first = is_in(client)
    client.logout()
    knock(client, "shenhe", PASSWORD)
    client.post(CODE_DOOR, {"code": codes[0]})

    assert (first, is_in(client)) == (True, False)
    assert told == [("recovery_code_used", "shenhe", {"left": 9})]


def test_new_recovery_codes_end_the_old_ones(client, reviewer):
    client.force_login(reviewer)
    old, _ = enabled(client)
    client.post(OWN, {"step": "renew"})
    client.logout()
    knock(client, "shenhe", PASSWORD)

    client.post(CODE_DOOR, {"code": old[0]})

    assert (is_in(client), RecoveryCode.objects.count()) == (False, 10)


def test_enabling_it_ends_older_sessions_elsewhere(client, reviewer):
    elsewhere = Client()
    elsewhere.force_login(reviewer)
    client.force_login(reviewer)
    enabled(client)

    assert (client.get("/admin/").status_code, elsewhere.get("/admin/").status_code) == (200, 302)


@pytest.mark.parametrize("role", [REVIEWER, CHIEF_EDITOR, ""])
def test_where_it_is_required_those_who_release_work_with_one_alone(client, settings, role):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(make_staff(role, is_superuser=not role))
    before = client.get("/admin/awards/honorlist/").headers["Location"]
    page = client.get(OWN).content.decode()
    enabled(client)

    assert before == OWN
    assert "登录时必须有验证码" in page
    assert client.get("/admin/").status_code == 200


def test_whoever_hesitates_to_enable_it_is_led_round_in_no_circle(client, settings, reviewer, time_machine):
    settings.SECOND_FACTOR_REQUIRED = True
    time_machine.move_to(1_795_000_000, tick=False)
    client.force_login(reviewer)
    time_machine.move_to(1_795_000_000 + 20 * 60, tick=False)

    page = client.get("/admin/", follow=True)
    back = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)

    assert "请再输入一次密码" in page.content.decode()
    assert "用手机启用验证码" in back.content.decode()


@pytest.mark.parametrize("role", [CLERK, EDITOR, AUDITOR])
def test_where_it_is_required_the_others_may_do_without(client, settings, role):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(make_staff(role))

    assert client.get("/admin/").status_code == 200


def test_a_session_that_gave_no_code_is_over_once_there_is_one(client, settings, reviewer):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(reviewer)
    give_second_factor(reviewer)

    assert client.get("/admin/").status_code == 302
    assert not is_in(client)


def test_a_session_that_gave_no_code_replaces_nothing(client, reviewer):
    client.force_login(reviewer)
    give_second_factor(reviewer)
    before = SecondFactor.objects.get().salt

    client.get(f"{OWN}?replace=1")
    answers = [client.post(OWN, {"step": step}).status_code for step in ("renew", "disable")]

    assert answers == [302, 302]
    assert (SecondFactor.objects.get().salt, RecoveryCode.objects.count(), is_in(client)) == (before, 0, False)


def test_where_it_is_required_it_cannot_be_disabled(client, settings, reviewer):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(reviewer)
    enabled(client)

    page = client.post(OWN, {"step": "disable"}, follow=True).content.decode()

    assert "不能停用" in page
    assert SecondFactor.objects.count() == 1


def test_where_it_is_optional_its_owner_disables_it(client, reviewer):
    client.force_login(reviewer)
    enabled(client)
    with events() as told:
        client.post(OWN, {"step": "disable"})

    assert told == [("second_factor_disabled", "shenhe", {"by": "shenhe"})]
    assert SecondFactor.objects.count() == 0


def test_without_a_code_that_proves_it_nothing_is_kept(rf, reviewer):
    assert enable(rf.get("/"), reviewer, "salt", "12345") == []
    assert SecondFactor.objects.count() == 0
