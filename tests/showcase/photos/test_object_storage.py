"""Photos in a bucket, over the S3 protocol on loopback: every act of theirs, and a store that is gone."""

import socket
from datetime import timedelta

import boto3
import pytest
from django.core.files.storage import default_storage, storages
from django.utils import timezone
from moto.server import ThreadedMotoServer

from config.storages import bucket_storages
from showcase.choices import CaseState
from showcase.models import CaseStudy, Photo
from showcase.photos.away import StorageAway
from showcase.photos.receiving import delete_photo, receive_photo
from showcase.photos.sweeping import sweep_photos
from showcase.publishing import release_case, withdraw_case
from tests.factories import make_case, make_staff
from tests.showcase.photos.pictures import jpeg, upload
from tests.showcase.photos.shelves import failing_afterwards, make_photo

pytestmark = [
    pytest.mark.django_db,
    # The client leaves its sockets to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
BUCKET, KEY = "honours", "only-for-tests"
SIZES = {"480.webp", "480.jpg", "500.webp", "500.jpg"}


@pytest.fixture(scope="module")
def store():
    """The address of a store that speaks S3, with one empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    _bucket(address).create()
    yield address
    server.stop()


@pytest.fixture(autouse=True)
def bucket(store, settings, monkeypatch):
    """What lies in the bucket; empty before each test."""
    # A proxy of this machine's has no business on loopback.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings.STORAGES = {**settings.STORAGES, **bucket_storages(BUCKET, store, KEY, KEY, "us-east-1")}
    made = _bucket(store)
    made.objects.delete()
    return made


def _bucket(address: str):
    keys = {"aws_access_key_id": KEY, "aws_secret_access_key": KEY}
    return boto3.resource("s3", endpoint_url=address, region_name="us-east-1", **keys).Bucket(BUCKET)


@pytest.fixture
def gone(settings):
    """The store stops answering: nobody listens at its address."""

    def leave():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{free.getsockname()[1]}"
        settings.STORAGES = {**settings.STORAGES, **bucket_storages(BUCKET, address, KEY, KEY, "us-east-1")}

    return leave


def names(bucket, folder: str, photo: Photo) -> set[str]:
    """The files of ``photo`` in one folder of the bucket."""
    start = f"{folder}/photos/{photo.public_name}/"
    return {one.key.removeprefix(start) for one in bucket.objects.filter(Prefix=start)}


@pytest.fixture
def photo():
    return make_photo(make_case(state=CaseState.REVIEW))


@pytest.fixture
def released(photo, committing):
    with committing():
        release_case(photo.case, make_staff())
    photo.refresh_from_db()
    return photo


def test_an_upload_lies_in_the_private_folder_alone(bucket, photo):
    assert names(bucket, "private", photo) == {"original.jpg", *SIZES}
    assert names(bucket, "public", photo) == set()


def test_a_release_copies_the_sizes_out_and_readers_get_them(bucket, client, released):
    address = f"/media/photos/{released.public_name}/480.webp"
    response = client.get(address)

    assert names(bucket, "public", released) == SIZES
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    with storages["public"].open(f"photos/{released.public_name}/480.webp") as file:
        assert response.getvalue() == file.read()


def test_a_withdrawal_removes_them(bucket, client, released, committing):
    with committing():
        withdraw_case(released.case, make_staff(), "有误")

    assert names(bucket, "public", released) == set()
    assert names(bucket, "private", released) == {"original.jpg", *SIZES}
    assert client.get(f"/media/photos/{released.public_name}/480.webp").status_code == 404


def test_another_picture_takes_the_place_of_the_first_under_a_new_name(bucket, photo, committing):
    first = Photo.objects.get(pk=photo.pk)
    with committing():
        receive_photo(photo, upload(jpeg(400, 300)))

    assert photo.public_name != first.public_name
    assert names(bucket, "private", first) == set()
    assert names(bucket, "private", photo) == {"original.jpg", "400.webp", "400.jpg"}


def test_deleting_removes_every_file(bucket, released, committing):
    with committing():
        delete_photo(released)

    assert list(bucket.objects.all()) == []


def test_an_upload_that_is_rolled_back_leaves_no_file(bucket):
    with failing_afterwards():
        make_photo()

    assert list(bucket.objects.all()) == []


def test_what_a_killed_process_left_is_swept(bucket, photo):
    bucket.put_object(Key=f"private/photos/{'0' * 32}/original.jpg", Body=b"x")

    assert sweep_photos(timezone.now() + timedelta(hours=1)) == 1
    assert names(bucket, "private", photo) == {"original.jpg", *SIZES}
    assert len(list(bucket.objects.all())) == 5


def test_a_missing_file_is_a_missing_file(bucket, photo):
    with pytest.raises(FileNotFoundError):
        default_storage.open("photos/nothing/original.jpg")


def test_without_the_store_an_upload_is_refused_and_nothing_is_kept(gone):
    case = make_case()
    gone()

    with pytest.raises(StorageAway):
        make_photo(case)

    assert Photo.objects.count() == 0


def test_without_the_store_a_case_is_not_half_released(gone, photo):
    gone()

    with pytest.raises(StorageAway):
        release_case(photo.case, make_staff())

    assert CaseStudy.objects.get().state == CaseState.REVIEW
    assert Photo.objects.get().released_at is None


def test_without_the_store_a_withdrawal_holds_all_the_same(gone, client, released, committing, caplog):
    gone()
    with committing():
        withdraw_case(released.case, make_staff(), "有误")

    assert CaseStudy.objects.get().state == CaseState.WITHDRAWN
    assert client.get(f"/media/photos/{released.public_name}/480.webp").status_code == 404


def test_without_the_store_readers_are_told_in_words_and_not_with_an_error(gone, client, released, caplog):
    gone()

    response = client.get(f"/media/photos/{released.public_name}/480.webp")

    assert response.status_code == 503
    assert "图片存储连不上" in response.content.decode()


def test_no_file_of_the_bucket_has_an_address_of_its_own(photo):
    with pytest.raises(NotImplementedError):
        default_storage.url(photo.original.name)


def test_the_site_is_ready_with_its_store_and_not_without(gone, client):
    ready = client.get("/readyz")
    gone()
    not_ready = client.get("/readyz")

    assert (ready.status_code, ready.json()["storage"]) == (200, "ok")
    assert (not_ready.status_code, not_ready.json()["storage"]) == (503, "away")
