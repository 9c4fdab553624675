"""Backups of a registry whose files lie in a bucket, and of programs of another age."""

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.showcase.backup.registries import complaints, furnished, is_empty, manage, tables_of

KEY = "only-for-tests"


@pytest.fixture
def aged(tmp_path, migrated):
    """A registry of another age."""
    database = furnished(tmp_path / "aged", migrated)
    yield database
    database.drop()


@pytest.fixture
def store():
    """The address of a store that speaks S3, with two empty buckets."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    for name in ("old", "new"):
        _bucket(address, name).create()
    yield address
    server.stop()


def _bucket(address: str, name: str):
    keys = {"aws_access_key_id": KEY, "aws_secret_access_key": KEY}
    return boto3.resource("s3", endpoint_url=address, region_name="us-east-1", **keys).Bucket(name)


def objects_in(address: str, name: str) -> dict[str, bytes]:
    return {one.key: one.get()["Body"].read() for one in _bucket(address, name).objects.all()}


def in_bucket(address: str, name: str) -> dict[str, str]:
    """The settings for files that lie in a bucket."""
    keys = {"S3_ACCESS_KEY_ID": KEY, "S3_SECRET_ACCESS_KEY": KEY}
    return {"MEDIA_STORAGE": "s3", "S3_BUCKET": name, "S3_ENDPOINT_URL": address, "NO_PROXY": "127.0.0.1", **keys}


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_files_of_a_bucket_are_saved_and_put_into_an_empty_one(store, migrated, tmp_path, place, monkeypatch):
    for name, value in in_bucket(store, "old").items():
        monkeypatch.setenv(name, value)
    busy = furnished(tmp_path / "busy", migrated)
    saved = manage(busy, "backup", tmp_path / "one.zip")
    monkeypatch.setenv("S3_BUCKET", "new")

    done = manage(place, "restore", tmp_path / "one.zip")

    assert (saved.returncode, done.returncode, complaints(done)) == (0, 0, "")
    assert tables_of(place) == tables_of(busy)
    assert len(objects_in(store, "new")) == 15
    assert objects_in(store, "new") == objects_in(store, "old")
    busy.drop()


def test_a_backup_of_an_older_program_is_restored_and_then_migrated(aged, tmp_path, place):
    assert manage(aged, "migrate", "showcase", "0010", "--verbosity", "0").returncode == 0
    assert manage(aged, "backup", tmp_path / "old.zip").returncode == 0

    done = manage(place, "restore", tmp_path / "old.zip")

    assert (done.returncode, "请运行 manage.py migrate 和 manage.py rebuild_search" in done.stdout) == (0, True)
    assert tables_of(place) == tables_of(aged)
    assert manage(place, "migrate", "--verbosity", "0").returncode == 0
    assert manage(place, "doctor").returncode < 2


def test_a_backup_of_a_newer_program_is_refused(aged, tmp_path, place):
    aged.change("UPDATE django_migrations SET name = '9999_future' WHERE name = '0011_latest_changes'")
    assert manage(aged, "backup", tmp_path / "new.zip").returncode == 0

    done = manage(place, "restore", tmp_path / "new.zip")

    assert (done.returncode, "请先把程序升级到备份时的版本" in done.stderr) == (1, True)
    assert is_empty(place)
