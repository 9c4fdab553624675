"""One version for each save that changed a word, whole with all its parts; any of them can come back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import CaseSection, CaseStudy, Lesson, Photo
from showcase.photos.receiving import delete_photo, receive_photo
from showcase.photos.releasing import release_photos
from showcase.photos.sweeping import sweep_photos
from showcase.versions.differences import differences
from showcase.versions.restoring import restore_version
from showcase.versions.saves import versions_of
from showcase.versions.snapshots import catch_up, snapshot_of
from showcase.versions.wording import names_for
from tests.factories import make_case, make_organization, make_staff
from tests.showcase.photos.pictures import jpeg, upload
from tests.showcase.photos.shelves import make_photo, private_files, public_files

pytestmark = pytest.mark.django_db

START = datetime(2021, 11, 24, 4, 0, tzinfo=UTC)


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


def save(case, clock, *parts):
    """One save of the page: the case, then the parts."""
    for record in (case, *parts):
        record.save()
    clock.shift(timedelta(minutes=1))


def changed(version) -> list[tuple[str, str, str]]:
    found = differences(version.before, version.after, names_for(version.before, version.after))
    return [(change.place, change.before, change.after) for change in found]


def section_of(case, **facts):
    section = case.sections.get()
    for name, value in facts.items():
        setattr(section, name, value)
    return section


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


def test_a_picture_uploaded_since_leaves_and_comes_back_with_its_file(case, clock, committing):
    before = versions_of(case)[0].key
    with committing():
        case.save()
        photo = make_photo(case, caption="后来的图片")
    clock.shift(timedelta(minutes=1))
    after, files = versions_of(case)[0].key, private_files()

    with committing():
        restore_version(case, before, make_staff(EDITOR))
    clock.shift(timedelta(hours=2))
    sweep_photos()
    assert (Photo.objects.filter(pk=photo.pk).exists(), private_files()) == (False, files)

    with committing():
        restore_version(case, after, make_staff(EDITOR))
    assert Photo.objects.get(pk=photo.pk).has_picture()


def test_a_picture_whose_file_is_gone_comes_back_as_its_captioned_place(case, clock, committing):
    with committing():
        photo = make_photo(case, caption="", alternative_text="花园")
    clock.shift(timedelta(minutes=1))
    key, photo_key = versions_of(case)[0].key, photo.pk
    with committing():
        delete_photo(photo)
    clock.shift(timedelta(minutes=1))

    restore_version(case, key, make_staff(EDITOR))

    again = Photo.objects.get(pk=photo_key)
    assert (again.has_picture(), again.caption, again.alternative_text) == (False, "（图片文件已经不在）", "花园")


def test_a_picture_replaced_since_does_not_stand_under_the_old_caption(case, clock, committing):
    with committing():
        photo = make_photo(case, caption="旧图")
    clock.shift(timedelta(minutes=1))
    key = versions_of(case)[0].key
    with committing():
        photo.caption = "新图"
        receive_photo(photo, upload(jpeg(500, 300)))
    clock.shift(timedelta(minutes=1))
    newest, files = versions_of(case)[0].key, private_files()

    with committing():
        restore_version(case, key, make_staff(EDITOR))
    photo.refresh_from_db()
    assert (photo.has_picture(), photo.caption) == (False, "旧图")

    with committing():
        restore_version(case, newest, make_staff(EDITOR))
    photo.refresh_from_db()
    assert (photo.has_picture(), private_files()) == (True, files)


def test_a_picture_that_leaves_a_published_case_leaves_the_public(case, clock, committing):
    key = versions_of(case)[0].key
    case.state, case.published_at = CaseState.PUBLISHED, START
    with committing():
        case.save()
        make_photo(case)
        release_photos(case)
    clock.shift(timedelta(minutes=1))
    assert public_files() != {}

    with committing():
        restore_version(case, key, make_staff(CHIEF_EDITOR), "图片与内容不符")

    assert public_files() == {}
    assert list(case.corrections.values_list("place", flat=True)) == [
        "图片“针对社区议题进行协商沟通”的说明",
        "图片“针对社区议题进行协商沟通”的文件",
    ]


def test_a_picture_deleted_on_purpose_is_not_kept(case, clock, committing):
    with committing():
        photo = make_photo(case)
        delete_photo(photo)

    assert not default_storage.exists(str(photo.original))
    assert private_files() == {}


def test_the_pages_of_versions_are_read_by_editors_and_say_what_changed(client, case, clock):
    case.title = "改过的标题"
    save(case, clock)
    client.force_login(make_staff(EDITOR))

    listed = client.get(reverse("admin:showcase_casestudy_versions", args=[case.pk])).content.decode()
    key = versions_of(case)[0].key
    shown = client.get(reverse("admin:showcase_casestudy_version", args=[case.pk, key])).content.decode()

    assert re.search(r"第 2 版</a>.*标题.*第 1 版</a>", listed, re.DOTALL)
    assert re.search(r"<del>.*原来.*</del><ins>.*改过.*</ins>的标题", shown)


def test_an_editor_puts_a_version_back_by_its_page(client, case, clock):
    key = versions_of(case)[0].key
    case.title = "改过的标题"
    save(case, clock)
    client.force_login(make_staff(EDITOR))

    response = client.post(reverse("admin:showcase_casestudy_version", args=[case.pk, key]))

    case.refresh_from_db()
    assert (response.status_code, case.title) == (302, "原来的标题")


@pytest.mark.parametrize(("role", "status"), [(EDITOR, 403), (CHIEF_EDITOR, 200)])
def test_a_published_case_is_put_back_by_chiefs_who_say_why(client, case, clock, role, status):
    key = versions_of(case)[0].key
    case.state, case.published_at, case.title = CaseState.PUBLISHED, START, "改过的标题"
    save(case, clock)
    client.force_login(make_staff(role))

    response = client.post(reverse("admin:showcase_casestudy_version", args=[case.pk, key]), {"reason": ""})

    case.refresh_from_db()
    assert (response.status_code, case.title) == (status, "改过的标题")


@pytest.mark.parametrize("item_count", [1, 3])
def test_versions_ask_the_same_queries_however_many(case, clock, django_assert_num_queries, item_count):
    for number in range(item_count):
        case.title = f"第{number}次"
        save(case, clock)

    with django_assert_num_queries(5):  # the history of case, organisations, sections, lessons, photos
        versions_of(case)


def test_history_dates_are_those_of_the_clock(case):
    assert timezone.now() - versions_of(case)[0].at == timedelta(minutes=1)
