"""Taking a list in: its bytes, who brought it, every row with its verdict. Nothing is on record yet."""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from awards.choices import BatchState
from awards.importing.announced import announced_in
from awards.importing.planning import Defaults, PlannedRow, plan_rows, remarks_on
from awards.importing.reading import read_source
from awards.importing.registry import Registry, load_registry
from awards.importing.rows import Reading
from awards.importing.vocabulary import Vocabulary
from awards.models import AwardScheme, AwardTier, ImportBatch, ImportRow
from organizations.choices import SourceKind
from organizations.models import SourceDocument, StaffUser, Subdistrict
from organizations.receiving import keep_file


def vocabulary() -> Vocabulary:
    """The district's own words, for readers to recognise headings by."""
    schemes = AwardScheme.objects.in_official_order()
    return Vocabulary(
        tiers=tuple(AwardTier.objects.order_by("pk").values_list("name", flat=True)),
        subdistricts=tuple(Subdistrict.objects.in_official_order().values_list("name", flat=True)),
        schemes=tuple(scheme.short_name.strip('“”"') for scheme in schemes),
    )


@transaction.atomic
def receive_list(data: bytes, file_name: str, *, by: StaffUser | None, defaults: Defaults) -> ImportBatch:
    """Read and plan ``data`` and keep both: a batch that can be settled now or next week.

    Raises ``UnreadableSource`` (with a Chinese message) where nothing can be read of it; nothing is
    kept then.
    """
    reading = read_source(data, file_name, vocabulary())
    source = keep_source(data, file_name, reading)
    registry = load_registry()
    batch = ImportBatch.objects.create(
        source=source,
        round=defaults.round,
        subdistrict=defaults.subdistrict,
        created_by=by,
        problems=[*remarks_on(reading), *announced_in(reading, registry, defaults)],
    )
    planned = plan_rows(reading.rows, registry, defaults, by)
    ImportRow.objects.bulk_create(rows_of(batch, planned), batch_size=500)
    return batch


def pending_twin(data: bytes, *, by: StaffUser, defaults: Defaults) -> ImportBatch | None:
    """The batch that ``by`` made of the same bytes and has not finished: sent twice, or come back to."""
    same = ImportBatch.objects.filter(
        source__sha256=hashlib.sha256(data).hexdigest(),
        created_by=by,
        round=defaults.round,
        subdistrict=defaults.subdistrict,
        state=BatchState.PLANNED,
    )
    return same.order_by("-pk").first()


@transaction.atomic
def plan_again(
    batch: ImportBatch,
    registry: Registry | None = None,
    *,
    by: StaffUser | None = None,
    defaults: Defaults | None = None,
) -> ImportBatch:
    """Give unsettled rows a new verdict, as after an organisation or a round was registered.

    ``defaults`` replaces what was said of the whole list. What a person settled and what was written
    stays. Raises ``UnreadableSource`` where the file kept cannot be read any more.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.UNDONE:
        return batch
    with batch.source.file.open("rb") as file:
        reading = read_source(file.read(), batch.source.file_name, vocabulary())
    registry = registry or load_registry()
    if defaults:
        batch.round, batch.subdistrict = defaults.round, defaults.subdistrict
    defaults = Defaults(batch.round, batch.subdistrict)
    batch.problems = [*remarks_on(reading), *announced_in(reading, registry, defaults)]
    batch.save()
    planned = plan_rows(reading.rows, registry, defaults, by)
    kept = set(batch.rows.exclude(resolution="", entry=None).values_list("number", flat=True))
    batch.rows.filter(resolution="", entry=None).delete()
    fresh = [row for row in rows_of(batch, planned) if row.number not in kept]
    ImportRow.objects.bulk_create(fresh, batch_size=500)
    return batch


def keep_source(data: bytes, file_name: str, reading: Reading) -> SourceDocument:
    """Keep the bytes as received, with their checksum."""
    headline = next((heading for heading in reading.headings if heading), "") or file_name
    return keep_file(data, file_name, kind=SourceKind.ROSTER, headline=headline)


def rows_of(batch: ImportBatch | None, planned: Iterable[PlannedRow]) -> list[ImportRow]:
    """Planned rows as they are kept; without a batch they are only shown."""
    return [
        ImportRow(
            batch=batch,
            number=number,
            location=row.read.position[:60],
            tier_text=row.read.tier[:120],
            organization_text=row.read.organization[:300],
            subdistrict_text=row.read.subdistrict[:120],
            rest={"heading": row.read.heading, "columns": row.read.rest},
            round=row.round,
            subdistrict=row.subdistrict,
            tier=row.tier,
            tier_basis=row.tier_basis,
            organization_id=row.organization,
            verdict=row.verdict,
            message=row.message,
            suggestions=row.suggestions,
        )
        for number, row in enumerate(planned, start=1)
    ]
