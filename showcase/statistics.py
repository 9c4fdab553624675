"""What the database knows of the sizes of its tables; without it, it reads through a table where an index would do.

PostgreSQL gathers it by itself, a while after large changes. SQLite never does unless told to.
"""

from django.db import connection

# Rows looked at for each index: some milliseconds, however large the table.
SAMPLE = 1000
# By so much the registry may have grown since.
STALE = 2


def gather_statistics() -> None:
    """After very much was written at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def keep_statistics() -> bool:
    """On SQLite, gather them from samples where there are none or the registry has doubled; whether it was done."""
    if connection.vendor != "sqlite" or not _are_stale():
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA analysis_limit = 0")
    return True


def _are_stale() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM awards_honorentry")
        entries = cursor.fetchone()[0]
        cursor.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone()[0]:
            return entries > 0
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'awards_honorentry' LIMIT 1")
        known = cursor.fetchone()
    return entries > STALE * int(known[0].split()[0]) if known else entries > 0
