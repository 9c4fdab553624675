"""The own password again before what weighs most."""

import datetime

import pytest
from django.contrib.auth.models import Group

from awards.choices import ListState
from awards.models import HonorList
from organizations.models import OrganizationMerge, StaffUser
from organizations.roles import AUDITOR, CLERK, REVIEWER
from tests.factories import make_entry, make_list, make_staff
from tests.organizations.access.doors import PASSWORD, WRONG, events, is_in

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 11, 27, 1, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
CONFIRM = "/admin/confirm-password/"
STAFF = "/admin/organizations/staffuser/"


@pytest.fixture
def honor_list():
    return make_entry(honor_list=make_list(state=ListState.REVIEW)).list


@pytest.fixture
def reviewer(client, time_machine):
    """Signed in at START; the clock stands still."""
    time_machine.move_to(START, tick=False)
    user = make_staff(REVIEWER, username="shenhe", password=PASSWORD)
    client.force_login(user)
    return user


def release(honor_list):
    return f"/admin/awards/honorlist/{honor_list.pk}/acts/release/"


def test_within_a_quarter_of_an_hour_a_list_is_released_at_once(client, reviewer, honor_list, time_machine):
    time_machine.move_to(START + 15 * MINUTE, tick=False)
    client.get(release(honor_list))
    client.post(release(honor_list))

    assert HonorList.objects.get().state == ListState.RELEASED


def test_later_the_password_is_asked_and_leads_back(client, reviewer, honor_list, time_machine):
    time_machine.move_to(START + 16 * MINUTE, tick=False)
    asked = client.get(release(honor_list))
    back = client.post(asked.headers["Location"], {"password": PASSWORD})

    assert asked.headers["Location"] == f"{CONFIRM}?next={release(honor_list).replace('/', '%2F')}"
    assert back.headers["Location"] == release(honor_list)
    assert client.get(release(honor_list)).status_code == 200


def test_a_page_opened_in_time_may_be_filled_in_for_a_quarter_of_an_hour_more(
    client, reviewer, honor_list, time_machine
):
    time_machine.move_to(START + 29 * MINUTE, tick=False)
    client.post(release(honor_list))

    assert HonorList.objects.get().state == ListState.RELEASED


def test_what_is_sent_too_late_does_nothing_and_says_so(client, reviewer, honor_list, time_machine):
    time_machine.move_to(START + 31 * MINUTE, tick=False)
    response = client.post(release(honor_list), follow=True)

    assert HonorList.objects.get().state == ListState.REVIEW
    assert "刚才的操作没有执行。请先确认密码，再做一次。" in response.content.decode()


def test_a_wrong_password_opens_nothing_and_counts_like_one_at_the_door(client, reviewer, honor_list, time_machine):
    time_machine.move_to(START + 16 * MINUTE, tick=False)
    with events() as told:
        for _ in range(5):
            page = client.post(CONFIRM, {"password": WRONG})
        locked = client.post(CONFIRM, {"password": PASSWORD})

    assert "密码不对" in page.content.decode()
    assert (page.status_code, locked.status_code, is_in(client)) == (200, 200, True)
    assert [event for event, *_ in told] == ["reauthentication_failed"] * 4 + [
        "locked",
        "reauthentication_failed",
        "reauthentication_failed",
    ]
    assert client.get(release(honor_list)).status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/\\example.org"])
def test_confirming_leads_to_no_other_site(client, reviewer, elsewhere):
    response = client.post(CONFIRM, {"password": PASSWORD, "next": elsewhere})

    assert response.headers["Location"] == "/admin/"


@pytest.mark.parametrize("path", [f"{STAFF}add/", f"{STAFF}1/change/", f"{STAFF}1/password/"])
def test_accounts_are_changed_after_the_password_alone(client, time_machine, path):
    time_machine.move_to(START, tick=False)
    StaffUser.objects.create_superuser("root", pk=1, password=PASSWORD)
    client.force_login(StaffUser.objects.get())
    in_time = client.get(path).status_code
    time_machine.move_to(START + 16 * MINUTE, tick=False)

    late = client.get(path)

    assert (in_time, late.status_code) == (200, 302)
    assert late.headers["Location"].startswith(CONFIRM)


def test_an_auditor_reads_accounts_without_being_asked(client, time_machine):
    time_machine.move_to(START, tick=False)
    clerk = make_staff(CLERK)
    client.force_login(make_staff(AUDITOR))
    time_machine.move_to(START + 16 * MINUTE, tick=False)

    assert client.get(f"{STAFF}{clerk.pk}/change/").status_code == 200


def test_organisations_are_merged_after_the_password_alone(client, reviewer, time_machine):
    time_machine.move_to(START + 31 * MINUTE, tick=False)
    one, other = (make_entry().organization for _ in range(2))
    address = "/admin/organizations/organizationmerge/add/"
    opened = client.get(address)
    sent = client.post(address, {"from": one.pk, "into": other.pk, "reason": "同一个"})

    assert (opened.status_code, sent.status_code) == (302, 302)
    assert OrganizationMerge.objects.count() == 0


def test_the_old_password_cannot_be_tried_without_end(client, reviewer):
    new = "another-Horse-2022"
    for _ in range(5):
        client.post("/admin/password_change/", {"old_password": WRONG, "new_password1": new, "new_password2": new})

    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

    reviewer.refresh_from_db()
    assert reviewer.check_password(PASSWORD)


@pytest.mark.parametrize("page", ["change/", "delete/"])
def test_what_a_role_allows_is_changed_only_after_the_password_again(client, time_machine, page):
    time_machine.move_to(START, tick=False)
    root = make_staff(username="root", password=PASSWORD, is_superuser=True)
    client.force_login(root)
    role = f"/admin/auth/group/{Group.objects.get(name=CLERK).pk}/{page}"
    time_machine.move_to(START + 16 * MINUTE, tick=False)
    asked = client.get(role)

    assert asked.headers["Location"].partition("?")[0] == CONFIRM
