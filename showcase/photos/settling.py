"""Make storage agree with the database: the one place where photo files are copied out or removed.

The row decides. No row: no files anywhere, save what a draft in the bin keeps. A row not released: nothing
in public storage. A released row: all its sizes there. Asking twice changes nothing, so a killed process
is mended by asking again.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.files.storage import Storage, default_storage, storages
from django.db import transaction

from showcase.models import Photo
from showcase.photos.addresses import folder_of, size_names
from showcase.photos.keeping import names_kept

log = logging.getLogger(__name__)
_touched: ContextVar[set[str] | None] = ContextVar("touched", default=None)


@contextmanager
def photo_transaction() -> Iterator[None]:
    """A database transaction that takes its photo files along: rolled back, they are as before.

    Whoever opens a transaction around photo acts opens this one. (Django tells when a transaction
    commits, never when it is rolled back.)
    """
    outer = _touched.get()
    mine: set[str] = set()
    token = _touched.set(mine)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        _touched.reset(token)
        # Asked of the database, not assumed: the failure may have come just after the commit.
        settle_photos(mine)
        raise
    _touched.reset(token)
    if outer is not None:
        outer |= mine


def settle_after(*public_names: str) -> None:
    """Settle these photos when the transaction ends, whichever way it ends."""
    touched = _touched.get()
    if touched is not None:
        touched.update(public_names)

    # A function with a name: where it fails, Django logs what it is called, which a partial is not.
    def settle() -> None:
        settle_photos(public_names)

    # Robust: the row is committed; storage that is away for a moment must not tell the editor otherwise.
    transaction.on_commit(settle, robust=True)


def settle_photos(public_names: Iterable[str]) -> None:
    """Copy out and remove until both storages hold what the database says of these photos."""
    names = set(public_names)
    rows = {photo.public_name: photo for photo in Photo.objects.filter(public_name__in=names)}
    kept = names_kept() if len(rows) < len(names) else set()
    for name in names:
        photo = rows.get(name)
        if photo is None and name not in kept:
            empty_folder(default_storage, folder_of(name))
        if photo is None or photo.released_at is None:
            empty_folder(public_storage(), folder_of(name))
        elif not copy_out(photo):
            log.error("released photo %s has lost a file in private storage", photo.pk)


def public_storage() -> Storage:
    """Where readers' pictures lie."""
    return storages["public"]


def copy_out(photo: Photo) -> bool:
    """Put the sizes, never the original, into public storage; ``False`` where one is missing."""
    public, folder = public_storage(), folder_of(photo.public_name)
    for name in (f"{folder}/{size}" for size in size_names(photo.widths)):
        try:
            with default_storage.open(name) as private_file:
                # The length tells a whole copy from one that a killed process left half-written.
                if public.exists(name) and public.size(name) == private_file.size:
                    continue
                public.delete(name)
                public.save(name, private_file)
        except FileNotFoundError:
            return False
    return True


def empty_folder(storage: Storage, folder: str) -> None:
    """Remove a photo's folder with everything in it; no complaint where there is none."""
    for name in file_names(storage, folder):
        storage.delete(f"{folder}/{name}")
    try:
        storage.delete(folder)
    except OSError:
        log.warning("photo folder %s is not empty", folder)


def file_names(storage: Storage, folder: str) -> list[str]:
    """The files in ``folder``; none where it does not exist."""
    try:
        return storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
