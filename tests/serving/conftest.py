"""What takes long to make, made once for all tests of this folder.

A database with every migration; two processes on one like it, with one Redis; a registry and its backup.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.serving.processes import ROOT, Process, environment_of, gunicorn, manage, needed, redis
from tests.showcase.backup import registries
from tests.soak.databases import Database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """Every table and no record; nobody but new databases comes here."""
    database = Database(tmp_path_factory.mktemp("migrated")).create()
    manage(environment_of(database), "migrate", "--verbosity", "0")
    yield database
    database.drop()


@pytest.fixture(scope="session")
def source(tmp_path_factory, migrated):
    """A small registry, which no test changes."""
    database = registries.furnished(tmp_path_factory.mktemp("source") / "registry", migrated)
    yield database
    database.drop()


@pytest.fixture(scope="session")
def archive(source):
    """Its backup."""
    path = source.folder.parent / "one.zip"
    done = registries.manage(source, "backup", path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def place(tmp_path):
    """Where a registry can be restored."""
    database = registries.empty_place(tmp_path / "place")
    yield database
    database.drop()


@pytest.fixture(scope="session")
def environment(tmp_path_factory, migrated):
    needed("redis-server", "redis-server")
    database = Database(tmp_path_factory.mktemp("serving")).create(migrated)
    cache = redis()
    made = environment_of(database, CACHE_URL=f"redis://127.0.0.1:{cache.port}/0")
    manage(made, "collectstatic", "--noinput", "--verbosity", "0")
    yield made
    cache.stop()
    database.drop()


@pytest.fixture(scope="session")
def tell(environment) -> Callable[[str], None]:
    """Let the staff do something, and come back when it is done."""
    command = [sys.executable, "-m", "tests.serving.staff"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    settings = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    desk = subprocess.Popen(command, cwd=ROOT, env=settings, **pipes)  # noqa: S603

    def tell(line: str) -> None:
        desk.stdin.write(f"{line}\n")
        desk.stdin.flush()
        assert desk.stdout.readline() == "done\n"

    tell("prepare")
    yield tell
    desk.stdin.close()
    desk.wait(30)
    desk.stdout.close()


@pytest.fixture(scope="session")
def processes(environment, tell):
    """Two of them, for tests that leave them alone."""
    with _two(environment) as made:
        yield made


@pytest.fixture
def mortal(environment, tell):
    """Two of them, of which a test may kill one."""
    with _two(environment) as made:
        yield made


@contextmanager
def _two(environment) -> Iterator[list[Process]]:
    made = [gunicorn(environment) for _ in range(2)]
    yield made
    for one in made:
        one.stop()
