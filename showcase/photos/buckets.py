"""Photo files in an S3-compatible store, where several machines share them.

Nothing in the bucket is public: readers get a released picture through the site, which asks its row first,
so a withdrawal holds even while the store cannot be reached to remove the file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from showcase.photos.away import StorageAway

MISSING = {"404", "NoSuchKey", "NotFound"}


@contextmanager
def answering() -> Iterator[None]:
    """Let a failure of the store be what a failing disk is."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in MISSING:
            raise FileNotFoundError(str(error)) from error
        raise StorageAway(str(error)) from error
    except BotoCoreError as error:
        raise StorageAway(str(error)) from error


class PhotoBucket(S3Storage):
    """One folder (``location``) of the bucket. Raises ``FileNotFoundError`` and ``StorageAway``, as a disk does."""

    def _open(self, name: str, mode: str = "rb") -> File:
        # At once, not at the first read: by then half an answer might be on its way.
        with answering():
            stored = self.bucket.Object(self._normalize_name(clean_name(name))).get()["Body"]
            return ContentFile(stored.read(), name)

    def _save(self, name: str, content: File) -> str:
        with answering():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with answering():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with answering():
            return bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with answering():
            return super().listdir(name)

    def size(self, name: str) -> int:
        with answering():
            return int(super().size(name))

    def get_modified_time(self, name: str) -> datetime:
        with answering():
            return super().get_modified_time(name)

    def url(self, name: str | None, *args: Any, **options: Any) -> str:
        """Refused: whoever is given an address of the store goes past the permission check."""
        raise NotImplementedError("files of the bucket are served by the site")
