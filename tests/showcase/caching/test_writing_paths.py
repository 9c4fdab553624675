"""Whoever changes what readers see, and however: the content version moves in that very transaction.

``tests/showcase/test_freshness.py`` holds each kind of record to it; here are the acts.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorList
from awards.publishing import release_list
from showcase.choices import CaseState
from showcase.content_version import foresee
from showcase.models import CaseStudy, ContentVersion
from showcase.opening import open_what_is_due
from showcase.publishing import withdraw_case
from tests.factories import make_case, make_entry, make_list, make_staff
from tests.showcase.caching.acts import ACTS
from tests.showcase.caching.picture_acts import PICTURE_ACTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def version() -> int:
    return sum(ContentVersion.objects.values_list("number", flat=True))


def next_change_at():
    return ContentVersion.objects.get().next_change_at


@pytest.mark.parametrize("scene", [*ACTS, *PICTURE_ACTS], ids=lambda scene: scene.__name__)
def test_the_version_moves_with_the_act_and_falls_back_with_it(scene):
    act = scene()
    before = version()

    with transaction.atomic():
        act()
        inside = version()
        transaction.set_rollback(True)

    assert inside > before
    assert version() == before


def test_a_scheduled_case_is_foreseen_and_forgotten_when_it_is_withdrawn():
    moment = timezone.now() + timedelta(days=2)
    case = make_case(state=CaseState.SCHEDULED, publish_at=moment)
    foreseen = next_change_at()
    withdraw_case(case, make_staff(), "有误")

    assert (foreseen, next_change_at()) == (moment, None)


def test_a_public_notice_is_foreseen_to_end_with_its_last_day():
    one = make_list(state=ListState.REVIEW, objections_until=date(2099, 12, 31))
    make_entry(honor_list=one)
    release_list(one, make_staff())

    assert timezone.localtime(next_change_at()).isoformat() == "2100-01-01T00:00:00+08:00"


def test_the_first_of_several_moments_is_foreseen():
    make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() + timedelta(days=3))
    sooner = timezone.now() + timedelta(days=1)
    make_case(state=CaseState.SCHEDULED, publish_at=sooner)
    make_list(state=ListState.NOTICE, objections_until=timezone.localdate() + timedelta(days=2))

    assert next_change_at() == sooner


def test_opening_what_is_due_opens_cases_ends_notices_and_foresees_what_is_left():
    later = timezone.now() + timedelta(days=1)
    make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() - timedelta(minutes=1))
    make_case(state=CaseState.SCHEDULED, publish_at=later)
    make_list(state=ListState.NOTICE, objections_until=timezone.localdate() - timedelta(days=1))

    assert open_what_is_due(timezone.now())
    assert sorted(CaseStudy.objects.values_list("state", flat=True)) == ["published", "scheduled"]
    assert HonorList.objects.get().state == ListState.RELEASED
    assert next_change_at() == later


def test_a_moment_that_nothing_answers_for_is_put_right():
    make_case()
    ContentVersion.objects.update(next_change_at=timezone.now() - timedelta(days=1))

    open_what_is_due(timezone.now())

    assert next_change_at() is None
    foresee()
