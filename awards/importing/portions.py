"""Giving rows their verdicts portion by portion, so that a long list never holds up a request.

How far a batch has come stands among its notes. A portion is written whole or not at all, and the
next begins where the last one ended, whoever asks for it.
"""

from collections.abc import Iterable

from django.db import transaction

from awards.choices import BatchState, Resolution
from awards.importing.announced import notes_on
from awards.importing.excerpts import excerpt, lines_in, note_of
from awards.importing.names import collector_resting
from awards.importing.planning import Defaults, PlannedRow, SeenHonours, plan_rows
from awards.importing.reading import read_source
from awards.importing.registry import Registry, load_registry, vocabulary
from awards.importing.rows import Reading
from awards.models import ImportBatch, ImportRow
from organizations.models import StaffUser

# Some two seconds of work on a small server.
AT_ONCE = 1_000
CHUNK = 500


def progress_of(batch: ImportBatch) -> tuple[int, int] | None:
    """How many rows have their verdict, of how many; None once all have."""
    note = next((note for note in batch.problems if "planned" in note), None)
    return (note["planned"], note["total"]) if note else None


def begin_plan(
    batch: ImportBatch, reading: Reading, registry: Registry, by: StaffUser | None, at_once: int | None = None
) -> None:
    """Note what ``reading`` says, and give its first rows their verdict; None plans them all."""
    defaults = Defaults(batch.round, batch.subdistrict)
    limits = [note_of(lines)] if (lines := lines_in(batch.problems)) else []
    batch.problems = [*limits, *notes_on(reading, registry, defaults)]
    _plan_portion(batch, reading, registry, by, (0, at_once))


@collector_resting()
@transaction.atomic
def plan_on(batch: ImportBatch, by: StaffUser | None = None, at_once: int | None = AT_ONCE) -> ImportBatch:
    """Give the next rows their verdict; nothing happens once all have theirs.

    Raises ``UnreadableSource`` where the file kept cannot be read any more.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    progress = progress_of(batch)
    if progress and batch.state != BatchState.UNDONE:
        _plan_portion(batch, read_again(batch), load_registry(), by, (progress[0], at_once))
    return batch


@collector_resting()
@transaction.atomic
def plan_again(
    batch: ImportBatch,
    *,
    by: StaffUser | None = None,
    defaults: Defaults | None = None,
    at_once: int | None = None,
) -> ImportBatch:
    """Give unsettled rows a new verdict, as after an organisation or a round was registered.

    ``defaults`` replaces what was said of the whole list. What a person settled and what was written
    stays. Raises ``UnreadableSource`` where the file kept cannot be read any more.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.UNDONE:
        return batch
    reading = read_again(batch)
    if defaults:
        batch.round, batch.subdistrict = defaults.round, defaults.subdistrict
    batch.rows.filter(resolution="", entry=None).delete()
    begin_plan(batch, reading, load_registry(), by, at_once)
    return batch


def read_again(batch: ImportBatch) -> Reading:
    """What the file kept with ``batch`` says. Raises ``UnreadableSource`` or ``OSError``."""
    with batch.source.file.open("rb") as file:
        data = file.read()
    return read_source(excerpt(data, lines_in(batch.problems)), batch.source.file_name, vocabulary())


def rows_of(batch: ImportBatch | None, planned: Iterable[PlannedRow], start: int = 0) -> list[ImportRow]:
    """Planned rows as they are kept, numbered after ``start``; without a batch they are only shown."""
    return [
        ImportRow(
            batch=batch,
            number=number,
            location=row.read.position[:60],
            tier_text=row.read.tier[:120],
            organization_text=row.read.organization[:300],
            subdistrict_text=row.read.subdistrict[:120],
            rest=_rest(row),
            round=row.round,
            subdistrict=row.subdistrict,
            tier=row.tier,
            tier_basis=row.tier_basis,
            organization_id=row.organization,
            verdict=row.verdict,
            message=row.message,
            suggestions=row.suggestions,
        )
        for number, row in enumerate(planned, start=start + 1)
    ]


def _plan_portion(
    batch: ImportBatch, reading: Reading, registry: Registry, by: StaffUser | None, portion: tuple[int, int | None]
) -> None:
    """The rows of one portion (where it starts, how many; None is all); saves the batch with its progress."""
    start, size = portion
    end = len(reading.rows) if size is None else min(start + size, len(reading.rows))
    defaults = Defaults(batch.round, batch.subdistrict)
    planned = plan_rows(reading.rows[start:end], registry, defaults, by, _seen(batch))
    kept = set(batch.rows.filter(number__gt=start, number__lte=end).values_list("number", flat=True))
    fresh = [row for row in rows_of(batch, planned, start) if row.number not in kept]
    ImportRow.objects.bulk_create(fresh, batch_size=CHUNK)
    notes = [note for note in batch.problems if "planned" not in note]
    batch.problems = [*notes, {"planned": end, "total": len(reading.rows)}] if end < len(reading.rows) else notes
    batch.save()


def _seen(batch: ImportBatch) -> SeenHonours:
    """The honours that rows of the batch claim already, with where each stands."""
    rows = batch.rows.filter(round__isnull=False, organization__isnull=False).exclude(resolution=Resolution.SKIPPED)
    known = rows.order_by("-number").values_list("round", "organization__canonical", "tier", "location")
    return {(in_round, organization, tier): place for in_round, organization, tier, place in known}  # type: ignore[misc]


def _rest(row: PlannedRow) -> dict:
    """What a row keeps beside its texts."""
    rest: dict = {"heading": row.read.heading, "columns": row.read.rest}
    return {**rest, "round": row.unregistered} if row.unregistered else rest
