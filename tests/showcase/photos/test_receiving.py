"""A picture is kept whole and private, replaced under a new name, and goes with its record."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import IntegrityError

from showcase.models import CaseStudy, Photo
from showcase.photos import refusals
from showcase.photos.processing import MAX_BYTES
from showcase.photos.receiving import delete_photo, discard_photo_files, receive_photo
from showcase.photos.settling import photo_transaction
from tests.factories import make_case
from tests.showcase.photos.pictures import SECRET, decoded, jpeg, phone_jpeg, upload
from tests.showcase.photos.shelves import (
    failing_afterwards,
    make_photo,
    make_released_photo,
    private_files,
    public_files,
)

pytestmark = pytest.mark.django_db


def test_an_upload_is_kept_private_upright_and_silent():
    data = phone_jpeg()
    assert SECRET.encode() in data

    photo = make_photo(data=data)

    photo.refresh_from_db()
    folder = f"photos/{photo.public_name}"
    files = private_files()
    assert sorted(files) == [
        f"{folder}/{name}" for name in ("480.jpg", "480.webp", "600.jpg", "600.webp", "original.jpg")
    ]
    assert [name for name, content in files.items() if SECRET.encode() in content or decoded(content).getexif()] == []
    assert photo.original.name == f"{folder}/original.jpg"
    assert (photo.width, photo.height, photo.widths, photo.released_at) == (600, 800, [480, 600], None)
    assert public_files() == {}


def test_names_cannot_be_guessed():
    names = [make_photo(data=jpeg(20, 20)).public_name for _ in range(3)]

    assert len(set(names)) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)


def test_what_the_upload_was_called_is_forgotten():
    photo = receive_photo(Photo(case=make_case(), caption="图"), upload(jpeg(20, 20), "../../王某某身份证.jpg"))

    assert sorted(private_files()) == [
        f"photos/{photo.public_name}/{name}" for name in ("20.jpg", "20.webp", "original.jpg")
    ]


def test_an_upload_that_is_too_heavy_is_refused_unread():
    heavy = upload(b"")
    heavy.size = MAX_BYTES + 1
    heavy.close()

    with pytest.raises(ValidationError) as refusal:
        receive_photo(Photo(case=make_case(), caption="图"), heavy)

    assert refusal.value.messages == [refusals.TOO_HEAVY]


def test_a_refused_upload_changes_nothing():
    photo = make_photo()
    before = private_files()

    with pytest.raises(ValidationError):
        receive_photo(photo, upload(b"<svg/>"))

    assert private_files() == before
    assert Photo.objects.get().public_name == photo.public_name


def test_a_new_picture_gets_new_addresses_and_the_old_files_go(committing):
    photo = make_released_photo()
    old_name = photo.public_name
    assert len(public_files()) == 4

    with committing():
        receive_photo(photo, upload(jpeg(700, 500)))

    photo.refresh_from_db()
    assert photo.public_name != old_name
    assert {name.split("/")[1] for name in private_files()} == {photo.public_name}
    assert public_files() == {}
    assert (photo.width, photo.released_at, photo.picture()) == (700, None, None)


def test_the_old_picture_stays_until_the_new_one_is_committed(committing):
    photo = make_released_photo()
    before = private_files(), public_files()

    with committing(), failing_afterwards():
        receive_photo(photo, upload(jpeg(700, 500)))
        assert public_files() == before[1]

    assert (private_files(), public_files()) == before


def test_files_of_a_failed_transaction_are_removed():
    case = make_case()

    with failing_afterwards():
        with photo_transaction():
            make_photo(case)
        assert len(private_files()) == 5

    assert private_files() == {}


def test_files_of_a_record_the_database_refuses_are_removed():
    with pytest.raises(IntegrityError):
        receive_photo(Photo(caption="没有主人"), upload(jpeg(20, 20)))

    assert private_files() == {}


def test_files_written_before_the_disk_was_full_are_removed(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "tests.showcase.photos.test_receiving.FullAfterTwo",
            "OPTIONS": {"location": tmp_path / "private"},
        },
    }

    with pytest.raises(OSError, match="No space left"):
        make_photo()

    assert private_files() == {}
    assert Photo.objects.count() == 0


class FullAfterTwo(FileSystemStorage):
    """A disk with room for two files."""

    def _save(self, name, content):
        if len(private_files()) >= 2:
            raise OSError("No space left on device")
        return super()._save(name, content)


def test_deleting_a_photo_removes_its_files_everywhere(committing):
    kept, gone = make_released_photo(), make_released_photo()

    with committing():
        delete_photo(gone)
        assert len(public_files()) == 8

    assert {name.split("/")[1] for name in {**private_files(), **public_files()}} == {kept.public_name}
    assert default_storage.listdir("photos")[0] == [kept.public_name]


def test_deleting_a_case_removes_the_files_of_all_its_photos(committing):
    case = make_case()
    make_photo(case)
    make_photo(case)

    with committing():
        discard_photo_files(*case.photos.all())
        CaseStudy.objects.filter(pk=case.pk).delete()
        assert len(private_files()) == 10

    assert private_files() == {}


def test_files_stay_where_the_deletion_is_rolled_back(committing):
    photo = make_released_photo()

    with committing(), failing_afterwards():
        delete_photo(photo)

    assert (len(private_files()), len(public_files())) == (5, 4)


def test_files_of_a_record_that_stays_are_not_discarded(committing):
    photo = make_released_photo()

    with committing():
        discard_photo_files(photo)

    assert (len(private_files()), len(public_files())) == (5, 4)


@pytest.mark.django_db(transaction=True)
def test_a_real_commit_and_a_real_rollback_do_the_same():
    photo = make_released_photo()
    old_name = photo.public_name

    with failing_afterwards():
        receive_photo(photo, upload(jpeg(700, 500)))
    assert {name.split("/")[1] for name in {**private_files(), **public_files()}} == {old_name}

    receive_photo(Photo.objects.get(), upload(jpeg(700, 500)))
    assert {name.split("/")[1] for name in private_files()} == {Photo.objects.get().public_name} != {old_name}
    assert public_files() == {}
