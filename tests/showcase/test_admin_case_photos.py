"""Photos on the page of their case: cleaned, checked, and public only with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import Photo
from showcase.photos.settling import public_storage
from tests.factories import make_case, make_staff
from tests.showcase.photos.pictures import jpeg
from tests.staff_forms import complaints, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_staff(EDITOR)
    client.force_login(user)
    return user


def page(case):
    return reverse("admin:showcase_casestudy_change", args=[case.pk])


def new_photo(**facts):
    row = {"position": "1", "caption": "邻里花园", "alternative_text": "花园", **facts}
    return {"photos__TOTAL_FORMS": "1", **{f"photos__0__{name}": value for name, value in row.items()}}


def upload(name="花园.jpg", content=None):
    return SimpleUploadedFile(name, jpeg() if content is None else content)


def test_a_photo_sent_with_a_draft_is_cleaned_and_stays_private(client, editor):
    case = make_case()

    send(client, page(case), **new_photo(upload=upload()))

    photo = Photo.objects.get()
    assert (photo.case, photo.original.name.endswith("original.jpg"), photo.released_at) == (case, True, None)


def test_a_photo_added_to_a_public_case_is_public_at_once(client):
    case = make_case(state=CaseState.PUBLISHED)
    client.force_login(make_staff(CHIEF_EDITOR))

    send(client, page(case), correction_reason="补图", **new_photo(upload=upload()))

    photo = Photo.objects.get()
    assert photo.released_at is not None
    assert public_storage().exists(f"photos/{photo.public_name}/{min(photo.widths)}.jpg")


def test_a_file_that_is_no_picture_is_an_error_on_the_form(client, editor):
    case = make_case()

    response = send(client, page(case), **new_photo(upload=upload(content=b"<script>")))

    assert (response.status_code, Photo.objects.count()) == (200, 0)


def test_a_photo_without_picture_and_caption_is_an_error_on_the_form(client, editor):
    response = send(client, page(make_case()), **new_photo(caption=""))

    assert "请上传图片，或先填写图片说明。" in complaints(response)


def test_a_decorative_photo_with_words_is_an_error_on_the_form(client, editor):
    response = send(client, page(make_case()), **new_photo(is_decorative="on"))

    assert "纯装饰的图片不读出来，请清空替代文字。" in complaints(response)


def test_a_case_under_review_has_no_place_for_a_file(client, editor):
    case = make_case(state=CaseState.REVIEW)
    Photo.objects.create(case=case, caption="邻里花园")

    html = client.get(page(case)).content.decode()

    assert ("Upload" in html, "邻里花园" in html) == (False, True)
