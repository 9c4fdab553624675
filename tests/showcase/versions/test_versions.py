"""One version for each save that changed a word, whole with all its parts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from showcase.choices import CaseState
from showcase.models import CaseSection, Photo
from showcase.photos.releasing import release_photos
from showcase.versions.saves import versions_of
from showcase.versions.snapshots import catch_up, snapshot_of
from tests.showcase.photos.shelves import make_photo
from tests.showcase.versions.saves import START, changed, save, section_of

pytestmark = pytest.mark.django_db


def test_a_save_of_case_and_parts_is_one_version(case, clock):
    case.title = "改过的标题"

    save(case, clock, section_of(case, body="甲段。\n\n新的乙段。"))

    versions = versions_of(case)
    assert [version.number for version in versions] == [2, 1]
    assert changed(versions[0]) == [
        ("标题", "原来的标题", "改过的标题"),
        ("“第一节”一节第 2 段", "乙段。", "新的乙段。"),
    ]


def test_two_saves_of_one_second_are_two_versions(case, clock):
    for body in ("甲段。\n\n新的乙段。", "甲段。\n\n丙段。"):
        case.save()
        section_of(case, body=body).save()
        clock.shift(timedelta(milliseconds=500))

    assert [len(changed(version)) for version in versions_of(case)[:2]] == [1, 1]


def test_a_save_that_changes_nothing_is_no_version(case, clock):
    save(case, clock, case.sections.get())

    assert len(versions_of(case)) == 1


def test_releasing_and_its_pictures_make_no_version(case, clock):
    case.state, case.published_at = CaseState.PUBLISHED, START
    make_photo(case)
    clock.shift(timedelta(minutes=1))
    count = len(versions_of(case))

    save(case, clock)
    release_photos(case)

    assert (len(versions_of(case)), Photo.objects.filter(released_at__isnull=False).count()) == (count, 1)


def test_what_came_by_a_query_is_remembered_before_the_next_change(case, clock):
    CaseSection.objects.update(body="由别处写入。")

    assert (catch_up(case), catch_up(case)) == (1, 0)
    assert versions_of(case)[0].after == snapshot_of(case)


@pytest.mark.parametrize("item_count", [1, 3])
def test_versions_ask_the_same_queries_however_many(case, clock, django_assert_num_queries, item_count):
    for number in range(item_count):
        case.title = f"第{number}次"
        save(case, clock)

    with django_assert_num_queries(5):  # the history of case, organisations, sections, lessons, photos
        versions_of(case)


def test_history_dates_are_those_of_the_clock(case):
    assert timezone.now() - versions_of(case)[0].at == timedelta(minutes=1)
