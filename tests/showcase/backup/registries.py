"""Whole registries of a test: a database, the files beside it, and processes that work on them."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.serving.processes import ROOT, environment_of
from tests.soak.children import Child
from tests.soak.databases import IS_POSTGRES, Database

MODULE = "tests.showcase.backup.child"
child = partial(Child, module=MODULE)
# What is nobody's: locks, the key of sessions, notes of the machine.
OWN_STORY = ("django_session", "organizations_securityevent")
OF_THE_MACHINE = {"backup.lock", "secret-key", "last-backup.json"}


def empty_place(folder: Path) -> Database:
    """Where a registry can be restored: an empty database of the server, or no file at all."""
    folder.mkdir(parents=True)
    return Database(folder).create()


def furnished(folder: Path, migrated: Database) -> Database:
    """A small registry; ``migrated`` spares it the long way from an empty database."""
    folder.mkdir(parents=True)
    database = Database(folder).create(migrated)
    child(database, "furnish").go_on()
    return database


def manage(database: Database, *words: object, **settings: str) -> subprocess.CompletedProcess:
    """What a command of ``manage.py`` says and how it ends."""
    environment = {**os.environ, **environment_of(database), **settings}
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def files_of(database: Database) -> dict[str, bytes]:
    """Every file beside the database, but those of the machine."""
    found = (path for path in database.folder.rglob("*") if path.is_file() and path.name not in OF_THE_MACHINE)
    return {
        str(path.relative_to(database.folder)): path.read_bytes() for path in found if database.name not in path.name
    }


def complaints(done: subprocess.CompletedProcess) -> str:
    """What a command says that something is wrong; that it was done stands in the run log, on the same stream."""
    return "\n".join(line for line in done.stderr.splitlines() if '"logger": "honours.security"' not in line)


def tables_of(database: Database) -> dict[str, str]:
    """A digest of every table but that of who is signed in, and that of the acts, which a backup is one of.

    None where there is no database yet.
    """
    contents = database.contents() if IS_POSTGRES or database.path.exists() else {}
    return {table: digest for table, digest in contents.items() if table not in OWN_STORY}


def acts_of(database: Database) -> list[str]:
    """What the security log tells, the first first."""
    return [act for (act,) in database.ask("SELECT act FROM organizations_securityevent ORDER BY id")]


def pages_of(database: Database) -> list[str]:
    """What readers get."""
    return child(database, "pages").go_on()


def is_empty(database: Database) -> bool:
    """Whether there is no database: no file, or no table in it."""
    return tables_of(database) == {}
