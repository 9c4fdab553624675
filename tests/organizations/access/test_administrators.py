"""Who looks after accounts does not decide what readers see."""

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.test import Client

from awards.choices import ListState
from awards.models import HonorList
from organizations.models import SecondFactor, SecurityEvent, StaffUser
from organizations.roles import CHIEF_EDITOR, CLERK, REVIEWER
from tests.factories import make_entry, make_list, make_staff
from tests.organizations.access.doors import DESK, PASSWORD, events, fail, give_second_factor, is_in, knock

pytestmark = pytest.mark.django_db

STAFF = "/admin/organizations/staffuser/"


@pytest.fixture
def root(client):
    user = make_staff(username="root", is_superuser=True)
    client.force_login(user)
    return user


def address(user, act=""):
    return f"{STAFF}{user.pk}/{act}"


def test_an_administrator_releases_nothing(client, root):
    honor_list = make_entry(honor_list=make_list(state=ListState.REVIEW)).list

    response = client.post(f"/admin/awards/honorlist/{honor_list.pk}/acts/release/")

    assert response.status_code == 403
    assert HonorList.objects.get().state == ListState.REVIEW


def test_whoever_has_no_right_is_refused_and_that_is_told(client):
    client.force_login(make_staff(CLERK, username="luru"))
    response = client.get(f"{STAFF}add/")

    assert response.status_code == 403
    assert SecurityEvent.objects.filter(act="refused", username="luru", subject=f"{STAFF}add/").count() == 1


def test_an_administrator_who_also_has_the_role_releases(client):
    client.force_login(make_staff(REVIEWER, is_superuser=True))
    honor_list = make_entry(honor_list=make_list(state=ListState.REVIEW)).list

    client.post(f"/admin/awards/honorlist/{honor_list.pk}/acts/release/")

    assert HonorList.objects.get().state == ListState.RELEASED


def test_what_an_administrator_may_not_is_what_roles_are_for():
    plain, chief = make_staff(is_superuser=True), make_staff(CHIEF_EDITOR, is_superuser=True)

    assert [name for name in project.FOR_ROLES_ALONE if plain.has_perm(name)] == []
    assert [name for name in project.FOR_ROLES_ALONE if chief.has_perm(name)] == [
        "showcase.release_casestudy",
        "showcase.add_casecorrection",
    ]
    assert plain.has_perm("organizations.change_staffuser")


def test_a_closed_account_has_no_right_of_its_roles():
    assert not make_staff(REVIEWER, is_superuser=True, is_active=False).has_perm("awards.release_honorlist")


def test_nobody_gives_themselves_a_role(client, root):
    page = client.get(address(root, "change/"))
    client.post(address(root, "change/"), {"username": "root", "groups": [1, 2], "is_active": "on"})

    assert not {"groups", "is_superuser", "is_active", "is_staff"} & set(page.context["adminform"].form.fields)
    assert StaffUser.objects.get(pk=root.pk).groups.count() == 0


def test_a_lost_phone_is_taken_off_the_account(client, root):
    clerk = make_staff(CLERK, username="luru")
    give_second_factor(clerk)
    with events() as told:
        client.post(address(clerk, "acts/remove-second-factor/"))

    assert SecondFactor.objects.count() == 0
    assert told == [("second_factor_disabled", "luru", {"by": "root"})]


def test_somebody_is_signed_out_everywhere(client, root):
    clerk, elsewhere = make_staff(CLERK, username="luru"), Client()
    elsewhere.force_login(clerk)
    with events() as told:
        client.post(address(clerk, "acts/end-sessions/"))

    assert told == [("session_ended", "luru", {"limit": "administrator", "by": "root"})]
    assert (elsewhere.get("/admin/").status_code, client.get("/admin/").status_code) == (302, 200)


@pytest.mark.parametrize("path", ["acts/forgive/", "password/"])
def test_a_lock_out_is_lifted_by_hand_or_with_a_new_password(client, root, path):
    clerk, door = make_staff(CLERK, username="luru", password=PASSWORD), Client()
    fail(door, "luru")
    new = "initial-Horse-2022"
    client.post(address(clerk, path), {"password1": new, "password2": new})

    knock(door, "luru", PASSWORD if path == "acts/forgive/" else new)

    assert is_in(door)


def test_lifting_a_lock_out_is_told(client, root):
    clerk = make_staff(CLERK, username="luru")
    with events() as told:
        client.post(address(clerk, "acts/forgive/"))

    assert told == [("unlocked", "luru", {"by": "root"})]


def test_an_initial_password_is_told(client, root):
    clerk, new = make_staff(CLERK, username="luru"), "initial-Horse-2022"
    client.post(address(clerk, "password/"), {"password1": new, "password2": new})

    (line,) = SecurityEvent.objects.filter(act="password_changed")
    assert (line.user, line.subject, line.detail) == (root, "luru", {"own": False})


def test_the_command_helps_where_no_administrator_is_left(client, capsys):
    user = make_staff(REVIEWER, username="shenhe", password=PASSWORD)
    give_second_factor(user)
    fail(client, "shenhe")
    call_command("reset_second_factor", "shenhe")

    knock(client, "shenhe", PASSWORD, DESK)

    assert is_in(client)
    assert capsys.readouterr().out == "已取消登录验证码，登录限制也已解除。\n"
    with pytest.raises(CommandError, match="没有登录名为“nobody”的账号，请核对。"):
        call_command("reset_second_factor", "nobody")
