"""A disk that is full or read-only: an upload is refused in words, nothing of it is kept, and reading goes on."""

import errno
import os
import tempfile

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from organizations.models import SourceDocument
from organizations.roles import EDITOR
from showcase.cards.drawing import Card
from showcase.cards.keeping import card_bytes
from showcase.models import CaseStudy, Photo
from tests.factories import make_case, make_staff
from tests.showcase.documents.reading import FILES
from tests.showcase.photos.pictures import jpeg, upload
from tests.showcase.photos.shelves import make_released_photo, private_files

pytestmark = pytest.mark.django_db

SAYS = {errno.ENOSPC: "磁盘满了", errno.EROFS: "现在不能保存文件", errno.EACCES: "现在不能保存文件"}
WORD = FILES / "articles/three_captioned_photos.docx"


@pytest.fixture
def editor(client):
    client.force_login(make_staff(EDITOR))
    client.raise_request_exception = False
    return client


@pytest.fixture(params=SAYS, ids=[errno.errorcode[number] for number in SAYS])
def said(request, monkeypatch):
    """Whoever keeps a file is told this by the disk, once two were kept; what the page must say."""
    kept = []
    as_stock = FileSystemStorage._save

    def refuse(self, name, content):
        if len(kept) == 2:
            raise OSError(request.param, os.strerror(request.param))
        kept.append(name)
        return as_stock(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", refuse)
    return SAYS[request.param]


def answer_of(response):
    return response.status_code, response.headers.get("Retry-After"), response.content.decode()


def test_a_photo_is_refused_and_nothing_of_it_is_left(editor, said):
    case = make_case()

    status, retry, page = answer_of(
        editor.post(f"/admin/showcase/casestudy/{case.pk}/writing/photos/", {"file": upload(jpeg(500, 40))})
    )

    assert (status, retry, said in page) == (503, "10", True)
    assert (Photo.objects.count(), private_files()) == (0, {})


def test_a_word_file_is_refused_and_nothing_of_it_is_left(editor, said):
    with WORD.open("rb") as file:
        status, retry, page = answer_of(editor.post("/admin/showcase/casestudy/word/", {"file": file}))

    assert (status, retry, said in page) == (503, "10", True)
    assert (CaseStudy.objects.count(), SourceDocument.objects.count(), private_files()) == (0, 0, {})


def test_a_file_too_large_for_the_memory_finds_no_room_beside_it_either(editor, monkeypatch):
    def full(self, *args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", full)
    large = upload(b"x" * (5 * 1024 * 1024 + 1))

    status, _, page = answer_of(editor.post("/admin/showcase/casestudy/word/", {"file": large}))

    assert (status, "磁盘满了" in page) == (503, True)


def test_a_source_whose_row_is_refused_leaves_no_file(monkeypatch):
    from organizations.choices import SourceKind
    from organizations.receiving import keep_file

    def refuse(self, *args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(SourceDocument, "save", refuse)

    with pytest.raises(OSError, match="No space"):
        keep_file(b"x", "a.txt", kind=SourceKind.ROSTER, headline="a")
    assert private_files() == {}


def test_readers_go_on_while_nothing_can_be_kept_for_them(client, settings, tmp_path, monkeypatch):
    """Pages, pictures, and the pictures of links, which are drawn for each reader then."""
    settings.DATA_DIR = tmp_path
    photo = make_released_photo()

    def refuse(*args, **kwargs):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(FileSystemStorage, "_save", refuse)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    pages = ["/", "/honors/", f"/cases/{photo.case.slug}/"]

    assert [client.get(address).status_code for address in pages] == [200] * 3
    assert card_bytes(Card("荣誉册", "经验案例", "坚持", "陶家宅"))[:4] == b"\x89PNG"
    assert not list(tmp_path.glob("cards/*"))


def test_a_card_that_a_full_disk_took_half_of_is_not_kept(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path

    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)

    assert card_bytes(Card("荣誉册", "经验案例", "坚持", "陶家宅"))[:4] == b"\x89PNG"
    assert not list(tmp_path.glob("cards/*"))
