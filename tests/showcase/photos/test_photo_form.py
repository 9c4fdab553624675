"""The form through which staff send a picture: what is wrong is said beside the file input."""

import pytest
from django.forms import inlineformset_factory

from showcase.models import CaseStudy, Photo
from showcase.photos import refusals
from showcase.photos.forms import PhotoForm, PhotoFormSet
from tests.factories import make_case
from tests.showcase.photos.pictures import SECRET, jpeg, phone_jpeg, upload
from tests.showcase.photos.shelves import make_photo, private_files

pytestmark = pytest.mark.django_db

CaseFormSet = inlineformset_factory(CaseStudy, Photo, form=PhotoForm, formset=PhotoFormSet, extra=1)


def form(case, *, picture=None, photo=None, **data):
    files = {"upload": upload(picture)} if picture is not None else {}
    return PhotoForm({"position": 1, **data}, files, instance=photo or Photo(case=case))


def test_a_picture_sent_with_the_form_is_cleaned_and_kept():
    filled = form(make_case(), picture=phone_jpeg())

    assert filled.errors == {}
    photo = filled.save()

    assert (photo.width, photo.height) == (600, 800)
    assert [name for name, content in private_files().items() if SECRET.encode() in content] == []


def test_what_is_wrong_with_a_picture_is_said_beside_it():
    filled = form(make_case(), picture=b"<svg></svg>")

    assert filled.errors == {"upload": [refusals.SVG]}


def test_a_caption_alone_keeps_the_place():
    photo = form(make_case(), caption="打造线上智能服务平台").save()

    assert (photo.has_picture(), private_files()) == (False, {})


def test_neither_picture_nor_caption_is_nothing():
    assert form(make_case()).errors == {"__all__": ["请上传图片，或先填写图片说明。"]}


def test_an_edited_caption_leaves_the_picture_alone():
    photo = make_photo()
    before = private_files()

    form(None, photo=photo, caption="新的说明").save()

    assert (Photo.objects.get().caption, private_files()) == ("新的说明", before)


def test_photos_of_a_case_are_added_and_deleted_with_their_files(committing):
    case = make_case()
    gone = make_photo(case)
    data = {
        "photos-TOTAL_FORMS": 2,
        "photos-INITIAL_FORMS": 1,
        "photos-0-id": gone.pk,
        "photos-0-position": 1,
        "photos-0-DELETE": "on",
        "photos-1-position": 2,
    }

    formset = CaseFormSet(data, {"photos-1-upload": upload(jpeg(20, 20))}, instance=case)
    assert formset.is_valid(), formset.errors
    with committing():
        formset.save()

    photo = Photo.objects.get()
    assert (photo.position, photo.case) == (2, case)
    assert sorted(private_files()) == [
        f"photos/{photo.public_name}/{name}" for name in ("20.jpg", "20.webp", "original.jpg")
    ]
