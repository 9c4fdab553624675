"""From the SQLite file to PostgreSQL: every row of every table, proved by counts and checksums, or nothing."""

import os
import re
import subprocess
import sys

import pytest

from tests.serving.processes import ROOT, environment_of, manage
from tests.soak.databases import IS_POSTGRES, Database

on_postgres = pytest.mark.skipif(not IS_POSTGRES, reason="DATABASE_URL names no PostgreSQL")
FILLED = """
import django; django.setup()
from awards.correcting import correct_entry
from tests.factories import make_case, make_entry, make_organization, make_staff, make_neighborhood
from awards.choices import ListState
place = make_neighborhood(search_aliases="大西别墅")
entry = make_entry(make_organization("陶家宅居民区党总支", neighborhood=place), state=ListState.RELEASED)
correct_entry(entry, "citation", "成效显著", "漏印", make_staff())
make_case("坚持党员“四先”", organization=entry.organization)
"""

MORE = """
import django; django.setup()
from tests.factories import make_organization
make_organization("华院居民区党支部")
"""


def run(environment, *command: object) -> subprocess.CompletedProcess:
    whole = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    words = [sys.executable, *map(str, command)]
    return subprocess.run(words, cwd=ROOT, env=whole, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A registry in a file, with histories, a correction and a case."""
    made = Database(tmp_path_factory.mktemp("source"), server="").create()
    environment = environment_of(made)
    manage(environment, "migrate", "--verbosity", "0")
    done = run(environment, "-c", FILLED)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    made = Database(tmp_path_factory.mktemp("target")).create()
    manage(environment_of(made), "migrate", "--verbosity", "0")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def told(source, target) -> dict[str, int]:
    """Rows by table, as the command tells of them when it has moved everything."""
    done = run(environment_of(target), "manage.py", "migrate_to_postgres", source.path)
    assert done.returncode == 0, done.stderr
    return {table: int(rows) for rows, table in re.findall(r"(\d+)  [0-9a-f]{16}  (\w+)", done.stdout)}


@pytest.fixture(scope="module")
def arrived(target, told) -> dict[str, int]:
    """Rows by table, before any other test adds to them."""
    return {table: target.count(table) for table in told}


@on_postgres
def test_every_row_of_every_table_arrives(source, told, arrived):
    assert {table: source.count(table) for table in told} == told
    assert arrived == told
    assert min(told[table] for table in ("awards_honorentry", "awards_historicalhonorentry", "awards_correction")) >= 1


@on_postgres
def test_moments_stay_as_they_were(source, target, told):
    (kept,) = source.ask("SELECT updated_at FROM showcase_casestudy")
    (moved,) = target.ask("SELECT updated_at AT TIME ZONE 'UTC' FROM showcase_casestudy")

    assert str(moved[0]) == kept[0]


@on_postgres
def test_new_records_get_keys_above_the_moved_ones(target, arrived):
    done = run(environment_of(target), "-c", MORE)

    assert done.returncode == 0, done.stderr
    assert target.count("organizations_organization") == arrived["organizations_organization"] + 1


@on_postgres
def test_a_database_with_a_record_in_it_is_left_alone(source, target, told):
    before = target.count("awards_honorentry")

    done = run(environment_of(target), "manage.py", "migrate_to_postgres", source.path)

    assert (done.returncode, "已经有内容" in done.stderr) == (1, True)
    assert target.count("awards_honorentry") == before


@pytest.mark.skipif(IS_POSTGRES, reason="DATABASE_URL names a PostgreSQL")
def test_without_a_postgresql_to_move_to_it_says_what_to_set(tmp_path):
    done = run({"DATA_DIR": str(tmp_path)}, "manage.py", "migrate_to_postgres", "registry.sqlite3")

    assert (done.returncode, "请先把 DATABASE_URL 设为 postgres://" in done.stderr) == (1, True)
