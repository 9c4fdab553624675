"""An archive is believed only when every byte of it is as it was written, and nothing in it is meant to harm."""

import shutil
import stat
import zipfile

import pytest

from showcase.backup.archive import checked_archive
from showcase.backup.problems import BackupError, DamagedError
from tests.showcase.backup.archives import DATABASE, FILES_OF_ONE, meddled, pack, told, unpack


@pytest.fixture
def archive(tmp_path):
    return pack(tmp_path / "one.zip")


@pytest.fixture
def workspace(tmp_path):
    made = tmp_path / "workspace"
    made.mkdir()
    return made


def refused(path, workspace) -> bool:
    """Whether it is refused, with nothing written."""
    try:
        unpack(path, workspace)
    except DamagedError:
        return list(workspace.iterdir()) == []
    return False


def test_what_was_packed_comes_out(archive, workspace):
    named = {f"files/{name}": content for name, content in FILES_OF_ONE.items()}

    assert unpack(archive, workspace) == {**named, DATABASE: b"a database"}


def test_any_program_that_reads_zip_opens_it(archive):
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert opened.read("files/sources/cd.xlsx") == b"a list"


def test_one_flipped_bit_anywhere_is_refused(archive, workspace):
    whole = archive.read_bytes()

    believed = []
    for place in range(len(whole)):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        if not refused(archive, workspace):
            believed.append(place)

    assert believed == []


def test_one_cut_off_or_added_to_is_refused(archive, workspace):
    whole = archive.read_bytes()

    believed = []
    for changed in (b"", whole[:10], whole[:-1], whole[: len(whole) // 2], whole + b"\0", b"\0" + whole, whole + whole):
        archive.write_bytes(changed)
        if not refused(archive, workspace):
            believed.append(changed)

    assert believed == []


def test_another_file_is_not_taken_for_a_backup(tmp_path, workspace):
    other = tmp_path / "registry.sqlite3"
    other.write_bytes(b"SQLite format 3\0" * 100)

    with pytest.raises(DamagedError, match="这不是"):
        unpack(other, workspace)


@pytest.mark.parametrize(
    "name",
    [
        "files/../../etc/passwd",
        "files/./a.jpg",
        "files//a.jpg",
        "/etc/passwd",
        "files/..\\a.jpg",
        "files/a\x07.jpg",
        "files/photos/",
        "database/other.sqlite3",
        "elsewhere.txt",
        "files/" + "长" * 100,
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(archive, workspace, name):
    manifest = told(archive)
    sized = {"size": 1, "sha256": "0" * 64}
    meddled(archive, (name, b"x"), manifest={**manifest, "members": {**manifest["members"], name: sized}})

    with pytest.raises(DamagedError, match="不该有的东西"):
        unpack(archive, workspace)


@pytest.mark.parametrize(
    "entry",
    [
        {"external_attr": (stat.S_IFLNK | 0o777) << 16},
        {"external_attr": (stat.S_IFIFO | 0o600) << 16},
        {"compress_type": zipfile.ZIP_BZIP2},
        {"compress_type": zipfile.ZIP_LZMA},
    ],
    ids=["a link", "a pipe", "bzip2", "lzma"],
)
def test_anything_but_a_plain_file_is_refused(archive, workspace, entry):
    meddled(archive, ("files/sources/a", b"/etc/passwd"), manifest=told(archive), **entry)

    with pytest.raises(DamagedError, match="不该有的东西"):
        unpack(archive, workspace)


def test_a_member_that_the_manifest_does_not_know_is_refused(archive, workspace):
    meddled(archive, ("files/sources/more", b"x"), (DATABASE, b"a database"), manifest=told(archive))

    assert refused(archive, workspace)


def test_a_member_that_is_not_there_is_refused(archive, workspace):
    meddled(archive, (DATABASE, b"a database"), manifest=told(archive))

    assert refused(archive, workspace)


def test_other_content_of_the_same_length_is_refused(archive, workspace):
    files = [("files/photos/ab/480.jpg", b"A PICTURE"), ("files/sources/cd.xlsx", b"a list"), (DATABASE, b"a database")]
    meddled(archive, *files, manifest=told(archive))

    assert refused(archive, workspace)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused(archive, workspace):
    files = [(f"files/{name}", content) for name, content in FILES_OF_ONE.items()]
    meddled(archive, *files, files[0], (DATABASE, b"a database"), manifest=told(archive))

    assert refused(archive, workspace)


@pytest.mark.parametrize(
    "changed",
    [
        {"engine": "mysql"},
        {"engine": "postgresql"},
        {"members": {}},
        {"members": {DATABASE: {"size": -1, "sha256": "0" * 64}}},
        {"members": {DATABASE: {"size": 10, "sha256": "zero"}}},
        {"members": [1]},
        {"tables": {"awards_honorentry": {"rows": "many"}}},
        {"public": ["photos/other.jpg"]},
        {"content_version": None},
        {"more": 1},
    ],
    ids=str,
)
def test_a_manifest_that_makes_no_sense_is_refused(archive, workspace, changed):
    meddled(archive, (DATABASE, b"a database"), manifest={**told(archive), **changed})

    assert refused(archive, workspace)


def test_a_manifest_of_a_newer_program_is_told_from_a_damaged_one(archive, workspace):
    meddled(archive, (DATABASE, b"a database"), manifest={**told(archive), "format": 2})

    with pytest.raises(DamagedError, match="请先升级程序"):
        unpack(archive, workspace)


def test_one_that_would_fill_the_disk_is_refused_before_anything_is_unpacked(archive, workspace, monkeypatch):
    pack(archive, {"sources/zeros": bytes(2**20)})
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(2**30, 2**30, 1000))

    with pytest.raises(BackupError, match="磁盘放不下"):
        unpack(archive, workspace)

    assert list(workspace.iterdir()) == []


def test_what_changes_after_it_was_checked_is_seen_when_it_is_read(archive, workspace):
    pack(archive, {"sources/long": b"a list" * 100_000})
    with checked_archive(archive, b"", workspace) as checked:
        archive.write_bytes(archive.read_bytes().replace(b"a list", b"A LIST"))

        with pytest.raises(DamagedError):
            list(checked.pieces("files/sources/long"))
