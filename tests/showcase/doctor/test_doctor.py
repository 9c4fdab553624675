"""``doctor`` finds each fault that is put before it, says what to do, and ends with the status of the worst."""

import json
import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorCount
from organizations.models import Organization
from showcase.backup.last_backup import note_backup
from showcase.doctor import configuration, database, derived, files, machine
from showcase.doctor.findings import Level
from showcase.models import ContentVersion, SearchDocument
from tests.factories import make_entry
from tests.showcase.backup.archives import make_manifest
from tests.showcase.photos.shelves import make_photo, make_released_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(settings, tmp_path):
    """One honour that readers see, on a machine with a fresh backup."""
    # The browser's tests, which may share the process, allow what no server allows.
    settings.SILENCED_SYSTEM_CHECKS = ["async.E001"]
    # Without the name of the test client's host, which is not of this machine.
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.SECRET_KEY = "k3Y-q9" * 10
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir(mode=0o700)
    note_backup(tmp_path / "one.zip", make_manifest(created_at=timezone.now().isoformat()))
    return make_entry(state=ListState.RELEASED)


def levels(check) -> list[Level]:
    return [finding.level for finding in check()]


def words(check) -> str:
    return "".join(f"{finding.message}{finding.advice}" for finding in check())


def examined(*options: str) -> tuple[int, str]:
    """The exit status of the command, and what it says."""
    said = StringIO()
    try:
        call_command("doctor", *options, stdout=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def test_where_all_is_well_it_says_so_and_ends_with_0():
    make_released_photo()
    make_photo()

    status, said = examined()

    assert (status, said.splitlines()[-1]) == (0, "一切正常。")


def test_a_warning_ends_with_1_and_an_error_with_2(settings):
    (settings.DATA_DIR / "last-backup.json").unlink()
    warned = examined()[0]
    HonorCount.objects.update(count=9)

    assert (warned, examined()[0]) == (1, 2)


def test_as_json_each_check_has_its_findings(settings):
    (settings.DATA_DIR / "last-backup.json").unlink()

    report = json.loads(examined("--json")[1])

    assert report["status"] == 1
    assert [one["check"] for one in report["checks"] if one["level"] != "well"] == ["备份"]
    (found,) = next(one["findings"] for one in report["checks"] if one["check"] == "备份")
    assert found["level"] == "warning"
    assert found["message"] == "这台机器上还没有做过备份。"
    assert "manage.py backup" in found["advice"]


@pytest.mark.parametrize(("megabytes", "expected"), [(2000, []), (900, [Level.WARNING]), (100, [Level.ERROR])])
def test_a_disk_that_fills(monkeypatch, megabytes, expected):
    usage = shutil.disk_usage("/")._replace(free=megabytes * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)

    assert levels(machine.disk) == expected


@pytest.mark.parametrize(("days", "expected"), [(1, []), (3, [Level.WARNING]), (30, [Level.ERROR])])
def test_a_backup_that_grows_old(tmp_path, days, expected):
    taken = timezone.now() - timedelta(days=days)
    note_backup(tmp_path / "one.zip", make_manifest(created_at=taken.isoformat()))

    assert levels(machine.backups) == expected


def test_a_clock_that_went_back():
    before = levels(machine.clock)
    ContentVersion.objects.update(changed_at=timezone.now() + timedelta(hours=1))

    assert (before, levels(machine.clock)) == ([], [Level.ERROR])
    assert "时钟倒退了" in words(machine.clock)


def test_a_record_that_points_nowhere(registry):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not let it happen")
    before = levels(database.soundness)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE awards_honorentry SET subdistrict_id = 999999")
    after = levels(database.soundness)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE awards_honorentry SET subdistrict_id = NULL")

    assert (before, after) == ([], [Level.ERROR])


def test_a_constraint_that_was_never_checked():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL knows such")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE showcase_sitesettings ADD CONSTRAINT never_checked CHECK (id > 0) NOT VALID")

    assert "没有核实的约束：never_checked" in words(database.soundness)


def test_a_program_newer_than_its_database():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'showcase' AND name = '0011_latest_changes'")

    assert "差 1 步：showcase.0011_latest_changes" in words(database.migrations)
    assert examined()[0] == 2


def test_a_database_newer_than_its_program():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = '9999_future' WHERE name = '0011_latest_changes'")

    assert "数据库比程序新：showcase.9999_future" in words(database.migrations)


def test_a_photo_whose_file_is_gone():
    photo = make_photo()
    before = levels(files.missing_files)
    default_storage.delete(photo.original.name)

    assert (before, levels(files.missing_files)) == ([], [Level.ERROR])
    assert photo.original.name in words(files.missing_files)


def test_a_public_picture_that_readers_do_not_get_is_mended(settings, tmp_path):
    make_released_photo()
    shutil.rmtree(tmp_path / "public")
    before = levels(files.missing_files)

    assert examined("--mend")[0] == 0
    assert (before, levels(files.missing_files)) == ([Level.ERROR], [])


def test_files_that_no_record_names(monkeypatch):
    default_storage.save("sources/left.xlsx", ContentFile(b"x"))
    default_storage.save("photos/ab/original.jpg", ContentFile(b"x"))
    young = levels(files.stray_files)
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert (young, levels(files.stray_files)) == ([], [Level.WARNING, Level.WARNING])
    assert "sources/left.xlsx" in words(files.stray_files)


def test_counts_that_disagree_are_found_and_mended():
    before = levels(derived.counts)
    HonorCount.objects.update(count=9)
    wrong = levels(derived.counts)

    assert examined("--mend")[0] == 0
    assert (before, wrong, levels(derived.counts)) == ([], [Level.ERROR], [])


def test_counts_of_a_list_that_is_not_public_any_more(registry):
    type(registry.list).objects.update(state=ListState.DRAFT, released_at=None)

    assert levels(derived.counts) == [Level.ERROR]


def test_a_record_that_search_does_not_know():
    before = levels(derived.search_index)
    SearchDocument.objects.filter(organization__isnull=False).delete()

    assert (before, levels(derived.search_index)) == ([], [Level.ERROR])
    assert "缺 1 条，名称过时 0 条，查不到 0 条" in words(derived.search_index)


def test_a_record_that_search_knows_by_an_old_name():
    Organization.objects.update(name="改了名的居民区党总支")

    assert "缺 0 条，名称过时 1 条，查不到 0 条" in words(derived.search_index)


def test_an_honoured_organisation_that_no_sign_leads_to():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM showcase_searchgram")

    assert "缺 0 条，名称过时 0 条，查不到 1 条" in words(derived.search_index)


def test_a_secret_that_others_can_read(settings):
    path = settings.DATA_DIR / "secret-key"
    path.touch(mode=0o600)
    before = levels(configuration.permissions)
    path.chmod(0o644)

    assert (before, levels(configuration.permissions)) == ([], [Level.ERROR])
    assert f"chmod 600 {path}" in words(configuration.permissions)


def test_a_folder_that_anybody_can_write(settings):
    settings.DATA_DIR.chmod(0o777)

    assert levels(configuration.permissions) == [Level.ERROR]


def test_a_public_site_without_tls(settings):
    before = words(configuration.deployment)
    settings.ALLOWED_HOSTS = ["honours.example.org"]

    assert (before, levels(configuration.deployment)) == ("", [Level.WARNING])
    assert "BEHIND_TLS=True" in words(configuration.deployment)
