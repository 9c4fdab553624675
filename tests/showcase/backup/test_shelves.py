"""Restored files in a folder: staged, then renamed; nothing that lies there is touched."""

import errno
import hashlib
import os
import stat

import pytest
from django.core.files.storage import FileSystemStorage

from showcase.backup.manifest import Member
from showcase.backup.problems import BackupError
from showcase.backup.shelves import shelf_for

NAME = "photos/ab/original.jpg"
PICTURE = Member(9, hashlib.sha256(b"a picture").hexdigest())


@pytest.fixture
def storage(tmp_path):
    modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return FileSystemStorage(location=tmp_path / "private", **modes)


@pytest.fixture
def shelf(storage, tmp_path):
    return shelf_for(storage, tmp_path / "staging")


def lying(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_in_its_place_only_when_all_are_staged(shelf, tmp_path):
    shelf.stage(NAME, PICTURE, lambda: iter([b"a pic", b"ture"]))
    before = lying(tmp_path / "private")
    shelf.put_in_place()

    assert (before, lying(tmp_path / "private")) == ({}, {NAME: b"a picture"})


def test_files_and_folders_get_the_modes_of_the_storage(shelf, tmp_path):
    shelf.stage(NAME, PICTURE, lambda: iter([b"a picture"]))
    shelf.put_in_place()

    private = tmp_path / "private"
    assert [mode(path) for path in (private, private / "photos", private / "photos/ab")] == [0o700] * 3
    assert mode(private / NAME) == 0o600


def test_one_that_lies_there_already_is_left_as_it_is(shelf, tmp_path):
    (tmp_path / "private/photos/ab").mkdir(parents=True)
    (tmp_path / "private" / NAME).write_bytes(b"a picture")
    before = (tmp_path / "private" / NAME).stat()

    shelf.stage(NAME, PICTURE, lambda: iter([b"a picture"]))
    shelf.put_in_place()

    assert (tmp_path / "private" / NAME).stat() == before


def test_another_file_of_that_name_is_refused(shelf, tmp_path):
    (tmp_path / "private/photos/ab").mkdir(parents=True)
    (tmp_path / "private" / NAME).write_bytes(b"A PICTURE")

    with pytest.raises(BackupError, match="已经有另一个"):
        shelf.stage(NAME, PICTURE, lambda: iter([b"a picture"]))

    assert lying(tmp_path / "private") == {NAME: b"A PICTURE"}


def test_from_another_disk_a_file_is_copied_beside_its_place_first(shelf, tmp_path, monkeypatch):
    rename, seen = os.replace, []

    def only_within_a_folder(source, target):
        seen.append(sorted(lying(tmp_path / "private")))
        if source.parent != target.parent:
            raise OSError(errno.EXDEV, "another disk")
        rename(source, target)

    monkeypatch.setattr(os, "replace", only_within_a_folder)
    shelf.stage(NAME, PICTURE, lambda: iter([b"a picture"]))
    shelf.put_in_place()

    assert seen == [[], ["photos/ab/.original.jpg.restoring"]]
    assert lying(tmp_path / "private") == {NAME: b"a picture"}
    assert mode(tmp_path / "private" / NAME) == 0o600
