"""Taking what a batch wrote off record again, while nobody outside has seen it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from awards.choices import BatchState, ListState
from awards.discarding import delete_entries
from awards.models import HonorEntry, HonorList, ImportBatch
from awards.scoping import lists_seen_by
from organizations.models import StaffUser


@transaction.atomic
def undo_batch(batch: ImportBatch, by: StaffUser | None = None) -> int:
    """Delete the entries of ``batch``, and the lists that are empty then; how many entries.

    Raises ``ValidationError`` where ``reason_not_to_undo`` speaks against it.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    lists = list(HonorList.objects.select_for_update().filter(pk__in=_lists_of(batch)))
    if reason := reason_not_to_undo(batch, by):
        raise ValidationError(reason)
    entries = list(HonorEntry.objects.filter(import_rows__batch=batch))
    batch.rows.update(entry=None)
    delete_entries(entries, by, f"撤销录入批次 {batch.pk}")
    # Not into the bin: an emptied list holds nothing that its source would not give again.
    for honor_list in lists:
        if not honor_list.entries.exists():
            honor_list.delete()
    batch.state, batch.undone_at = BatchState.UNDONE, timezone.now()
    batch.save()
    # Nobody outside is told (``records_changed``): readers never saw what was only in drafts.
    return len(entries)


def reason_not_to_undo(batch: ImportBatch, by: StaffUser | None = None) -> str:
    """Why ``batch`` cannot be undone by ``by``, in Chinese; ``""`` where nothing stands against it."""
    if batch.state != BatchState.APPLIED:
        return "这个批次没有写入过内容，不需要撤销。"
    lists = HonorList.objects.filter(pk__in=_lists_of(batch))
    if by is not None and lists.exclude(pk__in=lists_seen_by(by).values("pk")).exists():
        return "批次里有别的街道的名单，您不能撤销；请交给区级审核员。"
    if any(one.state != ListState.DRAFT or one.was_public() for one in lists):
        return "批次里有名单已经提交或公布，不能撤销；请先退回名单，已公布的请用更正。"
    return ""


def _lists_of(batch: ImportBatch) -> set[int]:
    return set(batch.rows.filter(list__isnull=False).values_list("list", flat=True))
