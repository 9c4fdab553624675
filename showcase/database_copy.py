"""The whole registry from one database into another, row by row, and proof that nothing was lost.

Rows keep their keys, histories and moments. Everything happens in one transaction of the target: until
counts and checksums of every table agree, nothing of it is there.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model
from django.db.models.sql import InsertQuery

from showcase.table_sums import (
    CHUNK,
    applied_migrations,
    go_on_counting,
    lasting_models,
    refuse_used,
    sum_of,
)


@dataclass(frozen=True)
class CopiedTable:
    """One table as both databases have it."""

    name: str
    rows: int
    sha256: str


def copy_database(source: str, target: str = DEFAULT_DB_ALIAS) -> list[CopiedTable]:
    """Fill ``target`` (aliases) with everything in ``source``; table by table, what was copied.

    Raises ``ValidationError`` where the target holds a record already, where the two are not at the same
    migrations, and where a table differs afterwards; nothing has changed then.
    """
    if applied_migrations(source) != applied_migrations(target):
        raise ValidationError("两个数据库的版本不同：请用同一版程序先在两边运行 manage.py migrate。")
    with transaction.atomic(using=source), transaction.atomic(using=target):
        with connections[target].cursor() as cursor:
            refuse_used(cursor, connections[target].introspection.table_names(cursor))
        for model in reversed(lasting_models()):
            # What migrations put there comes from the source, with its keys. Nothing is told of it.
            model._base_manager.using(target).all()._raw_delete(target)
        for model in lasting_models():
            _copy(model, source, target)
        copied = [_compared(model, source, target) for model in lasting_models()]
        go_on_counting(target)
    return copied


def _copy(model: type[Model], source: str, target: str) -> None:
    fields = model._meta.concrete_fields
    rows = model._base_manager.using(source).order_by("pk").iterator(CHUNK)
    while portion := list(islice(rows, CHUNK)):
        # Not bulk_create: it would write today's date where a field says when a row was changed.
        query = InsertQuery(model)
        for start in range(0, len(portion), batch := _batch(fields, portion, target)):
            query.insert_values(fields, portion[start : start + batch], raw=True)
            query.get_compiler(using=target).execute_sql()
            query = InsertQuery(model)


def _batch(fields: Any, portion: list[Model], target: str) -> int:
    """How many rows one statement of the target can take."""
    return max(1, connections[target].ops.bulk_batch_size(fields, portion))


def _compared(model: type[Model], source: str, target: str) -> CopiedTable:
    """Count and checksum on either side. Raises ``ValidationError`` where they differ."""
    given, arrived = (sum_of(model, alias) for alias in (source, target))
    if given != arrived:
        raise ValidationError(f"“{model._meta.verbose_name}”抄过去以后不一致，没有写入任何内容：{given}、{arrived}。")
    return CopiedTable(model._meta.db_table, given.rows, given.sha256)
