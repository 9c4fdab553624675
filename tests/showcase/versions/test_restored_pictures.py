"""Pictures of a version that comes back: with their file, or as a captioned place; nothing is lost on the way."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import Photo
from showcase.photos.receiving import delete_photo, receive_photo
from showcase.photos.releasing import release_photos
from showcase.photos.sweeping import sweep_photos
from showcase.versions.restoring import restore_version
from showcase.versions.saves import versions_of
from tests.factories import make_staff
from tests.showcase.photos.pictures import jpeg, upload
from tests.showcase.photos.shelves import make_photo, private_files, public_files
from tests.showcase.versions.saves import START

pytestmark = pytest.mark.django_db


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


def test_of_three_pictures_in_one_place_the_two_last_come_back_in_turn(case, clock, committing):
    by, keys = make_staff(EDITOR), [versions_of(case)[0].key]
    photo = Photo(case=case, caption="甲")
    for caption in ("甲", "乙"):
        with committing():
            photo.caption = caption
            receive_photo(photo, upload(jpeg(500, 300)))
        clock.shift(timedelta(minutes=1))
        keys.append(versions_of(case)[0].key)
    without, first, second = keys
    second_name, photo_key = photo.public_name, photo.pk
    for key in (without, first):  # the first file is gone: its place alone comes back
        with committing():
            restore_version(case, key, by)
        clock.shift(timedelta(minutes=1))
    with committing():
        third = receive_photo(Photo.objects.get(pk=photo_key), upload(jpeg(500, 200)))
    clock.shift(timedelta(minutes=1))
    last = versions_of(case)[0].key

    came_back = []
    for key in (second, last):
        with committing():
            restore_version(case, key, by)
        clock.shift(timedelta(minutes=1))
        again = Photo.objects.get(pk=photo_key)
        came_back.append((again.public_name, default_storage.exists(str(again.original))))

    assert came_back == [(second_name, True), (third.public_name, True)]


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
