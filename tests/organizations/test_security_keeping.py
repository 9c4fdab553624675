"""Keeping the security log: nobody takes a line away or changes one unseen."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from organizations.append_only import install, remove
from organizations.choices import SecurityAct
from organizations.models import SecurityEvent
from organizations.security_keeping import prune_security_log, verify_security_log
from organizations.security_log import digest_of, record

pytestmark = pytest.mark.django_db


def refused(statement, *values):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return True


def test_the_database_refuses_to_change_a_line_or_take_it_away():
    line = record(SecurityAct.LOGIN)

    assert refused("UPDATE organizations_securityevent SET username = 'x' WHERE id = %s", line.pk)
    assert refused("DELETE FROM organizations_securityevent WHERE id = %s", line.pk)
    assert list(SecurityEvent.objects.values_list("pk", flat=True)) == [line.pk]


def test_the_database_refuses_to_empty_or_replace():
    line = record(SecurityAct.LOGIN)

    if connection.vendor == "postgresql":
        # What is checked at the end of a transaction stands in the way of emptying a table.
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert refused("TRUNCATE organizations_securityevent")
    else:
        assert refused("REPLACE INTO organizations_securityevent SELECT * FROM organizations_securityevent")
    assert SecurityEvent.objects.get() == line


def aged(days):
    """A line written so long ago."""
    line = SecurityEvent(act=SecurityAct.LOGIN, at=timezone.now() - timedelta(days=days), digest="x")
    line.save()
    return line


def test_the_database_lets_go_of_what_is_older_than_180_days_alone():
    old, young = aged(181), aged(179)

    SecurityEvent.objects.filter(pk=old.pk).delete()

    assert refused("DELETE FROM organizations_securityevent WHERE id = %s", young.pk)
    assert list(SecurityEvent.objects.all()) == [young]


def test_pruning_keeps_what_is_younger_and_is_told(settings):
    settings.SECURITY_LOG_DAYS = 200
    oldest, kept = aged(201), aged(199)

    pruned = [prune_security_log(timezone.now()) for _ in range(2)]

    lines = list(SecurityEvent.objects.order_by("pk"))
    assert (pruned, lines[0], [line.act for line in lines[1:]]) == ([1, 0], kept, [SecurityAct.PRUNED])
    assert lines[1].detail == {"count": 1, "up_to": oldest.pk}


def past_the_triggers(statement, *values):
    """Somebody who holds the database itself."""
    remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    install(connection)


def twelve_lines():
    return [record(SecurityAct.LOGIN, username=f"user{number}", detail={"n": [number, None]}) for number in range(12)]


def test_a_log_that_nobody_touched_is_sound():
    twelve_lines()

    verdict = verify_security_log()

    assert (verdict.is_sound(), verdict.lines, list(verdict.sentences())) == (True, 12, [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organizations_securityevent SET username = 'x' WHERE id = %s",
        "UPDATE organizations_securityevent SET act = 'logout' WHERE id = %s",
        "UPDATE organizations_securityevent SET at = '2020-01-01 00:00:00+00:00' WHERE id = %s",
        """UPDATE organizations_securityevent SET detail = '{"n": [4, null]}' WHERE id = %s""",
    ],
)
def test_a_changed_line_is_found(statement):
    lines = twelve_lines()

    past_the_triggers(statement, lines[5].pk)

    assert (verify_security_log().changed, verify_security_log().gone) == ([lines[5].pk], [])


def test_a_line_changed_together_with_its_checksum_is_found():
    lines = twelve_lines()

    past_the_triggers("UPDATE organizations_securityevent SET digest = %s WHERE id = %s", "0" * 64, lines[5].pk)

    assert verify_security_log().changed == [lines[5].pk]


def test_lines_taken_away_are_found():
    lines = twelve_lines()

    past_the_triggers("DELETE FROM organizations_securityevent WHERE id IN (%s, %s)", lines[0].pk, lines[6].pk)

    assert (verify_security_log().gone, verify_security_log().changed) == ([lines[0].pk, lines[6].pk], [])


def test_lines_pruned_by_their_age_are_not_missed():
    aged_line = SecurityEvent(act=SecurityAct.LOGIN, at=timezone.now() - timedelta(days=400))
    aged_line.digest = digest_of(aged_line)
    aged_line.save()
    twelve_lines()

    prune_security_log(timezone.now())

    assert verify_security_log().is_sound()


def test_the_command_says_what_is_wrong_and_fails(capsys):
    lines = twelve_lines()
    call_command("verify_security_log")
    past_the_triggers("DELETE FROM organizations_securityevent WHERE id = %s", lines[6].pk)

    with pytest.raises(CommandError) as failed:
        call_command("verify_security_log")

    assert capsys.readouterr().out == "安全日志完整：12 条，没有改动，没有缺少。\n"
    assert str(failed.value) == f"缺少日志 1 条，编号：{lines[6].pk}。"


def test_the_command_prunes(capsys):
    aged(400)
    record(SecurityAct.LOGIN)

    call_command("prune_security_log")

    assert capsys.readouterr().out == "清理了 1 条超过 180 天的安全日志。\n"


def test_a_clock_that_ran_ahead_lets_nothing_be_old(capsys):
    lines = [aged(400) for _ in range(3)]

    with pytest.raises(CommandError, match="没有清理：最近一条日志是 400 天以前的，服务器的时钟可能拨快了"):
        call_command("prune_security_log")
    kept = list(SecurityEvent.objects.order_by("pk"))
    call_command("prune_security_log", clock_is_right=True)

    assert kept == lines
    assert capsys.readouterr().out == "清理了 3 条超过 180 天的安全日志。\n"


@pytest.mark.django_db(transaction=True)
def test_a_test_database_can_be_cleared_all_the_same():
    record(SecurityAct.LOGIN)

    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)

    assert (SecurityEvent.objects.count(), verify_security_log().without_trigger) == (0, [])
