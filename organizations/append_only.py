"""Triggers by which the database itself keeps the security log: lines are added, and never changed or taken away.

A line may be deleted once it is older than ``DAYS_KEPT``, which is how ``prune_security_log`` passes; there is no
switch that lets anything else through. SQLite drops a table's triggers with the table: a migration that makes
it anew has to ``install`` them again.
"""

from typing import Any

TABLE = "organizations_securityevent"
DAYS_KEPT = 180
NAMES = ("security_log_update", "security_log_delete", "security_log_replace")
REFUSAL = "the security log is append-only"

SQLITE = (
    f"""CREATE TRIGGER security_log_update BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # Moments are stored as text in UTC, so they compare as text.
    f"""CREATE TRIGGER security_log_delete BEFORE DELETE ON {TABLE}
    WHEN OLD.at >= datetime('now', '-{DAYS_KEPT} days')
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE deletes without a word to the trigger above.
    f"""CREATE TRIGGER security_log_replace BEFORE INSERT ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # nosec B608 # noqa: S608 - names of our own
)

POSTGRESQL = (
    f"""CREATE FUNCTION security_log_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND OLD.at < now() - interval '{DAYS_KEPT} days' THEN RETURN OLD; END IF;
      -- An empty table may be emptied: that is how a test database is cleared.
      IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM {TABLE}) THEN RETURN NULL; END IF;
      RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",  # nosec B608 # noqa: S608 - names of our own
    f"""CREATE TRIGGER security_log_update BEFORE UPDATE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION security_log_kept()""",
    f"""CREATE TRIGGER security_log_delete BEFORE DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION security_log_kept()""",
    f"""CREATE TRIGGER security_log_replace BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION security_log_kept()""",
)


def install(connection: Any) -> None:
    """Put the triggers in place, on either database."""
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take them away: for a migration that makes the table anew, and to clear a test database."""
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS security_log_kept()")


def missing_triggers(connection: Any) -> set[str]:
    """The triggers that should be there and are not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled IN ('O', 'A')", [TABLE]
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        return set(NAMES) - {name for (name,) in cursor.fetchall()}
