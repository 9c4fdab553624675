"""A registry saved while people write, and brought back on an empty machine: all of it, or nothing."""

import json
import re
import zipfile

import pytest

from tests.serving.processes import get, gunicorn
from tests.showcase.backup.registries import (
    acts_of,
    child,
    complaints,
    files_of,
    furnished,
    is_empty,
    manage,
    pages_of,
    tables_of,
)
from tests.soak.databases import IS_POSTGRES

PASSPHRASE = "备份的口令要写下来放在信封里"


def test_an_empty_machine_gets_every_row_every_file_and_the_same_pages(source, archive, place):
    done = manage(place, "restore", archive)

    assert (done.returncode, complaints(done)) == (0, "")
    assert tables_of(place) == tables_of(source)
    assert acts_of(place)[-1] == "restored"
    assert files_of(place) == files_of(source)
    assert pages_of(place) == pages_of(source)


def test_sessions_are_nobodys_business_in_a_backup(source, archive, place):
    manage(place, "restore", archive)

    assert source.count("django_session") == 1
    assert place.count("django_session") == 0


def test_a_picture_that_is_not_public_stays_out_of_the_public_folder(source, archive, place):
    manage(place, "restore", archive)

    ((hidden,),) = place.ask("SELECT public_name FROM showcase_photo WHERE released_at IS NULL")
    assert len([name for name in files_of(place) if hidden in name]) > 1
    assert [name for name in files_of(place) if hidden in name and name.startswith("public")] == []


def test_the_security_log_hears_of_it(source, tmp_path):
    assert child(source, "backup", tmp_path / "two.zip").go_on() == ["event backup two.zip"]


def test_taken_while_people_write_it_is_one_moment_and_lacks_no_file(migrated, tmp_path, place):
    busy = furnished(tmp_path / "busy", migrated)
    writer = child(busy, "write_on").until("turn 8")
    done = manage(busy, "backup", tmp_path / "busy.zip")
    writer.until("turn ")
    writer.go_on()

    assert done.returncode == 0, done.stderr
    assert complaints(done) == ""
    assert manage(place, "restore", tmp_path / "busy.zip").returncode == 0
    assert 17 <= place.count("organizations_organization") < busy.count("organizations_organization")
    assert child(place, "gaps").go_on() == []
    assert place.is_sound()
    busy.drop()


def test_one_flipped_byte_is_refused_and_nothing_is_written(archive, tmp_path, place):
    changed = bytearray(archive.read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "changed.zip").write_bytes(changed)

    done = manage(place, "restore", tmp_path / "changed.zip")

    assert (done.returncode, "备份文件已经损坏" in done.stderr) == (1, True)
    assert is_empty(place)
    assert files_of(place) == {}


def test_a_registry_with_a_record_in_it_is_left_alone(source, archive):
    before = tables_of(source), files_of(source)

    done = manage(source, "restore", archive)

    assert (done.returncode, "已经有内容" in done.stderr) == (1, True)
    assert (tables_of(source), files_of(source)) == before


def test_an_encrypted_one_comes_back_with_its_passphrase_alone(source, tmp_path, place):
    path = tmp_path / "secret.zip.enc"
    assert manage(source, "backup", path, BACKUP_PASSPHRASE=PASSPHRASE).returncode == 0

    without, wrong = manage(place, "restore", path), manage(place, "restore", path, BACKUP_PASSPHRASE=f"{PASSPHRASE}!")

    assert (without.returncode, "是加密的" in without.stderr) == (1, True)
    assert (wrong.returncode, "口令或密钥不对" in wrong.stderr) == (1, True)
    assert is_empty(place)
    assert manage(place, "restore", path, BACKUP_PASSPHRASE=PASSPHRASE).returncode == 0
    assert tables_of(place) == tables_of(source)


def test_checking_reads_all_and_writes_nothing(archive, place):
    done = manage(place, "restore", "--check", archive)

    assert (done.returncode, "核对无误，没有写入任何内容" in done.stdout) == (0, True)
    assert is_empty(place)


def test_a_file_that_nobody_has_any_more_is_told_of_and_the_rest_is_saved(source, archive, tmp_path, place):
    manage(place, "restore", archive)
    lost = next(place.folder.glob("private/photos/*/original.jpg"))
    lost.unlink()

    done = manage(place, "backup", tmp_path / "lacking.zip")

    assert done.returncode == 0
    assert str(lost.relative_to(place.folder / "private")) in done.stderr
    with zipfile.ZipFile(tmp_path / "lacking.zip") as opened:
        assert len(json.loads(opened.read("manifest.json"))["missing"]) == 1


def test_a_folder_keeps_the_newest_and_nothing_but_ours_is_removed(source, tmp_path):
    for name in ("honours-20250101-020000.zip", "honours-20250102-020000.zip.enc", "list.zip", "honours-1.zip"):
        (tmp_path / name).touch()

    done = manage(source, "backup", tmp_path, "--keep", 2)

    kept = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"honours-20\d{6}-\d{6}\.zip", kept[2])
    assert [kept[0], kept[1], kept[3]] == ["honours-1.zip", "honours-20250102-020000.zip.enc", "list.zip"]


def test_a_backup_never_replaces_a_file(source, archive):
    before = archive.read_bytes()

    done = manage(source, "backup", archive)

    assert (done.returncode, "已经有了，没有改动" in done.stderr) == (1, True)
    assert archive.read_bytes() == before


@pytest.mark.skipif(IS_POSTGRES, reason="PostgreSQL does not mind")
def test_a_file_that_a_running_site_has_open_is_not_replaced(archive, place):
    assert manage(place, "migrate", "--verbosity", "0").returncode == 0
    site = gunicorn({"DATABASE_URL": place.url, "DATA_DIR": str(place.folder)})
    try:
        get(site.port, "/")
        done = manage(place, "restore", archive)
    finally:
        site.stop()

    assert (done.returncode, "请先停止网站" in done.stderr) == (1, True)
    assert place.count("organizations_organization") == 0


@pytest.mark.skipif(not IS_POSTGRES, reason="DATABASE_URL names no PostgreSQL")
@pytest.mark.parametrize(
    ("said", "program"),
    [("这台机器上没有 pg_dump", None), ("pg_dump 太旧", "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")],
    ids=["missing", "old"],
)
def test_without_a_pg_dump_that_is_new_enough_it_says_what_to_install(source, tmp_path, said, program):
    if program:
        (tmp_path / "pg_dump").write_text(program)
        (tmp_path / "pg_dump").chmod(0o755)

    done = manage(source, "backup", tmp_path / "one.zip", PATH=str(tmp_path))

    assert (done.returncode, said in done.stderr, "postgresql-client" in done.stderr) == (1, True, True)
    assert not (tmp_path / "one.zip").exists()
