"""A clock that stands still, a case that was saved a minute ago, and commits inside a test's own transaction."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine

from showcase.models import CaseSection, Lesson, Photo
from tests.factories import make_case, make_organization
from tests.showcase.versions.saves import START


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """``with committing():`` does what waits for the commit."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as travelling:
        yield travelling


@pytest.fixture
def case(clock):
    """A case with a section, a lesson and a captioned place, saved a minute ago."""
    made = make_case("原来的标题", lead="导语。", organization=make_organization())
    section = CaseSection.objects.create(case=made, position=1, heading="第一节", body="甲段。\n\n乙段。")
    Lesson.objects.create(case=made, number=1, statement="启示", explanation="阐述。")
    Photo.objects.create(case=made, section=section, caption="议事现场")
    clock.shift(timedelta(minutes=1))
    return made
