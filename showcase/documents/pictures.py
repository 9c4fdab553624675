"""Pictures of a draft on their way into private storage: cleaned one at a time, before any row is locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from showcase.documents.drafts import CaseDraft, DraftFigure
from showcase.models import Photo
from showcase.models.photos import new_public_name
from showcase.photos.addresses import ORIGINAL_NAME, folder_of
from showcase.photos.processing import prepare_photo
from showcase.photos.settling import settle_after, settle_photos


@dataclass(frozen=True)
class StoredPicture:
    """What became of one figure's picture: where its files lie, or why they do not. Both empty: it had none."""

    public_name: str = ""
    width: int = 0
    height: int = 0
    widths: list[int] = field(default_factory=list)
    refusal: str = ""

    def give_to(self, photo: Photo) -> None:
        """Make the files those of ``photo``; they go again if the transaction does not come to its end."""
        settle_after(self.public_name)
        photo.public_name = self.public_name
        photo.original = f"{folder_of(self.public_name)}/{ORIGINAL_NAME}"
        photo.width, photo.height, photo.widths = self.width, self.height, self.widths


@contextmanager
def stored_pictures(draft: CaseDraft) -> Iterator[list[StoredPicture]]:
    """The pictures of ``draft.figures()``, in that order; gone again where the block fails.

    Cleaning takes seconds: nobody else should wait for the database meanwhile.
    """
    stored: list[StoredPicture] = []
    try:
        for _, figure in draft.figures():
            stored.append(_store(figure))
        yield stored
    except BaseException:
        # No row answers for them, so they are removed.
        settle_photos(one.public_name for one in stored if one.public_name)
        raise


def _store(figure: DraftFigure) -> StoredPicture:
    try:
        data = figure.read_picture()
        if data is None:
            return StoredPicture()
        prepared = prepare_photo(data)
    except ValidationError as error:
        return StoredPicture(refusal="".join(error.messages))
    name = new_public_name()
    try:
        for file_name, content in prepared.files.items():
            default_storage.save(f"{folder_of(name)}/{file_name}", ContentFile(content))
    except BaseException:
        # A disk that is full has perhaps taken some of them.
        settle_photos([name])
        raise
    return StoredPicture(name, prepared.width, prepared.height, prepared.widths)
