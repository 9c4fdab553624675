"""The security log: what it tells, and that nobody can make it tell anything else."""

import json
import logging

import pytest
from django.contrib.auth import authenticate
from django.db import transaction

from awards.choices import ListState
from awards.publishing import release_list
from config.log_lines import JsonLines
from organizations.choices import SecurityAct
from organizations.models import SecurityEvent
from organizations.roles import CLERK, REVIEWER
from organizations.security_events import security_event
from organizations.security_log import record
from organizations.visible_text import visible
from tests.factories import make_entry, make_list, make_staff

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
PASSWORD = "my-own-Pass-2021"


def told():
    """Act and name of each line, the first first."""
    return list(SecurityEvent.objects.order_by("pk").values_list("act", "username"))


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password}, **more)


def test_signing_in_and_out_and_a_wrong_password_are_told(client):
    make_staff(CLERK, username="luru", password=PASSWORD)

    sign_in(client, "luru", "wrong")
    sign_in(client, "luru")
    client.post("/admin/logout/")

    assert told() == [("login_failed", "luru"), ("login", "luru"), ("logout", "luru")]


def test_a_line_tells_where_from_by_what_and_in_which_request(client):
    headers = {"User-Agent": "Old Phone", "X-Request-ID": "0123456789abcdef"}

    sign_in(client, "nobody", headers=headers, REMOTE_ADDR="10.1.2.3")

    line = SecurityEvent.objects.get()
    assert (line.address, line.agent, line.request_id, line.user) == ("10.1.2.3", "Old Phone", "0123456789abcdef", None)


def test_a_password_is_in_no_column(client):
    sign_in(client, "nobody", "this-is-the-secret")

    [line] = SecurityEvent.objects.values()
    assert "this-is-the-secret" not in str(line)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("admin ", r"admin\u0020"),
        (" admin", r"\u0020admin"),
        ("a\r\n{}", r"a\u000d\u000a{}"),
        ("a\x00\x1b[31m", r"a\u0000\u001b[31m"),
        ("nimda\u202e", r"nimda\u202e"),
        ("a\u200bb\u2028c\xa0d", r"a\u200bb\u2028c\u00a0d"),
        (r"a\u000a", r"a\\u000a"),
        ("张三 \U0002cd02", "张三 \U0002cd02"),
    ],
)
def test_what_cannot_be_seen_in_a_name_is_written_out(typed, written):
    assert visible(typed, 150) == written


def test_a_name_that_fails_stands_in_the_log_as_it_can_be_read():
    authenticate(None, username="admin \r\n\x1b", password="x")

    assert told() == [("login_failed", r"admin \u000d\u000a\u001b")]


def test_a_name_of_ten_thousand_characters_is_cut():
    authenticate(None, username="\n" * 10_000, password="x")

    [(_, written)] = told()
    assert (len(written), written[-12:]) == (150, "…（共 10000 字）")


@pytest.mark.parametrize("length", [149, 150, 151])
def test_a_name_just_as_long_as_may_be_is_whole(length):
    assert (visible("a" * length, 150) == "a" * length) == (length <= 150)


def test_a_forged_name_makes_one_line_of_the_run_log(caplog):
    caplog.handler.setFormatter(JsonLines())
    forged = 'x"}\n{"logger": "honours.security", "act": "login", "user": 1, "username": "root"}\u2028\x85'

    with caplog.at_level(logging.INFO, logger="honours.security"):
        authenticate(None, username=forged, password="x")

    # axes complains that there is no request; of the event there is one line.
    lines = [line for line in map(json.loads, caplog.text.splitlines()) if line["logger"] == "honours.security"]
    (facts,) = lines
    assert (len(lines), facts["act"], "user" in facts) == (1, "login_failed", False)


def test_a_release_is_told_with_its_list_and_only_once_it_holds(caplog, django_capture_on_commit_callbacks):
    reviewer, waiting = make_staff(REVIEWER, username="shenhe"), make_list(state=ListState.REVIEW)
    make_entry(honor_list=waiting)

    with caplog.at_level(logging.INFO, logger="honours.security"), django_capture_on_commit_callbacks(execute=True):
        release_list(waiting, reviewer)
        before = [entry for entry in caplog.records if entry.name == "honours.security"]

    line = SecurityEvent.objects.get()
    lines = [entry.facts["event"] for entry in caplog.records if entry.name == "honours.security"]
    assert (line.act, line.user, line.subject, before, lines) == ("released", reviewer, str(waiting), [], [line.pk])


def test_a_release_that_is_rolled_back_leaves_no_line():
    reviewer, waiting = make_staff(REVIEWER), make_list(state=ListState.REVIEW)
    make_entry(honor_list=waiting)

    with transaction.atomic():
        release_list(waiting, reviewer)
        transaction.set_rollback(True)

    waiting.refresh_from_db()
    assert (waiting.state, told()) == (ListState.REVIEW, [])


def test_our_own_modules_tell_by_a_signal():
    clerk = make_staff(CLERK, username="luru")
    facts = {"user": clerk, "username": "", "request": None}

    security_event.send(None, event="second_factor_enabled", detail={"subject": "luru", "method": "totp"}, **facts)
    security_event.send(None, event="never heard of", detail={}, **facts)

    lines = SecurityEvent.objects.order_by("pk").values_list("act", "user", "subject", "detail")
    assert list(lines) == [
        (SecurityAct.SECOND_FACTOR_ENABLED, clerk.pk, "luru", {"method": "totp"}),
        (SecurityAct.OTHER, clerk.pk, "", {"event": "never heard of"}),
    ]


@pytest.mark.parametrize(("name", "act"), [("backup", SecurityAct.BACKED_UP), ("restore", SecurityAct.RESTORED)])
def test_a_backup_and_a_restore_are_told_by_their_short_names(name, act):
    security_event.send(None, event=name, user=None, username="root", request=None, detail={"file": "x.zip"})

    assert told() == [(act, "root")]


def test_a_refusal_of_nobody_in_particular_fills_no_table(caplog):
    security_event.send(None, event="permission_denied", user=None, username="", request=None, detail={})

    assert (told(), [entry.facts["act"] for entry in caplog.records]) == ([], ["refused"])


def test_what_two_modules_tell_of_one_request_stands_there_once(rf):
    request, user = rf.get("/admin/"), make_staff(CLERK, username="luru")

    record(SecurityAct.REFUSED, by=user, request=request)
    security_event.send(None, event="permission_denied", user=user, username="", request=request, detail={})

    assert told() == [("refused", "luru")]
