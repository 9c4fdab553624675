"""Mend what a killed process or a restored backup left between storage and database."""

from datetime import datetime, timedelta

from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from showcase.models import Photo
from showcase.photos.addresses import FOLDER, folder_of
from showcase.photos.keeping import names_kept
from showcase.photos.settling import file_names, public_storage, settle_photos

# Younger files may belong to a transaction still open elsewhere.
SETTLED_AFTER = timedelta(hours=1)


def sweep_photos(before: datetime | None = None) -> int:
    """Remove files no row answers for, last written ``before`` (an hour ago by default); how many photos."""
    strays = stray_photos(before or timezone.now() - SETTLED_AFTER)
    settle_photos(strays)
    return len(strays)


def stray_photos(before: datetime) -> set[str]:
    """The public names of photos that no row answers for, their files last written ``before``."""
    return {
        *_strays(default_storage, _answered_for(), before),
        *_strays(public_storage(), _released(), before),
    }


def republish_photos() -> int:
    """Copy out every released photo that public storage lacks, as after a restore; how many are released."""
    released = _released()
    settle_photos(released)
    return len(released)


def _answered_for() -> set[str]:
    return set(Photo.objects.values_list("public_name", flat=True)) | names_kept()


def _released() -> set[str]:
    return set(Photo.objects.filter(released_at__isnull=False).values_list("public_name", flat=True))


def _strays(storage: Storage, known: set[str], before: datetime) -> set[str]:
    try:
        folders = set(storage.listdir(FOLDER)[0])
    except FileNotFoundError:
        return set()
    return {name for name in folders - known if _is_older(storage, folder_of(name), before)}


def _is_older(storage: Storage, folder: str, before: datetime) -> bool:
    written = (storage.get_modified_time(f"{folder}/{name}") for name in file_names(storage, folder))
    return all(moment < before for moment in written)
