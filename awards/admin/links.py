"""Ways from one staff page to another."""

from urllib.parse import urlencode

from django.urls import reverse

from awards.choices import ListState
from awards.models import HonorEntry, HonorList


def entries_address(honor_list: HonorList) -> str:
    """The page of one list's entries; a draft's can be edited there line by line."""
    return f"{reverse('admin:awards_honorentry_changelist')}?list__id__exact={honor_list.pk}"


def add_entry_address(honor_list: HonorList) -> str:
    """Where an entry is added to the list; saving leads back to the list's entries."""
    came_from = urlencode({"_changelist_filters": f"list__id__exact={honor_list.pk}"})
    return f"{reverse('admin:awards_honorentry_add')}?{came_from}"


def entries_link(honor_list: HonorList) -> tuple[str, str]:
    """Label and address of a list's entries. Reads ``entry_count``, the list's round and its scheme."""
    verb = "查看、快速编辑" if honor_list.state == ListState.DRAFT else "查看"
    label = f"{honor_list}（{honor_list.get_state_display()}）：{verb} {honor_list.entry_count} 条"
    return label, entries_address(honor_list)


def correction_address(entry: HonorEntry) -> str:
    """Where a correction of ``entry`` is registered."""
    return f"{reverse('admin:awards_correction_add')}?entry={entry.pk}"


def standing_address(entry: HonorEntry) -> str:
    """Where a decision on the standing of ``entry`` is registered."""
    return f"{reverse('admin:awards_standingchange_add')}?entry={entry.pk}"
