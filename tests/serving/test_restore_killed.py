"""``kill -9`` at each step of a restore: the place is empty or whole, and the same command brings it to its end."""

import pytest

from tests.showcase.backup.registries import child, complaints, files_of, is_empty, manage, pages_of, tables_of
from tests.soak.databases import IS_POSTGRES

BEFORE = ["archive verified", "files staged", "database staged", "files in place", "database loaded"]


@pytest.mark.parametrize("step", BEFORE)
def test_killed_before_the_database_is_in_place_the_registry_is_empty_and_is_restored_by_the_same_command(
    source, archive, place, step
):
    child(place, "restore", archive, step).until(step).kill()
    place.settle()

    assert is_empty(place)
    done = manage(place, "restore", archive)
    assert (done.returncode, complaints(done)) == (0, "")
    assert tables_of(place) == tables_of(source)
    assert files_of(place) == files_of(source)


def test_killed_with_its_files_in_place_an_empty_site_starts_by_itself_and_can_still_be_restored(
    source, archive, place
):
    child(place, "restore", archive, "files in place").until("files in place").kill()
    place.settle()

    assert manage(place, "migrate", "--verbosity", "0").returncode == 0
    home, *_, ready = pages_of(place)
    assert (home[:3], ready[:3]) == ("200", "200")
    assert manage(place, "restore", archive).returncode == 0
    assert tables_of(place) == tables_of(source)


def test_killed_with_the_database_in_place_the_whole_site_starts_by_itself(source, archive, place):
    child(place, "restore", archive, "database in place").until("database in place").kill()
    place.settle()

    assert place.is_sound()
    assert tables_of(place) == tables_of(source)
    assert manage(place, "migrate", "--verbosity", "0").returncode == 0
    assert pages_of(place) == pages_of(source)
    whole = files_of(source)
    assert {name: data for name, data in files_of(place).items() if "workspace" not in name} == whole


def test_what_a_killed_restore_left_beside_goes_with_the_next(source, archive, place):
    child(place, "restore", archive, "database staged").until("database staged").kill()
    place.settle()
    left = sorted(path.name for path in place.folder.iterdir() if path.name not in {"backup.lock", "secret-key"})

    assert left == ["backup-workspace"] if IS_POSTGRES else ["backup-workspace", f"{place.path.name}.restoring"]
    assert manage(place, "restore", archive).returncode == 0
    assert not [path for path in place.folder.rglob("*") if "workspace" in path.name or "restoring" in path.name]


def test_two_at_once_do_not_meet(archive, place):
    first = child(place, "restore", archive, "files staged").until("files staged")

    second = manage(place, "restore", archive)

    assert (second.returncode, "正在进行另一次备份或恢复" in second.stderr) == (1, True)
    assert "event restore one.zip" in first.go_on()
    assert not is_empty(place)
