"""Writing a batch's ready rows into honour lists: all of them or none.

Applying twice writes once: a row that has its entry, or whose honour came on record meanwhile, is
not ready any more. Two people applying at once act one after the other: the batch is locked, then
its rounds, then the drafts that take more rows, always in this order.
"""

from collections import defaultdict
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from awards.choices import BatchState, ListState, Resolution, Verdict
from awards.models import AwardRound, HonorEntry, HonorList, ImportBatch, ImportRow
from organizations.models import StaffUser
from organizations.scoping import writable_subdistricts

# Round, printed heading, and subdistrict where a list must keep to one.
ListKey = tuple[int | None, str, int | None]
CHUNK = 500
CITATION_COLUMNS = ("表彰词", "颁奖词", "事迹", "citation")


def apply_batch(batch: ImportBatch, by: StaffUser | None, at_step: Callable[[str], None] = lambda step: None) -> int:
    """Put the ready rows of ``batch`` that ``by`` may write on record in draft lists; how many were written.

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
    _lock_rounds(batch)
    rows = _still_ready(batch, by)
    at_step("rows locked")
    if not rows:
        return 0
    lists = _lists_for(batch, rows, by)
    at_step("lists made")
    entries = bulk_create_with_history(
        _entries(rows, lists, _keys_for(by)),
        HonorEntry,
        batch_size=CHUNK,
        default_user=by,
        default_change_reason=f"录入批次 {batch.pk}",
    )
    at_step("entries written")
    # Nobody outside is told (``records_changed``): readers see nothing of a draft, and its release tells them.
    for row, entry in zip(rows, entries, strict=True):
        row.entry_id, row.list_id = entry.pk, entry.list_id
    _mark_recorded(rows, "已写入。")
    batch.state, batch.applied_at = BatchState.APPLIED, timezone.now()
    batch.save()
    return len(rows)


def _lock_rounds(batch: ImportBatch) -> None:
    """Let two batches that name the same honours wait for each other, not meet half-way in a deadlock."""
    # Its key stays free: other people's entries may refer to the round meanwhile.
    rounds = AwardRound.objects.select_for_update(no_key=True).filter(pk__in=batch.rows.values("round"))
    list(rounds.order_by("pk").values_list("pk"))


def writable_ready(batch: ImportBatch, by: StaffUser | None) -> QuerySet[ImportRow]:
    """The rows that ``by`` could write now; None is the command line, which is not limited."""
    rows = batch.rows.filter(verdict=Verdict.READY, entry=None).exclude(resolution=Resolution.SKIPPED)
    writable = writable_subdistricts(by) if by else None
    return rows if writable is None else rows.filter(subdistrict__in=writable)


def _still_ready(batch: ImportBatch, by: StaffUser | None) -> list[ImportRow]:
    """The ready rows, less those whose honour came on record since they were planned."""
    rows = writable_ready(batch, by).annotate(canonical=F("organization__canonical")).order_by("number")
    recorded: set[tuple[int | None, int | None, int | None]] = set(
        HonorEntry.objects.filter(round__in={row.round_id for row in rows}).values_list(
            "organization__canonical", "round", "tier"
        )
    )
    ready: list[ImportRow] = []
    doubles: list[ImportRow] = []
    for row in rows:
        honour = (row.canonical, row.round_id, row.tier_id)
        (doubles if honour in recorded else ready).append(row)
        recorded.add(honour)
    _mark_recorded(doubles, "已经在册，不重复写入。")
    return ready


def _mark_recorded(rows: list[ImportRow], message: str) -> None:
    """Let ``rows`` say that their honour is on record, and by which entry where it was written from them.

    One statement for all: ``bulk_update`` and ``bulk_create`` build an expression for every value, ten times as slow.
    """
    statement = (
        f"UPDATE {ImportRow._meta.db_table} SET entry_id = %s, list_id = %s, verdict = %s, message = %s WHERE id = %s"  # nosec B608 # noqa: S608 - a name of our own
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [(row.entry_id, row.list_id, Verdict.RECORDED.value, message, row.pk) for row in rows]
        )


def _keys_for(by: StaffUser | None) -> Callable[[ImportRow], ListKey]:
    """By which lists are told apart: whoever writes only some subdistricts has a list for each of them."""
    keeps_apart = by is not None and writable_subdistricts(by) is not None

    def key_of(row: ImportRow) -> ListKey:
        return row.round_id, row.rest.get("heading", "")[:200], row.subdistrict_id if keeps_apart else None

    return key_of


def _lists_for(batch: ImportBatch, rows: list[ImportRow], by: StaffUser | None) -> dict[ListKey, HonorList]:
    """A draft list for each key; the batch's own draft of the same subdistrict is used again."""
    key_of = _keys_for(by)
    groups: dict[ListKey, list[ImportRow]] = defaultdict(list)
    for row in rows:
        groups[key_of(row)].append(row)
    # Locked: a draft that somebody is just submitting takes no more rows.
    own = HonorList.objects.select_for_update().filter(pk__in=batch.rows.values("list"))
    drafts = own.filter(state=ListState.DRAFT).order_by("pk")
    known: dict[ListKey, HonorList] = {(draft.round_id, draft.heading, draft.subdistrict_id): draft for draft in drafts}
    lists = {}
    for key, members in groups.items():
        places = {row.subdistrict_id for row in members}
        place = places.pop() if len(places) == 1 else None
        found = known.get((*key[:2], place)) or (known.get((*key[:2], None)) if key[2] is None else None)
        lists[key] = found or HonorList.objects.create(
            round_id=key[0],  # type: ignore[misc]  # a ready row has a round
            heading=key[1],
            subdistrict_id=place,
            source=batch.source,
            entered_by=by,
        )
        lists[key].editors.add(*_hands(batch, members, by))
    return lists


def _hands(batch: ImportBatch, rows: list[ImportRow], by: StaffUser | None) -> set[int]:
    """Everybody who brought in, settled or wrote these rows: none of them may release the list."""
    keys = {row.settled_by_id for row in rows} | {batch.created_by_id, by.pk if by else None}
    return {key for key in keys if key is not None}


def _entries(
    rows: list[ImportRow], lists: dict[ListKey, HonorList], key_of: Callable[[ImportRow], ListKey]
) -> list[HonorEntry]:
    positions: dict[int, int] = {}
    entries = []
    for row in rows:
        honor_list = lists[key_of(row)]
        if honor_list.pk not in positions:
            positions[honor_list.pk] = honor_list.entries.count()
        positions[honor_list.pk] += 1
        entries.append(_entry(row, honor_list, positions[honor_list.pk]))
    return entries


def _entry(row: ImportRow, honor_list: HonorList, position: int) -> HonorEntry:
    columns = row.rest.get("columns", {})
    citation = next((columns[name] for name in CITATION_COLUMNS if columns.get(name)), "")
    return HonorEntry(  # type: ignore[misc]  # a ready row has an organisation
        list=honor_list,
        round=honor_list.round,
        organization_id=row.organization_id,
        tier_id=row.tier_id,
        tier_basis=row.tier_basis,
        name_as_printed=row.organization_text[:120],
        subdistrict_id=row.subdistrict_id,
        position=position,
        citation=citation,
    )
