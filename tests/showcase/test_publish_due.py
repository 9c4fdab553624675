"""What opens by the clock: scheduled cases with their pictures, and public notices that end."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from awards.choices import ListState
from showcase.choices import CaseState
from tests.factories import make_case, make_entry, make_list
from tests.showcase.photos.shelves import make_photo, public_files

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("publish_due", stdout=out)
    return out.getvalue().strip()


def test_a_case_whose_time_has_come_is_published_as_of_that_time():
    moment = timezone.now() - timedelta(minutes=1)
    case = make_case(state=CaseState.SCHEDULED, publish_at=moment)

    assert run() == "公示结束 0 份，定时案例公开 1 篇。"
    case.refresh_from_db()
    assert (case.state, case.published_at) == (CaseState.PUBLISHED, moment)


def test_a_case_whose_time_is_to_come_stays_scheduled():
    case = make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() + timedelta(minutes=1))

    assert run() == "公示结束 0 份，定时案例公开 0 篇。"
    case.refresh_from_db()
    assert case.state == CaseState.SCHEDULED


@pytest.mark.parametrize(("days_left", "state"), [(-1, ListState.RELEASED), (0, ListState.NOTICE)])
def test_a_notice_ends_after_its_last_day(days_left, state):
    last_day = timezone.localdate() + timedelta(days=days_left)
    honor_list = make_list(state=ListState.NOTICE, objections_until=last_day)
    make_entry(honor_list=honor_list)

    run()

    honor_list.refresh_from_db()
    assert honor_list.state == state


def test_the_pictures_of_a_case_go_public_with_it(django_capture_on_commit_callbacks):
    case = make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() - timedelta(minutes=1))
    make_photo(case)
    before = set(public_files())

    with django_capture_on_commit_callbacks(execute=True):
        run()

    assert (before, len(public_files()) > 0) == (set(), True)
