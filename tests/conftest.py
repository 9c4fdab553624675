"""What every test stands on: plain static files, folders of its own, no network (see ``early``)."""

import os

import pytest
from hypothesis import settings as examples

# For ``make soak``: as many examples as one has patience for.
examples.register_profile("soak", max_examples=int(os.environ.get("EXAMPLES", "5000")))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Called by pytest-xdist, where it runs."""
    from tests.workers import TogetherScheduling

    return TogetherScheduling(config, log) if config.getvalue("dist") in ("load", "loadgroup") else None


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
