"""What every test stands on: a data folder of its own, plain static files, no network."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="registry-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-and-long-enough-to-be-a-secret")

import pytest

# WhiteNoise warns of a missing folder, and warnings are errors; nothing is collected for tests.
Path(os.environ["DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)


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
