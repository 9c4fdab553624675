"""Taking a list in: its bytes, who brought it, every row with its verdict. Nothing is on record yet."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction

from awards.choices import BatchState
from awards.importing.leftovers import has_work_left
from awards.importing.names import collector_resting
from awards.importing.planning import Defaults
from awards.importing.portions import begin_plan, read_again
from awards.importing.reading import read_source
from awards.importing.registry import load_registry, vocabulary
from awards.importing.rows import Reading, UnreadableSource
from awards.models import ImportBatch
from organizations.choices import SourceKind
from organizations.models import SourceDocument, StaffUser
from organizations.receiving import keep_file

NO_ROWS = "没有读到名单里的任何一行，没有保存。"


def read_list(data: bytes, file_name: str) -> Reading:
    """What ``data`` says, by the registry's own words.

    Raises ``UnreadableSource`` where nothing can be read of it, or nothing that could be a row.
    """
    reading = read_source(data, file_name, vocabulary())
    if reading.rows:
        return reading
    seen = [
        f"{one.position}“{one.text[:30]}”：{one.message}" if one.text else f"{one.position}：{one.message}"
        for one in reading.problems[:3]
    ]
    more = f"……共 {len(reading.problems)} 处。" if len(reading.problems) > len(seen) else ""
    raise UnreadableSource(
        "".join([NO_ROWS, *seen, more]) if seen else f"{NO_ROWS}请核对是不是名单，里面有没有写党组织名称。"
    )


@collector_resting()
@transaction.atomic
def receive_list(
    data: bytes, file_name: str, *, by: StaffUser | None, defaults: Defaults, at_once: int | None = None
) -> ImportBatch:
    """Read and plan ``data`` and keep both: a batch that can be settled now or next week.

    ``at_once`` bounds how many rows get their verdict now (see ``portions``); None is all. Raises
    ``UnreadableSource`` (with a Chinese message) where nothing can be read of it; nothing is kept then.
    """
    reading = read_list(data, file_name)
    batch = ImportBatch(
        source=keep_source(data, file_name, reading),
        round=defaults.round,
        subdistrict=defaults.subdistrict,
        created_by=by,
    )
    batch.save()
    begin_plan(batch, reading, load_registry(), by, at_once)
    return batch


@collector_resting()
@transaction.atomic
def receive_again(batch: ImportBatch, by: StaffUser, at_once: int | None = None) -> ImportBatch:
    """A new batch of the file that an undone ``batch`` came from; pressed twice, it is made once.

    Raises ``ValidationError`` where the batch was not undone, or its file cannot be read any more.
    """
    batch = ImportBatch.objects.select_for_update().select_related("source").get(pk=batch.pk)
    if batch.state != BatchState.UNDONE:
        raise ValidationError("这个批次没有撤销，不需要重新录入；要重新核对，请按“重新核对”。")
    defaults = Defaults(batch.round, batch.subdistrict)
    if twin := _pending(batch.source.sha256, by, defaults):
        return twin
    try:
        reading = read_again(batch)
    except (UnreadableSource, OSError) as error:
        raise ValidationError("保存的原件读不出来了，请重新上传这份名单。") from error
    again = ImportBatch(
        source=batch.source, round=batch.round, subdistrict=batch.subdistrict, created_by=by, problems=batch.problems
    )
    again.save()
    begin_plan(again, reading, load_registry(), by, at_once)
    return again


def pending_twin(data: bytes, *, by: StaffUser, defaults: Defaults) -> ImportBatch | None:
    """The batch that ``by`` made of the same bytes and has not finished: sent twice, or come back to."""
    return _pending(hashlib.sha256(data).hexdigest(), by, defaults)


def _pending(sha256: str, by: StaffUser, defaults: Defaults) -> ImportBatch | None:
    same = ImportBatch.objects.filter(
        source__sha256=sha256,
        created_by=by,
        round=defaults.round,
        subdistrict=defaults.subdistrict,
        state=BatchState.PLANNED,
    )
    # One in which nothing is left to do tells nothing of how the registry stands today.
    return next((batch for batch in same.order_by("-pk")[:5] if has_work_left(batch)), None)


def keep_source(data: bytes, file_name: str, reading: Reading) -> SourceDocument:
    """Keep the bytes as received, with their checksum."""
    headline = next((heading for heading in reading.headings if heading), "") or file_name
    return keep_file(data, file_name, kind=SourceKind.ROSTER, headline=headline)
