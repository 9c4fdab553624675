"""Sizes go public with their case, never before it and never longer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage, storages
from django.utils import timezone

from organizations.roles import CHIEF_EDITOR
from showcase.choices import CaseState
from showcase.models import Photo
from showcase.photos.releasing import (
    release_due_photos,
    release_organization_photo,
    release_photo,
    release_photos,
    withdraw_photo,
    withdraw_photos,
)
from showcase.photos.sweeping import republish_photos, sweep_photos
from showcase.publishing import release_case, withdraw_case
from tests.factories import make_case, make_staff
from tests.showcase.photos.shelves import (
    failing_afterwards,
    make_organization_photo,
    make_photo,
    make_released_photo,
    private_files,
    public_files,
)

pytestmark = pytest.mark.django_db

SIZES = ("480.jpg", "480.webp", "500.jpg", "500.webp")


def sizes_of(*photos):
    return sorted(f"photos/{photo.public_name}/{name}" for photo in photos for name in SIZES)


def test_releasing_a_case_copies_out_the_sizes_and_never_the_original(committing):
    case = make_case(state=CaseState.REVIEW)
    first, second = make_photo(case), make_photo(case)
    make_photo(make_case())

    with committing():
        release_case(case, make_staff(CHIEF_EDITOR))

    assert sorted(public_files()) == sizes_of(first, second)
    assert all(private_files()[name] == content for name, content in public_files().items())
    first.refresh_from_db()
    assert first.released_at is not None


def test_withdrawing_a_case_removes_exactly_its_sizes(committing):
    other, photo = make_released_photo(), make_released_photo()

    with committing():
        withdraw_case(photo.case, make_staff(), "内容有误")
        assert sorted(public_files()) == sizes_of(other, photo)

    assert sorted(public_files()) == sizes_of(other)
    assert storages["public"].listdir("photos")[0] == [other.public_name]
    assert len(private_files()) == 10
    photo.refresh_from_db()
    assert photo.released_at is None


def test_releasing_and_withdrawing_twice_changes_nothing(committing):
    photo = make_released_photo()
    released_at = photo.released_at

    release_photos(photo.case)
    photo.refresh_from_db()
    assert (sorted(public_files()), photo.released_at) == (sizes_of(photo), released_at)

    with committing():
        withdraw_photos(photo.case)
        withdraw_photos(photo.case)
    assert public_files() == {}


def test_a_withdrawal_that_is_rolled_back_leaves_the_pictures(committing):
    photo = make_released_photo()

    with committing(), failing_afterwards():
        withdraw_case(photo.case, make_staff(), "内容有误")

    assert sorted(public_files()) == sizes_of(photo)


def test_a_release_that_is_rolled_back_leaves_nothing_public(committing):
    photo = make_released_photo()
    with committing():
        case = withdraw_case(photo.case, make_staff(), "内容有误")

    with committing(), failing_afterwards():
        release_case(case, make_staff(CHIEF_EDITOR))
        assert sorted(public_files()) == sizes_of(photo)

    assert public_files() == {}


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN])
def test_pictures_of_a_case_that_is_not_public_are_not_released(state):
    photo = make_photo(make_case(state=state))

    release_photos(photo.case)
    with pytest.raises(ValidationError) as refusal:
        release_photo(photo)

    assert refusal.value.messages == ["案例还没有公开，图片会随案例一同公开。"]
    assert public_files() == {}


def test_pictures_of_a_scheduled_case_wait_for_its_time(committing):
    opens_at = timezone.now() + timedelta(days=1)
    photo = make_photo(make_case(state=CaseState.REVIEW, publish_at=opens_at))

    with committing():
        case = release_case(photo.case, make_staff(CHIEF_EDITOR))
    assert case.state == CaseState.SCHEDULED
    assert release_due_photos(opens_at - timedelta(seconds=1)) == 0
    assert public_files() == {}

    assert release_due_photos(opens_at) == 1
    assert release_due_photos(opens_at) == 0
    assert sorted(public_files()) == sizes_of(photo)


def test_due_pictures_are_those_of_scheduled_cases_only():
    make_photo(make_case(state=CaseState.DRAFT))
    make_photo(make_case(state=CaseState.WITHDRAWN, publish_at=timezone.now()))
    make_photo(make_case(state=CaseState.PUBLISHED))
    make_organization_photo()

    assert release_due_photos(timezone.now()) == 0
    assert public_files() == {}


def test_a_missing_file_leaves_a_captioned_slot_and_the_other_pictures(committing):
    case = make_case(state=CaseState.PUBLISHED)
    broken, whole = make_photo(case), make_photo(case)
    default_storage.delete(f"photos/{broken.public_name}/480.webp")

    with committing():
        release_photos(case)

    assert sorted(public_files()) == sizes_of(whole)
    broken.refresh_from_db()
    assert broken.picture() is None


def test_a_single_picture_whose_file_is_missing_is_refused(committing):
    photo = make_organization_photo()
    default_storage.delete(photo.original.name.replace("original", "480"))

    with committing(), pytest.raises(ValidationError) as refusal:
        release_organization_photo(photo)

    assert refusal.value.messages == ["图片文件不在了，请重新上传。"]
    assert public_files() == {}


def test_a_caption_without_a_picture_is_nothing_to_release():
    case = make_case(state=CaseState.PUBLISHED)
    photo = Photo.objects.create(case=case, caption="打造线上智能服务平台")

    release_photos(case)
    with pytest.raises(ValidationError):
        release_photo(photo)

    photo.refresh_from_db()
    assert (photo.released_at, public_files()) == (None, {})


def test_a_picture_of_an_organization_is_released_by_itself(committing):
    photo = make_organization_photo()

    release_organization_photo(photo)
    assert sorted(public_files()) == sizes_of(photo)

    with committing():
        withdraw_photo(photo)
    assert public_files() == {}


def test_a_picture_without_a_text_to_read_aloud_is_not_released():
    photo = make_organization_photo(alternative_text="")

    with pytest.raises(ValidationError) as refusal:
        release_organization_photo(photo)

    assert refusal.value.messages == ["图片没有替代文字：请写明图中是什么，或勾选“纯装饰”。"]


def test_a_picture_added_to_a_public_case_without_such_a_text_stays_a_slot():
    case = make_case(state=CaseState.PUBLISHED)
    make_photo(case, alternative_text="")
    described, decoration = make_photo(case), make_photo(case, alternative_text="", is_decorative=True)

    release_photos(case)

    assert sorted(public_files()) == sizes_of(described, decoration)


def test_a_picture_of_a_case_is_no_organizations_picture():
    with pytest.raises(ValidationError):
        release_organization_photo(make_released_photo())


def test_a_half_written_copy_is_written_again():
    photo = make_released_photo()
    name = sizes_of(photo)[0]
    with storages["public"].open(name, "wb") as half:
        half.write(b"half")

    release_photos(photo.case)

    assert public_files()[name] == private_files()[name]


def test_sweeping_removes_what_no_row_answers_for():
    released, private = make_released_photo(), make_photo()
    killed, withdrawn = make_released_photo(), make_released_photo()
    # As a process killed between its commit and the removal leaves it.
    Photo.objects.filter(pk=killed.pk).delete()
    Photo.objects.filter(pk=withdrawn.pk).update(released_at=None)

    assert sweep_photos() == 0  # all of it is younger than an hour
    assert sweep_photos(timezone.now() + timedelta(minutes=1)) == 2

    assert sorted(public_files()) == sizes_of(released)
    kept = {released.public_name, private.public_name, withdrawn.public_name}
    assert {name.split("/")[1] for name in private_files()} == kept


def test_released_pictures_can_be_copied_out_anew():
    photo, _ = make_released_photo(), make_photo()
    for name in sizes_of(photo):
        storages["public"].delete(name)

    assert republish_photos() == 1

    assert sorted(public_files()) == sizes_of(photo)
