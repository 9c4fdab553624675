"""A Word file on record: its bytes, and the draft it became. All of it or nothing."""

import hashlib
from dataclasses import dataclass, replace

from organizations.choices import SourceKind
from organizations.models import Organization, StaffUser, Subdistrict
from organizations.receiving import keep_file
from showcase.choices import DocumentKind
from showcase.documents.drafts import CaseDraft
from showcase.documents.pictures import StoredPicture, stored_pictures
from showcase.documents.recording import record_import, wait_for_imports
from showcase.documents.word.reading import read_case
from showcase.documents.writing import Circumstances, write_case
from showcase.models import DocumentImport
from showcase.photos.settling import photo_transaction, settle_photos


@dataclass(frozen=True)
class ReceivedCase:
    """The trace of an import; ``is_new`` is false where the same bytes had become a case before."""

    record: DocumentImport
    is_new: bool


def receive_case(data: bytes, file_name: str, *, by: StaffUser | None, organization: str = "") -> ReceivedCase:
    """Read ``data``, keep it, and write what it holds as a draft; the same bytes a second time add nothing.

    ``organization`` names whom the case is about where the document does not. Raises ``UnreadableSource``
    where it cannot be read, ``ValidationError`` where it cannot be kept; nothing is kept then.
    """
    if known := _known(data):
        return ReceivedCase(known, is_new=False)
    draft = read_case(data, file_name)
    if organization:
        draft = replace(draft, organizations=(organization,))
    with stored_pictures(draft) as pictures, photo_transaction():
        wait_for_imports()
        if known := _known(data):
            settle_photos(one.public_name for one in pictures if one.public_name)
            return ReceivedCase(known, is_new=False)
        about = Circumstances(place=_place_of(organization))
        return ReceivedCase(_write(data, file_name, draft, pictures, by, about), is_new=True)


def _write(
    data: bytes,
    file_name: str,
    draft: CaseDraft,
    pictures: list[StoredPicture],
    by: StaffUser | None,
    about: Circumstances,
) -> DocumentImport:
    publication = draft.source if len(draft.source) <= 100 else ""
    source = keep_file(data, file_name, kind=SourceKind.DOCUMENT, headline=draft.title, publication=publication)
    try:
        written = write_case(draft, source=source, by=by, about=about, pictures=pictures)
        return record_import(DocumentKind.WORD, source, [written.case], written.decisions, by=by)
    except BaseException:
        source.file.delete(save=False)
        raise


def _known(data: bytes) -> DocumentImport | None:
    """What the same bytes became before, as long as it is there."""
    same = DocumentImport.objects.filter(
        kind=DocumentKind.WORD, source__sha256=hashlib.sha256(data).hexdigest(), cases__isnull=False
    )
    return same.order_by("-pk").first()


def _place_of(name: str) -> Subdistrict | None:
    """The subdistrict of the one organisation that is called ``name`` exactly."""
    named = list(Organization.objects.canonical_only().filter(name=name).select_related("subdistrict")[:2])
    return named[0].subdistrict if len(named) == 1 else None
