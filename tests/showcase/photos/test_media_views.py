"""Who gets which picture: readers the released sizes, staff with the permission everything, others nothing."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage, storages
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.choices import CaseState
from showcase.models import CaseStudy, Photo
from showcase.photos.releasing import release_organization_photo, withdraw_photos
from tests.factories import make_case, make_staff
from tests.showcase.photos.shelves import (
    make_organization_photo,
    make_photo,
    make_released_photo,
    private_files,
    public_files,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.showcase.photos.urls")]

TYPES = {"480.jpg": "image/jpeg", "480.webp": "image/webp", "500.jpg": "image/jpeg", "500.webp": "image/webp"}


def public_address(photo, name="480.webp"):
    return f"/media/photos/{photo.public_name}/{name}"


def private_address(photo, name="original.jpg"):
    return reverse("private_photo", args=[photo.pk, name])


def status(client, address):
    """What the server answers; reading to the end closes the file it opened."""
    response = client.get(address)
    response.getvalue()
    return response.status_code


@pytest.mark.parametrize("name", TYPES)
def test_a_released_size_is_given_to_everyone_and_kept_for_good(client, name):
    photo = make_released_photo()

    response = client.get(public_address(photo, name))

    assert response.getvalue() == private_files()[f"photos/{photo.public_name}/{name}"]
    assert response.headers["Content-Type"] == TYPES[name]
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in response.headers


def test_the_addresses_a_page_prints_are_the_addresses_that_answer(client):
    picture = make_released_photo().picture()

    printed = [picture.src, *(part.split()[0] for part in f"{picture.srcset_webp}, {picture.srcset_jpeg}".split(", "))]

    assert [status(client, address) for address in printed] == [200] * 5


def test_a_picture_is_only_ever_asked_for(client):
    photo = make_released_photo()

    response = client.head(public_address(photo))

    assert response.getvalue() == b""
    assert int(response.headers["Content-Length"]) == len(public_files()[f"photos/{photo.public_name}/480.webp"])
    assert client.post(public_address(photo)).status_code == 405


def test_a_released_picture_costs_one_query(client, django_assert_num_queries):
    photo = make_released_photo()

    with django_assert_num_queries(1):  # whether the photo is public
        status(client, public_address(photo))


def test_a_picture_of_an_organization_is_given_once_released(client):
    photo = make_organization_photo()
    assert status(client, public_address(photo)) == 404

    release_organization_photo(photo)

    assert status(client, public_address(photo)) == 200


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN])
def test_no_address_gives_a_picture_of_a_case_that_is_not_public(client, state):
    photo = make_photo(make_case(state=state))
    names = [name.rpartition("/")[2] for name in private_files()]
    assert len(names) == 5

    assert {status(client, public_address(photo, name)) for name in names} == {404}


def test_a_withdrawn_picture_is_gone_before_its_files_are(client):
    photo = make_released_photo()

    withdraw_photos(photo.case)

    # The test's transaction is not committed, so what could leak still lies there.
    assert len(public_files()) == 4
    assert status(client, public_address(photo)) == 404


@pytest.mark.parametrize(
    "facts",
    [
        {"state": CaseState.DRAFT},
        {"state": CaseState.WITHDRAWN, "withdrawn_at": timezone.now(), "withdrawal_reason": "内容有误"},
        {"state": CaseState.SCHEDULED, "publish_at": timezone.now() + timedelta(days=1)},
    ],
)
def test_a_case_taken_back_by_any_other_way_takes_its_pictures_along(client, facts):
    photo = make_released_photo()

    CaseStudy.objects.filter(pk=photo.case_id).update(**facts)

    assert len(public_files()) == 4
    assert status(client, public_address(photo)) == 404


def test_the_original_has_no_public_address_even_where_somebody_put_it(client):
    photo = make_released_photo()
    with default_storage.open(photo.original.name) as original:
        storages["public"].save(photo.original.name, original)

    assert status(client, public_address(photo, "original.jpg")) == 404


@pytest.mark.parametrize(
    "tail",
    [
        "480.png",
        "0480.jpg",
        "48000.jpg",
        "480.jpg%0A",
        "480.jpg/",
        "480.JPG",
        "..%2f..%2fregistry.sqlite3",
        "../../registry.sqlite3",
        "%2e%2e/480.jpg",
        "",
    ],
)
def test_no_other_name_reaches_the_storage(client, tail):
    photo = make_released_photo()

    assert status(client, f"/media/photos/{photo.public_name}/{tail}") == 404


@pytest.mark.parametrize("name", ["A" * 32, "a" * 31, "a" * 33, "..", "%2e%2e", "a" * 32 + "%0a"])
def test_no_other_folder_is_an_address(name):
    with pytest.raises(Resolver404):
        resolve(f"/media/photos/{name}/480.jpg")


def test_a_size_that_was_never_made_is_not_found(client):
    assert status(client, public_address(make_released_photo(), "960.jpg")) == 404


@pytest.mark.parametrize(
    ("role", "answer"), [(EDITOR, 200), (CHIEF_EDITOR, 200), (AUDITOR, 200), (REVIEWER, 200), (CLERK, 403), ("", 403)]
)
def test_staff_see_unreleased_pictures_with_the_permission_only(client, role, answer):
    photo = make_photo()
    client.force_login(make_staff(role))

    assert status(client, private_address(photo)) == answer


def test_a_private_picture_is_kept_nowhere(client):
    photo = make_photo()
    client.force_login(make_staff(AUDITOR))

    response = client.get(private_address(photo, "480.webp"))

    assert response.getvalue() == private_files()[f"photos/{photo.public_name}/480.webp"]
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Type"] == "image/webp"


def test_a_stranger_is_asked_to_sign_in(client):
    address = private_address(make_released_photo())

    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={address}")


@pytest.mark.parametrize("facts", [{"is_staff": False}, {"is_active": False}])
def test_who_is_no_longer_staff_sees_nothing(client, facts):
    user = make_staff(CHIEF_EDITOR)
    client.force_login(user)
    type(user).objects.filter(pk=user.pk).update(**facts)

    assert status(client, private_address(make_photo())) == 302


def test_a_caption_without_a_picture_has_nothing_to_show(client):
    photo = Photo.objects.create(case=make_case(), caption="打造线上智能服务平台")
    client.force_login(make_staff(AUDITOR))

    assert status(client, private_address(photo)) == 404
