"""Photos go public with their case and leave with it; each act may be done twice without harm.

What is copied out are the sizes, never the original, and only while readers see the case. Files
are copied before the commit (their names cannot be guessed) and removed after it.
"""

import logging
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from showcase.choices import CaseState
from showcase.models import CaseStudy, Photo
from showcase.photos.settling import copy_out, photo_transaction, settle_after

log = logging.getLogger(__name__)


def release_photos(case: CaseStudy, at: datetime | None = None) -> None:
    """Put the pictures of a public case where readers reach them.

    A case that is not public at ``at`` (now by default), such as one scheduled for later, keeps its
    pictures private: ``release_due_photos`` releases them when its time has come. A picture whose
    file is missing, or that has nothing to be read aloud, stays a captioned slot.
    """
    at = at or timezone.now()
    if not case.is_public(at):
        return
    with photo_transaction():
        for photo in case.photos.with_picture().described():
            if not _release(photo, at):
                log.error("photo %s of case %s has lost a file; readers see its caption only", photo.pk, case.pk)


def withdraw_photos(case: CaseStudy) -> None:
    """Take all pictures of ``case`` off the site."""
    with photo_transaction():
        for photo in case.photos.all():
            withdraw_photo(photo)


def release_photo(photo: Photo, at: datetime | None = None) -> Photo:
    """Release one picture: of an organisation, or added to a case that is already public.

    Raises ``ValidationError`` where its case is not public, or text or file is missing.
    """
    at = at or timezone.now()
    if reason := reason_not_to_release_photo(photo, at):
        raise ValidationError(reason)
    with photo_transaction():
        if not _release(photo, at):
            raise ValidationError("图片文件不在了，请重新上传。")
    return photo


def release_organization_photo(photo: Photo, at: datetime | None = None) -> Photo:
    """Release a picture that belongs to an organisation. Raises ``ValidationError`` as ``release_photo`` does."""
    if photo.organization_id is None:
        raise ValidationError("这张图片属于案例，随案例一同公开。")
    return release_photo(photo, at)


def withdraw_photo(photo: Photo) -> Photo:
    """Take one picture off the site; readers see its caption."""
    with photo_transaction():
        settle_after(photo.public_name)
        if photo.released_at is not None:
            photo.released_at = None
            photo.save(update_fields=["released_at"])
    return photo


def release_due_photos(at: datetime) -> int:
    """Release the pictures of scheduled cases whose time has come by ``at``; how many were released."""
    due = CaseStudy.objects.filter(state=CaseState.SCHEDULED, publish_at__lte=at)
    waiting = Photo.objects.with_picture().described().filter(case__in=due, released_at__isnull=True)
    return sum(_release(photo, at) for photo in waiting)


def reason_not_to_release_photo(photo: Photo, at: datetime) -> str:
    """Why the picture may not go public at ``at``, in Chinese; ``""`` where nothing stands against it."""
    if photo.case is not None and not photo.case.is_public(at):
        return "案例还没有公开，图片会随案例一同公开。"
    if not photo.has_picture():
        return "还没有图片文件，请先上传图片。"
    if not photo.alternative_text and not photo.is_decorative:
        return "图片没有替代文字：请写明图中是什么，或勾选“纯装饰”。"
    return ""


def _release(photo: Photo, at: datetime) -> bool:
    """Copy the sizes out and say so in the row; ``False``, and nothing public, where a file is missing."""
    with photo_transaction():
        settle_after(photo.public_name)
        whole = copy_out(photo)
        if photo.released_at is None and whole:
            photo.released_at = at
        elif photo.released_at is not None and not whole:
            photo.released_at = None
        else:
            return whole
        photo.save(update_fields=["released_at"])
    return whole
