"""Migrations that a killed process leaves done or not done, never half."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor


class WholeMigrationExecutor(MigrationExecutor):
    """Makes and records each migration in one transaction.

    Django records one after its transaction where statements wait for the end of it (foreign keys, indexes).
    Killed between the two, it would be made a second time, and fail over what is there already.
    """

    def apply_migration(self, state: Any, migration: Migration, *args: Any, **kwargs: Any) -> Any:
        with self._whole(migration):
            return super().apply_migration(state, migration, *args, **kwargs)

    def unapply_migration(self, state: Any, migration: Migration, *args: Any, **kwargs: Any) -> Any:
        with self._whole(migration):
            return super().unapply_migration(state, migration, *args, **kwargs)

    @contextmanager
    def _whole(self, migration: Migration) -> Iterator[None]:
        if not (migration.atomic and self.connection.features.can_rollback_ddl):
            yield
            return
        # SQLite lets go of foreign keys before a transaction begins, never within one.
        is_without = self.connection.disable_constraint_checking()
        try:
            with transaction.atomic(self.connection.alias):
                yield
        finally:
            if is_without:
                self.connection.enable_constraint_checking()
