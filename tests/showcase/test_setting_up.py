"""``set_up`` gives an empty registry its places and its first administrator, and leaves alone what is there."""

import re

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from organizations.choices import SecurityAct
from organizations.models import Neighborhood, SecurityEvent, StaffUser, Subdistrict
from tests.factories import make_staff

pytestmark = pytest.mark.django_db


def set_up(capsys, *words):
    call_command("set_up", *words)
    return capsys.readouterr().out


def test_an_empty_registry_gets_the_places_of_the_district_with_their_history(capsys):
    set_up(capsys)

    assert (Subdistrict.objects.count(), Neighborhood.objects.count()) == (10, 189)
    assert Neighborhood.history.count() == 189


def test_what_is_there_is_left_alone_the_second_time(capsys):
    set_up(capsys)
    Subdistrict.objects.filter(code="310105005").update(name="改过的名字")

    said = set_up(capsys)

    assert "新载入 0 条" in said
    assert Subdistrict.objects.filter(name="改过的名字").count() == 1


def test_the_first_administrator_signs_in_with_what_is_shown_and_must_change_it(capsys):
    password = re.search(r"初始密码 (\S+?)（", set_up(capsys, "--admin", "guanli"))[1]

    user = authenticate(username="guanli", password=password)

    assert (user.is_superuser, user.is_staff, user.must_change_password) == (True, True, True)
    assert [line.subject for line in SecurityEvent.objects.filter(act=SecurityAct.USER_CREATED)] == ["guanli"]


def test_where_there_is_an_administrator_no_other_is_made(capsys):
    make_staff(is_superuser=True)

    said = set_up(capsys, "--admin", "guanli")

    assert "密码" not in said
    assert not StaffUser.objects.filter(username="guanli").exists()


def test_a_name_that_cannot_be_one_is_refused_in_chinese(capsys):
    with pytest.raises(CommandError, match=r"系统管理员没有建成。.*登录名"):
        call_command("set_up", "--admin", "guan li")


@pytest.mark.parametrize("words", [["--check"], []])
def test_a_database_that_a_newer_program_has_used_is_refused(words):
    MigrationRecorder.Migration.objects.create(app="awards", name="9999_of_tomorrow")

    with pytest.raises(CommandError, match=r"数据库比程序新（awards\.9999_of_tomorrow）"):
        call_command("set_up", *words)

    assert not Subdistrict.objects.exists()


def test_looking_alone_writes_nothing(capsys):
    assert set_up(capsys, "--check") == ""
    assert not Subdistrict.objects.exists()
