"""The sample, loaded once for a whole test module: drawing sizes of ten pictures takes seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from showcase.sample.loading import SampleLoad, load_sample

STORAGE = "django.core.files.storage.FileSystemStorage"


def quick_settings(folder: Path) -> dict[str, Any]:
    """Settings of a registry with its files in ``folder`` and passwords that cost nothing."""
    return {
        "DATA_DIR": folder,
        "STORAGES": {
            "default": {"BACKEND": STORAGE, "OPTIONS": {"location": folder / "private", "base_url": None}},
            "public": {"BACKEND": STORAGE, "OPTIONS": {"location": folder / "public", "base_url": "/media/"}},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }


@contextmanager
def loaded_sample(folder: Path) -> Iterator[SampleLoad]:
    """Load the sample with its files in ``folder``; each test's own transaction lies inside this one.

    Until it ends ``settings.DATA_DIR`` is ``folder``, so that a test may load again.
    """
    with override_settings(**quick_settings(folder)), transaction.atomic():
        yield load_sample()
        transaction.set_rollback(True)
