"""Django's own command, each migration of it done whole or not at all.

manage.py migrate
"""

from django.core.management.commands import migrate

from organizations.migrating import WholeMigrationExecutor

# Its only way in: the command makes its executor itself.
migrate.MigrationExecutor = WholeMigrationExecutor  # type: ignore[attr-defined]
Command = migrate.Command
