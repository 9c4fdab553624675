"""Receive a picture for a photo record, and let its files go with the record."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from showcase.models import Photo
from showcase.models.photos import new_public_name
from showcase.photos import refusals
from showcase.photos.addresses import ORIGINAL_NAME, folder_of
from showcase.photos.processing import MAX_BYTES, PreparedPhoto, prepare_photo
from showcase.photos.settling import photo_transaction, settle_after


def receive_photo(photo: Photo, upload: File) -> Photo:
    """Clean ``upload`` and keep it as ``photo``'s picture, in place of any it had; saves the photo.

    Raises ``ValidationError`` in Chinese where the upload is no usable photo; nothing has changed then.
    """
    return keep_photo(photo, prepare_photo(read_upload(upload)))


def read_upload(upload: File) -> bytes:
    """The bytes sent. Raises ``ValidationError`` for what is called no picture, and before reading too much."""
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(refusals.TOO_HEAVY)
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    name = upload.name or ""
    if refusals.is_misnamed(name):
        raise ValidationError(refusals.reason_misnamed(name, data))
    return data


def keep_photo(photo: Photo, prepared: PreparedPhoto) -> Photo:
    """Write the files into private storage and save the photo, unreleased, under a new public name.

    Public sizes are cached for a year: an old address must never show a new picture.
    """
    with photo_transaction():
        stored = Photo.objects.select_for_update().filter(pk=photo.pk).values_list("public_name", flat=True)
        replaced = list(stored)
        photo.public_name = new_public_name()
        settle_after(photo.public_name, *replaced)
        for name, content in prepared.files.items():
            default_storage.save(f"{folder_of(photo.public_name)}/{name}", ContentFile(content))
        photo.original = f"{folder_of(photo.public_name)}/{ORIGINAL_NAME}"
        photo.width, photo.height, photo.widths = prepared.width, prepared.height, prepared.widths
        photo.released_at = None
        photo.save()
    return photo


def delete_photo(photo: Photo) -> None:
    """Delete the record and, once that is committed, its files in both storages."""
    with photo_transaction():
        discard_photo_files(photo)
        photo.delete()


def discard_photo_files(*photos: Photo) -> None:
    """Remove the files of records that go in this transaction, once they are gone.

    For whoever deletes rows otherwise: a query, an inline, a case with all its photos. To be called
    in the same transaction as the deletion; a record that stays keeps its files.
    """
    settle_after(*(photo.public_name for photo in photos))
