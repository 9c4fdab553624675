"""Throwing drafts of lists and entries away, into the bin; what the public saw stays for good."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorEntry, HonorList, ImportRow
from awards.publishing import note_editor
from organizations.models import DiscardedDraft, StaffUser
from organizations.recycling import DISCARDED, DraftKind, delete_one_by_one, discard

CHUNK = 500


@transaction.atomic
def discard_list(honor_list: HonorList, by: StaffUser | None) -> DiscardedDraft:
    """Put a draft list with all its entries in the bin. Raises ``ValidationError`` for any other list."""
    honor_list = _locked_draft(honor_list.pk)
    entries = list(honor_list.entries.order_by("pk"))
    return discard(
        [honor_list, *entries],
        title=f"{honor_list}（{len(entries)} 条）",
        subdistrict=honor_list.subdistrict,
        by=by,
        delete=_delete_list,
    )


@transaction.atomic
def discard_entries(entries: Iterable[HonorEntry], by: StaffUser | None) -> list[DiscardedDraft]:
    """Put entries of draft lists in the bin, those of one list together. Raises ``ValidationError``."""
    keys = {entry.pk for entry in entries}
    found = HonorEntry.objects.filter(pk__in=keys).order_by("list", "position", "pk")
    return [_discard_of(list_id, list(some), by) for list_id, some in groupby(found, lambda entry: entry.list_id)]


def _discard_of(list_id: int, entries: list[HonorEntry], by: StaffUser | None) -> DiscardedDraft:
    honor_list = _locked_draft(list_id)
    count = f"等 {len(entries)} 条" if len(entries) > 1 else ""
    draft = discard(
        entries,
        title=f"{entries[0]}{count}（{honor_list}）",
        subdistrict=honor_list.subdistrict,
        by=by,
        delete=delete_entries,
    )
    if by is not None:
        note_editor(honor_list, by)
    return draft


def delete_entries(entries: Sequence[Any], by: StaffUser | None, reason: str = DISCARDED) -> None:
    """Delete many entries at once, each with its history; whoever asks has made sure that all are drafts.

    One by one, each would have its organisation indexed anew: minutes for a few thousand.
    """
    history = HonorEntry.history.model
    now = timezone.now()
    for start in range(0, len(entries), CHUNK):
        some = entries[start : start + CHUNK]
        history.objects.bulk_create(
            history(
                history_type="-",
                history_date=now,
                history_user=by,
                history_change_reason=reason,
                **{field.attname: getattr(entry, field.attname) for field in history.tracked_fields},
            )
            for entry in some
        )
        drafts = HonorEntry.objects.filter(pk__in=[entry.pk for entry in some])
        # The database alone would refuse: a raw deletion empties no pointers.
        ImportRow.objects.filter(entry__in=drafts).update(entry=None)
        drafts._raw_delete(drafts.db)


def _delete_list(objects: Sequence[Any], by: StaffUser | None) -> None:
    honor_list, *entries = objects
    delete_entries(entries, by)
    delete_one_by_one([honor_list], by)


def _locked_draft(key: int) -> HonorList:
    """The list, for this act alone; refused unless it is a draft that readers never saw."""
    honor_list = HonorList.objects.select_for_update(of=("self",)).with_round().get(pk=key)
    if honor_list.was_public():
        raise ValidationError("这份名单公布过，不能删除；请改用更正、撤销，或者撤下整份名单。")
    if honor_list.state != ListState.DRAFT:
        raise ValidationError(f"名单现在是“{honor_list.get_state_display()}”，不能删除；请先退回为草稿。")
    return honor_list


def _settle_entries(objects: list[Any], by: StaffUser | None) -> None:
    """Entries return to a list that is still a draft; whoever brings them back had a hand in it."""
    for list_id in {entry.list_id for entry in objects}:
        honor_list = HonorList.objects.select_for_update().get(pk=list_id)
        if honor_list.state != ListState.DRAFT:
            raise ValidationError(
                f"没有恢复：名单“{honor_list}”现在是“{honor_list.get_state_display()}”，不能再加条目；请先退回为草稿。"
            )
        if by is not None:
            note_editor(honor_list, by)


LIST = DraftKind("awards.honorlist", is_of_a_subdistrict=True, parts={"awards.honorentry": "name_as_printed"})
ENTRIES = DraftKind(
    "awards.honorentry",
    is_of_a_subdistrict=True,
    parts={"awards.honorentry": "name_as_printed"},
    settle=_settle_entries,
)
