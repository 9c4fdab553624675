"""What stands in a database, table by table, so that two of them can be told to be the same."""

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from organizations.models import SecurityEvent

CHUNK = 2000
# Signing in again is no loss, and a session is worth nothing without the cookie of its browser.
LEFT_BEHIND = (Session,)
# What an empty registry may say before a backup is restored into it: somebody mistyped a password.
BEFORE_A_RESTORE = (SecurityEvent,)
OUR_APPS = ("organizations", "awards", "showcase")


@dataclass(frozen=True)
class TableSum:
    """One table: how many rows, and the sum of their SHA-256, in whatever order the database gives them."""

    rows: int
    sha256: str


def lasting_models() -> list[type[Model]]:
    """Every table worth keeping, histories and links between records too."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy and model not in LEFT_BEHIND]


def applied_migrations(alias: str) -> set[tuple[str, str]]:
    """App and name of each migration that the database has seen."""
    return set(MigrationRecorder(connections[alias]).applied_migrations())


def sum_of(model: type[Model], alias: str) -> TableSum:
    """Read a whole table. The sum does not depend on the order, which collations disagree on."""
    total = count = 0
    names = [field.attname for field in model._meta.concrete_fields]
    for row in model._base_manager.using(alias).values_list(*names).iterator(CHUNK):
        text = json.dumps([_plain(value) for value in row], sort_keys=True, ensure_ascii=False)
        total += int.from_bytes(hashlib.sha256(text.encode()).digest())
        count += 1
    return TableSum(count, f"{total % 2**256:064x}")


def _plain(value: Any) -> Any:
    """The same text for the same value, whichever database gave it."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if isinstance(value, str | int | float | list | dict | None) else str(value)


def refuse_used(cursor: Any, present: Collection[str], besides: Collection[type[Model]] = ()) -> None:
    """Raise ``ValidationError`` where one of the tables that are ``present`` holds a record of anybody's.

    Migrations write roles and permissions; those are no record. ``besides``: what may be there and will be replaced.
    """
    for app_label in OUR_APPS:
        for model in apps.get_app_config(app_label).get_models():
            table = model._meta.db_table
            if model._meta.proxy or model in besides or table not in present:
                continue
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # nosec B608 # noqa: S608 - the name of our own table
            if cursor.fetchone():
                raise ValidationError(f"目标数据库里已经有内容（{model._meta.verbose_name}），请换一个空的数据库。")


def go_on_counting(alias: str) -> None:
    """Let new rows get keys above those that were written with theirs."""
    with connections[alias].cursor() as cursor:
        for statement in connections[alias].ops.sequence_reset_sql(no_style(), lasting_models()):
            cursor.execute(statement)


@contextmanager
def sqlite_file(path: Path) -> Iterator[str]:
    """An alias under which the database in ``path`` can be read, and not written, while this lasts."""
    alias = f"file {path}"
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{path.absolute().as_uri()}?mode=ro"}
    configured = connections.configure_settings({"default": {**settings, "OPTIONS": {"uri": True}}})
    connections.settings[alias] = configured["default"]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
