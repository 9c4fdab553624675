"""Whether this process can serve: asked by whoever sends readers here, before and while it does."""

import os

from django.core.files.storage import Storage, storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

OK, AWAY, PENDING = "ok", "away", "pending"
PROBE = "readiness-probe"
# Filled once nothing is pending: this process's code, and so its migrations, will not change any more.
_settled: set[str] = set()


def readiness() -> dict[str, str]:
    """Each thing a page may need, and whether it is there: ``ok``, ``away``, or ``pending`` migrations."""
    migrations = _migrations()
    return {
        "database": AWAY if migrations == AWAY else OK,
        "migrations": migrations,
        "storage": OK if all(_answers(storages[name]) for name in ("default", "public")) else AWAY,
    }


def _migrations() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _settled:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return PENDING
            _settled.add(OK)
        return OK
    except DatabaseError:
        return AWAY


def _answers(storage: Storage) -> bool:
    try:
        folder = storage.path("")
    except NotImplementedError:
        # No folder of this machine: let the store itself be asked.
        folder = ""
    try:
        storage.exists(PROBE)
    except OSError:
        return False
    # Before the first photo there is no folder yet; it is made where the data lies.
    return not folder or os.access(folder if os.path.isdir(folder) else os.path.dirname(folder.rstrip("/")), os.W_OK)
