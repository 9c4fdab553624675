"""``/healthz`` says that the process is alive, ``/readyz`` that it can serve."""

import os

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor

from showcase import readiness

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _just_started(monkeypatch):
    monkeypatch.setattr(readiness, "_settled", set())


def test_a_process_with_everything_it_needs_is_ready(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "database": "ok", "migrations": "ok", "storage": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_before_the_migrations_it_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])

    response = client.get("/readyz")

    assert (response.status_code, response.json()["migrations"]) == (503, "pending")


def test_migrations_are_counted_once_for_a_process(client, django_assert_num_queries):
    client.get("/readyz")

    with django_assert_num_queries(1):  # whether the database answers
        client.get("/readyz")


def test_without_the_database_it_is_alive_and_not_ready(client, monkeypatch):
    def away(*_):
        raise OperationalError

    monkeypatch.setattr(readiness.connection, "cursor", away)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["database"]) == (503, "away")
    assert client.get("/healthz").status_code == 200


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_without_leave_to_write_files_it_is_not_ready(client, tmp_path):
    (tmp_path / "private").mkdir(mode=0o500)

    assert client.get("/readyz").json()["storage"] == "away"


def test_files_may_not_be_kept_where_there_is_no_folder(client, settings, tmp_path):
    settings.STORAGES["public"]["OPTIONS"]["location"] = tmp_path / "missing" / "folder"

    assert client.get("/readyz").json()["storage"] == "away"
