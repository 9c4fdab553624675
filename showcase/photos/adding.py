"""Photos added to a case by the dozen: each file on its own, so that one that is refused holds up no other."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Max

from showcase.models import CaseStudy, Photo
from showcase.photos.processing import PreparedPhoto, prepare_photo
from showcase.photos.receiving import keep_photo, read_upload
from showcase.photos.settling import photo_transaction

# Word files with forty pictures are met with; beyond this a page of rows is no help to anybody.
MOST_PHOTOS = 60
FULL = f"一篇案例最多 {MOST_PHOTOS} 张图片，这一张没有收入。请先删去不用的。"


def add_photo(case: CaseStudy, upload: File) -> Photo:
    """Clean ``upload`` and put it after the case's other photos, to be placed and described by hand.

    Raises ``ValidationError`` in Chinese where it is no usable photo; nothing has changed then.
    """
    return add_prepared(case, prepare_photo(read_upload(upload)))


def add_prepared(case: CaseStudy, prepared: PreparedPhoto) -> Photo:
    """Put a cleaned picture after the case's other photos."""
    with photo_transaction():
        CaseStudy.objects.select_for_update().get(pk=case.pk)
        if case.photos.count() >= MOST_PHOTOS:
            raise ValidationError(FULL)
        last = case.photos.aggregate(last=Max("position"))["last"] or 0
        return keep_photo(Photo(case=case, position=last + 1), prepared)
