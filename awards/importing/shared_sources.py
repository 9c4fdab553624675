"""Results that share their source with something else: a newspaper page that also tells of cases."""

from awards.importing.excerpts import Lines, excerpt, note_of
from awards.importing.planning import Defaults, plan_rows
from awards.importing.portions import begin_plan, read_again, rows_of
from awards.importing.reading import read_source
from awards.importing.registry import load_registry, vocabulary
from awards.models import ImportBatch, ImportRow
from organizations.models import SourceDocument, StaffUser

TEXT = "名单.txt"


def plan_excerpt(data: bytes, lines: Lines, by: StaffUser | None) -> list[ImportRow]:
    """The rows that those lines of a text hold, each with its verdict; nothing is kept."""
    reading = read_source(excerpt(data, lines), TEXT, vocabulary())
    return rows_of(None, plan_rows(reading.rows, load_registry(), Defaults(), by))


def receive_excerpt(source: SourceDocument, lines: Lines, *, by: StaffUser | None) -> ImportBatch:
    """A batch of those lines of a text that is kept already.

    The caller holds the transaction. Raises ``UnreadableSource`` where they hold nothing.
    """
    batch = ImportBatch(source=source, created_by=by, problems=[note_of(lines)])
    batch.save()
    begin_plan(batch, read_again(batch), load_registry(), by)
    return batch
