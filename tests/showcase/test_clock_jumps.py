"""The clock is put forward or back: what was opened stays open, what was scheduled opens in its time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from awards.choices import ListState
from awards.publishing import release_list
from showcase.choices import CaseState
from tests.factories import make_case, make_entry, make_list, make_staff

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


@pytest.fixture(autouse=True)
def _start(time_machine):
    time_machine.move_to(START, tick=False)


def status_of(client, case):
    return client.get(f"/cases/{case.slug}/").status_code


def test_what_a_clock_ahead_of_its_time_has_opened_stays_open(client, time_machine):
    case = make_case(state=CaseState.SCHEDULED, publish_at=START + HOUR)
    before = status_of(client, case)
    time_machine.move_to(START + YEAR, tick=False)
    ahead = status_of(client, case)
    time_machine.move_to(START, tick=False)

    call_command("publish_due", verbosity=0)

    assert (before, ahead, status_of(client, case)) == (404, 200, 200)


def test_what_is_scheduled_waits_for_a_clock_that_was_put_back(client, time_machine):
    case = make_case(state=CaseState.SCHEDULED, publish_at=START + HOUR)
    time_machine.move_to(START - YEAR, tick=False)
    back = status_of(client, case)
    time_machine.move_to(START + HOUR, tick=False)

    assert (back, status_of(client, case)) == (404, 200)


def test_a_list_released_under_a_clock_ahead_is_read_when_it_is_right_again(client, time_machine):
    waiting = make_list(state=ListState.REVIEW)
    make_entry(honor_list=waiting)
    time_machine.move_to(START + YEAR, tick=False)
    release_list(waiting, make_staff())
    time_machine.move_to(START, tick=False)

    assert "条" in client.get("/honors/").content.decode()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.released_at > timezone.now()) == (ListState.RELEASED, True)
    assert client.get("/awards/jinyin/7/").status_code == 200


def test_a_notice_that_a_clock_ahead_has_ended_is_not_opened_again(time_machine):
    notice = make_list(state=ListState.NOTICE, objections_until=START.date())
    make_entry(honor_list=notice)
    time_machine.move_to(START + YEAR, tick=False)
    call_command("publish_due", verbosity=0)
    time_machine.move_to(START, tick=False)
    call_command("publish_due", verbosity=0)

    notice.refresh_from_db()
    assert notice.state == ListState.RELEASED
