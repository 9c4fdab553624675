"""Writing a batch's ready rows into honour lists: all of them or none.

Applying twice writes once: a row that has its entry, or whose honour came on record meanwhile, is
not ready any more. Two people applying at once act one after the other (the batch is locked).
"""

from collections import defaultdict
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from awards.choices import BatchState, ListState, Resolution, Verdict
from awards.models import HonorEntry, HonorList, ImportBatch, ImportRow
from awards.publishing import note_editor
from organizations.changes import records_changed
from organizations.models import StaffUser

CHUNK = 500
CITATION_COLUMNS = ("表彰词", "颁奖词", "事迹", "citation")


def apply_batch(batch: ImportBatch, by: StaffUser | None, at_step: Callable[[str], None] = lambda step: None) -> int:
    """Put the ready rows of ``batch`` on record in draft lists; how many were written.

    ``at_step`` hears the name of each step as it is reached. Raises ``ValidationError`` where the
    batch was undone or somebody recorded the same honour at the same moment; nothing is written then.
    """
    try:
        with transaction.atomic():
            written = _apply(batch, by, at_step)
            at_step("before commit")
    except IntegrityError as error:
        message = "写入时发现同样的荣誉刚被别人录入，本次没有写入任何内容；请重新核对后再试。"
        raise ValidationError(message) from error
    at_step("committed")
    return written


def _apply(batch: ImportBatch, by: StaffUser | None, at_step: Callable[[str], None]) -> int:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.UNDONE:
        raise ValidationError("这个批次已经撤销，不能再写入；请重新导入。")
    rows = _still_ready(batch)
    at_step("rows locked")
    lists = _lists_for(batch, rows, by)
    at_step("lists made")
    entries = bulk_create_with_history(
        _entries(rows, lists),
        HonorEntry,
        batch_size=CHUNK,
        default_user=by,
        default_change_reason=f"录入批次 {batch.pk}",
    )
    at_step("entries written")
    for row, entry in zip(rows, entries, strict=True):
        row.entry, row.list, row.verdict, row.message = entry, entry.list, Verdict.RECORDED, "已写入。"
    ImportRow.objects.bulk_update(rows, ["entry", "list", "verdict", "message"], batch_size=CHUNK)
    batch.state, batch.applied_at = BatchState.APPLIED, timezone.now()
    batch.save()
    records_changed.send(
        HonorEntry,
        organizations={row.organization_id for row in rows},
        rounds={row.round_id for row in rows},
    )
    return len(rows)


def _still_ready(batch: ImportBatch) -> list[ImportRow]:
    """The ready rows, less those whose honour came on record since they were planned."""
    rows = list(
        batch.rows.filter(verdict=Verdict.READY, entry__isnull=True)
        .exclude(resolution=Resolution.SKIPPED)
        .select_related("organization", "round", "subdistrict", "tier")
        .order_by("number")
    )
    recorded = set(
        HonorEntry.objects.filter(round__in={row.round_id for row in rows}).values_list(
            "organization__canonical", "round", "tier"
        )
    )
    ready = []
    for row in rows:
        assert row.organization is not None  # noqa: S101 - a ready row has one; for the type checker
        if (row.organization.canonical_id, row.round_id, row.tier_id) in recorded:
            row.verdict, row.message = Verdict.RECORDED, "已经在册，不重复写入。"
            row.save(update_fields=["verdict", "message"])
        else:
            ready.append(row)
    return ready


def _lists_for(
    batch: ImportBatch, rows: list[ImportRow], by: StaffUser | None
) -> dict[tuple[int | None, str], HonorList]:
    """One draft list for each round and printed heading; the batch's own draft is used again."""
    groups: dict[tuple[int | None, str], list[ImportRow]] = defaultdict(list)
    for row in rows:
        groups[row.round_id, row.rest.get("heading", "")].append(row)
    drafts = HonorList.objects.filter(state=ListState.DRAFT, import_rows__batch=batch).distinct()
    lists = {(draft.round_id, draft.heading): draft for draft in drafts}
    for (round_id, heading), members in groups.items():
        key = (round_id, heading[:200])
        if key not in lists:
            places = {row.subdistrict for row in members}
            lists[key] = HonorList.objects.create(
                round=members[0].round,
                heading=heading[:200],
                subdistrict=places.pop() if len(places) == 1 else None,
                source=batch.source,
                entered_by=by,
            )
        if by:
            note_editor(lists[key], by)
    return lists


def _entries(rows: list[ImportRow], lists: dict[tuple[int | None, str], HonorList]) -> list[HonorEntry]:
    positions: dict[int, int] = {}
    entries = []
    for row in rows:
        honor_list = lists[row.round_id, row.rest.get("heading", "")[:200]]
        if honor_list.pk not in positions:
            positions[honor_list.pk] = honor_list.entries.count()
        positions[honor_list.pk] += 1
        entries.append(_entry(row, honor_list, positions[honor_list.pk]))
    return entries


def _entry(row: ImportRow, honor_list: HonorList, position: int) -> HonorEntry:
    columns = row.rest.get("columns", {})
    citation = next((columns[name] for name in CITATION_COLUMNS if columns.get(name)), "")
    return HonorEntry(
        list=honor_list,
        round=honor_list.round,
        organization=row.organization,
        tier=row.tier,
        tier_basis=row.tier_basis,
        name_as_printed=row.organization_text[:120],
        subdistrict=row.subdistrict,
        position=position,
        citation=citation,
    )


@transaction.atomic
def undo_batch(batch: ImportBatch) -> int:
    """Take what ``batch`` wrote off record again, while none of it was public; how many entries.

    Raises ``ValidationError`` where a list has been submitted or released.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != BatchState.APPLIED:
        raise ValidationError("这个批次没有写入过内容，不需要撤销。")
    lists = list(HonorList.objects.select_for_update().filter(import_rows__batch=batch).distinct())
    if any(honor_list.state != ListState.DRAFT or honor_list.was_public() for honor_list in lists):
        raise ValidationError("批次里有名单已经提交或公布，不能撤销；请先退回名单，已公布的请用更正。")
    entries = HonorEntry.objects.filter(import_rows__batch=batch)
    touched = list(entries.values_list("organization", "round"))
    for entry in entries:
        entry.delete()
    for honor_list in lists:
        if not honor_list.entries.exists():
            honor_list.delete()
    batch.state, batch.undone_at = BatchState.UNDONE, timezone.now()
    batch.save()
    records_changed.send(HonorEntry, organizations={key for key, _ in touched}, rounds={key for _, key in touched})
    return len(touched)
