"""What lies in the two storages, and photos put there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.storage import Storage, default_storage, storages

from showcase.choices import CaseState
from showcase.models import CaseStudy, Photo
from showcase.photos.receiving import receive_photo
from showcase.photos.releasing import release_photos
from showcase.photos.settling import photo_transaction
from tests.factories import make_case, make_organization
from tests.showcase.photos.pictures import jpeg, upload


def files_in(storage: Storage) -> dict[str, bytes]:
    """Every file of a storage, by name."""
    return dict(_walk(storage, ""))


def _walk(storage: Storage, folder: str) -> Iterator[tuple[str, bytes]]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        with storage.open(f"{folder}{name}") as file:
            yield f"{folder}{name}", file.read()
    for name in folders:
        yield from _walk(storage, f"{folder}{name}/")


def private_files() -> dict[str, bytes]:
    return files_in(default_storage)


def public_files() -> dict[str, bytes]:
    return files_in(storages["public"])


def make_photo(case: CaseStudy | None = None, *, data: bytes | None = None, **facts: Any) -> Photo:
    """A photo with its picture, unreleased; of a draft case unless it belongs elsewhere."""
    if "organization" not in facts:
        facts["case"] = case or make_case()
    facts.setdefault("caption", "针对社区议题进行协商沟通")
    facts.setdefault("alternative_text", "十来个人围坐在一张长桌旁")
    return receive_photo(Photo(**facts), upload(data or jpeg(500, 400)))


def make_released_photo(**facts: Any) -> Photo:
    """A photo that readers see, of a published case."""
    case = make_case(state=CaseState.PUBLISHED)
    photo = make_photo(case, **facts)
    release_photos(case)
    photo.refresh_from_db()
    return photo


def make_organization_photo(**facts: Any) -> Photo:
    return make_photo(organization=facts.pop("organization", None) or make_organization(), **facts)


@contextmanager
def failing_afterwards() -> Iterator[None]:
    """A transaction that fails when all within it is done."""
    try:
        with photo_transaction():
            yield
            raise InterruptedError
    except InterruptedError:
        pass
