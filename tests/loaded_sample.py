"""The sample, loaded once for a whole test module: drawing sizes of ten pictures takes seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.test import override_settings

from showcase.sample.loading import SampleLoad, load_sample

STORAGE = "django.core.files.storage.FileSystemStorage"


@contextmanager
def loaded_sample(folder: Path) -> Iterator[SampleLoad]:
    """Load the sample with its files in ``folder``; each test's own transaction lies inside this one.

    Until it ends ``settings.DATA_DIR`` is ``folder``, so that a test may load again.
    """
    storages = {
        "default": {"BACKEND": STORAGE, "OPTIONS": {"location": folder / "private", "base_url": None}},
        "public": {"BACKEND": STORAGE, "OPTIONS": {"location": folder / "public", "base_url": "/media/"}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    quick_hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        override_settings(DATA_DIR=folder, STORAGES=storages, PASSWORD_HASHERS=quick_hashers),
        transaction.atomic(),
    ):
        yield load_sample()
        transaction.set_rollback(True)
