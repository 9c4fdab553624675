"""Any version can come back, and coming back is itself a version."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import CaseSection, CaseStudy
from showcase.versions.restoring import restore_version
from showcase.versions.saves import versions_of
from showcase.versions.snapshots import snapshot_of
from tests.factories import make_staff
from tests.showcase.versions.saves import START, save, section_of

pytestmark = pytest.mark.django_db


def test_a_draft_goes_back_whole(case, clock):
    first = snapshot_of(case)
    case.title, case.lead = "改过的标题", "改过的导语。"
    photo, lesson = case.photos.get(), case.lessons.get()
    save(case, clock, section_of(case, heading="改过的小标题"))
    photo.delete()
    lesson.delete()
    CaseSection.objects.create(case=case, position=2, body="后来的一节。")
    clock.shift(timedelta(minutes=1))

    restore_version(case, versions_of(case)[-1].key, make_staff(EDITOR))

    again = snapshot_of(case)
    assert again.case == first.case
    assert {model: sorted(map(_words, rows.values())) for model, rows in again.parts.items()} == {
        model: sorted(map(_words, rows.values())) for model, rows in first.parts.items()
    }


def _words(content) -> str:
    return str({name: value for name, value in content.items() if name != "public_name"})


def test_a_roll_back_is_itself_a_version_that_can_be_undone(case, clock):
    by = make_staff(EDITOR)
    case.title = "改过的标题"
    save(case, clock)
    latest, first = versions_of(case)

    restore_version(case, first.key, by)
    clock.shift(timedelta(minutes=1))
    versions = versions_of(case)
    assert (len(versions), versions[0].by, versions[0].reason) == (
        3,
        by.pk,
        "恢复到第 1 版（2021年11月24日 12:00）",
    )

    restore_version(case, latest.key, by)
    case.refresh_from_db()
    assert case.title == "改过的标题"


def test_sections_that_changed_places_go_back_to_them(case, clock):
    second = CaseSection.objects.create(case=case, position=2, heading="第二节")
    clock.shift(timedelta(minutes=1))
    key = versions_of(case)[0].key
    CaseSection.objects.filter(pk=second.pk).update(position=9)
    case.save()
    section_of_first = case.sections.get(heading="第一节")
    section_of_first.position = 2
    section_of_first.save()
    second.position = 1
    second.save()
    clock.shift(timedelta(minutes=1))

    restore_version(case, key, make_staff(EDITOR))

    assert list(case.sections.order_by("position").values_list("heading", flat=True)) == ["第一节", "第二节"]


def test_address_and_time_of_release_stay(case, clock):
    key = versions_of(case)[0].key
    case.slug, case.title, case.publish_at = "moved", "改过的标题", START + timedelta(days=9)
    save(case, clock)

    restore_version(case, key, make_staff(EDITOR))

    case.refresh_from_db()
    assert (case.title, case.slug, case.publish_at) == ("原来的标题", "moved", START + timedelta(days=9))


@pytest.mark.parametrize("state", [CaseState.REVIEW, CaseState.SCHEDULED])
def test_a_case_that_is_closed_to_changes_is_closed_to_roll_backs(case, clock, state):
    key = versions_of(case)[0].key
    CaseStudy.objects.update(title="改过的标题", state=state, publish_at=START + timedelta(days=9))

    with pytest.raises(ValidationError) as refused:
        restore_version(case, key, make_staff(EDITOR))

    assert refused.value.messages == [f"案例现在是“{state.label}”，不能恢复；请先退回或撤下。"]


def test_a_published_case_goes_back_only_with_a_reason_and_in_the_open(case, clock):
    key = versions_of(case)[0].key
    case.state, case.published_at, case.title = CaseState.PUBLISHED, START, "改过的标题"
    save(case, clock)
    chief = make_staff(CHIEF_EDITOR)

    with pytest.raises(ValidationError):
        restore_version(case, key, chief, " ")
    case.refresh_from_db()
    assert case.title == "改过的标题"

    restore_version(case, key, chief, "改错了")

    told = list(case.corrections.values_list("place", "before", "after", "reason", "corrected_by"))
    assert told == [("标题", "改过的标题", "原来的标题", "改错了", chief.pk)]


def test_a_withdrawn_case_goes_back_without_telling_readers(case, clock):
    key = versions_of(case)[0].key
    case.state, case.withdrawn_at, case.withdrawal_reason = CaseState.WITHDRAWN, START, "内容有误"
    case.title = "改过的标题"
    save(case, clock)

    restore_version(case, key, make_staff(CHIEF_EDITOR))

    case.refresh_from_db()
    assert (case.title, case.state, case.corrections.count()) == ("原来的标题", CaseState.WITHDRAWN, 0)


def test_going_back_to_where_one_is_says_so(case):
    with pytest.raises(ValidationError) as refused:
        restore_version(case, versions_of(case)[0].key, make_staff(EDITOR))

    assert refused.value.messages == ["案例现在就是这个版本的样子，没有要恢复的。"]
