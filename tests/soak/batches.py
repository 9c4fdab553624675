"""What stands on disk of the one batch that ``child prepare`` made, counted without the project's own code."""

from typing import Any

from tests.soak.databases import Database

BATCH = 1
DOCUMENTS = "SELECT path, title, names FROM showcase_searchdocument ORDER BY path"
VERSION = "SELECT number FROM showcase_contentversion"


def facts(database: Database) -> dict[str, Any]:
    """Entries, their histories, rows that know their entry, lists, the batch's state."""
    return {
        "entries": database.count("awards_honorentry"),
        "made": database.count("awards_historicalhonorentry", "history_type = '+'"),
        "taken back": database.count("awards_historicalhonorentry", "history_type = '-'"),
        "rows": database.count("awards_importrow"),
        "rows with their entry": database.count("awards_importrow", "entry_id IS NOT NULL AND verdict = 'recorded'"),
        "lists": database.count("awards_honorlist"),
        "state": database.ask(f"SELECT state FROM awards_importbatch WHERE id = {BATCH}")[0][0],  # noqa: S608
    }


def planned_in(rows: int) -> dict[str, Any]:
    """The facts before the batch is written."""
    nothing = dict.fromkeys(("entries", "made", "taken back", "rows with their entry", "lists"), 0)
    return {**nothing, "rows": rows, "state": "planned"}


def written_in(rows: int) -> dict[str, Any]:
    """The facts when all of it is written."""
    return {**planned_in(rows), "entries": rows, "made": rows, "rows with their entry": rows, "lists": 1} | {
        "state": "applied"
    }
