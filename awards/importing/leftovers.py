"""What is left to do in a batch: rows that wait for a person, rows that wait to be written."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from awards.choices import BatchState, Resolution, Verdict
from awards.models import ImportBatch, ImportRow

NOTHING_LEFT = "没有待办"
WAITING = (Verdict.DECIDE, Verdict.ERROR)
_UNTOUCHED = Q(rows__entry=None) & ~Q(rows__resolution=Resolution.SKIPPED)


def with_leftovers(batches: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
    """``batches`` with ``row_count``, ``open_count`` (a person must decide) and ``ready_count`` (to be written)."""
    return batches.annotate(
        row_count=Count("rows"),
        open_count=Count("rows", filter=_UNTOUCHED & Q(rows__verdict__in=WAITING)),
        ready_count=Count("rows", filter=_UNTOUCHED & Q(rows__verdict=Verdict.READY)),
    )


def state_words(batch: ImportBatch) -> str:
    """The state for people; a batch of ``with_leftovers`` in which all is recorded or left out waits for nobody."""
    if batch.state == BatchState.PLANNED and not _is_unfinished(batch) and not (batch.open_count + batch.ready_count):  # type: ignore[attr-defined]
        return NOTHING_LEFT
    return str(batch.get_state_display())


def in_state(batches: QuerySet[ImportBatch], state: str) -> QuerySet[ImportBatch]:
    """The batches that bear a state, those with nothing left apart from those that wait."""
    left = _rows_left().filter(batch=OuterRef("pk"))
    if state == NOTHING_LEFT:
        return batches.filter(~Exists(left), state=BatchState.PLANNED)
    if state == BatchState.PLANNED:
        return batches.filter(Exists(left), state=BatchState.PLANNED)
    return batches.filter(state=state)


def has_work_left(batch: ImportBatch) -> bool:
    """Whether any row of the batch waits for a person, for its verdict or to be written."""
    return _is_unfinished(batch) or _rows_left().filter(batch=batch).exists()


def _is_unfinished(batch: ImportBatch) -> bool:
    """Whether rows still wait for their verdict (see ``portions``)."""
    return any("planned" in note for note in batch.problems)


def _rows_left() -> QuerySet[ImportRow]:
    waiting = ImportRow.objects.filter(verdict__in=(*WAITING, Verdict.READY), entry=None)
    return waiting.exclude(resolution=Resolution.SKIPPED)
