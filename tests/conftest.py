"""What every test stands on: plain static files, folders of its own, no network (see ``early``)."""

import os
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import settings as examples

# For ``make soak``: as many examples as one has patience for.
examples.register_profile("soak", max_examples=int(os.environ.get("EXAMPLES", "5000")))


def pytest_collection_modifyitems(config, items):
    """Leave out what takes many minutes, unless ``-m soak`` asks for it."""
    if config.getoption("-m") == "soak":
        return
    soaking = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=soaking)
    items[:] = [item for item in items if item not in soaking]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Called by pytest-xdist, where it runs."""
    from tests.workers import TogetherScheduling

    return TogetherScheduling(config, log) if config.getvalue("dist") in ("load", "loadgroup") else None


@pytest.fixture(autouse=True, scope="session")
def _emptied_logs():
    """Nothing empties the security log; what clears a whole test database has to, and puts its triggers back."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from organizations.append_only import install, remove

    as_stock = BaseDatabaseOperations.execute_sql_flush

    def emptying(self, statements):
        remove(self.connection)
        try:
            as_stock(self, statements)
        finally:
            install(self.connection)

    BaseDatabaseOperations.execute_sql_flush = emptying
    yield
    BaseDatabaseOperations.execute_sql_flush = as_stock


@pytest.fixture(autouse=True, scope="session")
def _sample_pictures_prepared_once():
    """The sizes of the sample's ten pictures take seconds, and are the same whenever it is loaded."""
    from showcase.photos import receiving

    as_stock = receiving.prepare_photo
    sample = {path.read_bytes() for path in Path(settings.BASE_DIR, "fixtures/photos").glob("*.jpg")}
    remembered = cache(as_stock)
    receiving.prepare_photo = lambda data: (remembered if data in sample else as_stock)(data)
    yield
    receiving.prepare_photo = as_stock


@pytest.fixture(autouse=True)
def _plain_files(settings, tmp_path):
    """Static files without a collect step; uploads into this test's own folder."""
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        },
        "public": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "public", "base_url": "/media/"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
