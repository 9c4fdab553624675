"""Joining two registrations of one organisation, and parting them again.

Nothing moves: ``merged_into`` is set, ``canonical`` recomputed, and readers group by it.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.changes import records_changed
from organizations.choices import SecurityAct
from organizations.models import Organization, OrganizationMerge, StaffUser
from organizations.security_log import record


@transaction.atomic
def merge_organizations(
    source: Organization, target: Organization, *, reason: str, by: StaffUser | None
) -> OrganizationMerge:
    """Let readers find ``source`` under ``target``.

    Raises ``ValidationError`` for a missing reason, the same organisation twice, one already
    merged, or a circle.
    """
    source, target = _locked(source, target)
    merge = OrganizationMerge(from_organization=source, into_organization=target, reason=reason.strip(), merged_by=by)
    merge.full_clean()
    if reason_against := reason_not_to_merge(source, target):
        raise ValidationError(reason_against)
    merge.save()
    source.merged_into = target
    source.save()
    _recompute_canonical(source, target.canonical_id or target.pk)
    record(SecurityAct.MERGED, by=by, subject=merge, detail={"merge": merge.pk, "reason": merge.reason})
    return merge


def reason_not_to_merge(source: Organization, target: Organization) -> str:
    """Why the two cannot be merged this way round, in Chinese; ``""`` where nothing stands against it."""
    if source.pk == target.pk:
        return "请选择两个不同的党组织。"
    if target.canonical_id == source.pk:
        return f"{target}已经并入{source}，不能反过来再合并。"
    if source.is_merged():
        return "这个党组织已经并入另一个；请先撤销那次合并。"
    return ""


@transaction.atomic
def undo_merge(merge: OrganizationMerge, *, reason: str, by: StaffUser | None) -> None:
    """Clear the pointer that ``merge`` set; both organisations stand on their own again.

    Raises ``ValidationError`` where it was undone before or the name has been taken since.
    """
    merge = OrganizationMerge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise ValidationError("这次合并已经撤销过了。")
    source = Organization.objects.select_for_update().get(pk=merge.from_organization_id)
    merge.undone_at, merge.undone_by, merge.undo_reason = timezone.now(), by, reason.strip()
    merge.full_clean()
    merge.save()
    source.merged_into, left = None, source.canonical_id
    source.full_clean()
    source.save()
    _recompute_canonical(source, source.pk)
    # What stood for it until now is no longer found under its names.
    records_changed.send(Organization, organizations=[left])
    record(SecurityAct.UNMERGED, by=by, subject=merge, detail={"merge": merge.pk, "reason": merge.undo_reason})


def merges_followed(key: int | None, merges: Iterable[OrganizationMerge], on: date) -> list[OrganizationMerge]:
    """The merges that led readers on from the organisation ``key`` at the end of that day, in turn. Pure.

    ``merges`` are all there ever were.
    """
    ways = {merge.from_organization_id: merge for merge in merges if _held(merge, on)}
    followed: list[OrganizationMerge] = []
    while (merge := ways.pop(key, None)) is not None:  # type: ignore[arg-type]
        followed.append(merge)
        key = merge.into_organization_id
    return followed


def _held(merge: OrganizationMerge, on: date) -> bool:
    """Whether the merge was in force at the end of that day."""
    was_undone = merge.undone_at is not None and timezone.localdate(merge.undone_at) <= on
    return timezone.localdate(merge.merged_at) <= on and not was_undone


def everything_under(root: Organization) -> set[int]:
    """Its own key and those of everything merged into it, directly or not."""
    found, edge = {root.pk}, {root.pk}
    while edge:
        edge = set(Organization.objects.filter(merged_into__in=edge).values_list("pk", flat=True)) - found
        found |= edge
    return found


def _locked(*organizations: Organization) -> list[Organization]:
    """Fresh rows, locked in a fixed order so that two clerks cannot block each other."""
    keys = [organization.pk for organization in organizations]
    rows = {row.pk: row for row in Organization.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [rows[key] for key in keys]


def _recompute_canonical(root: Organization, canonical_id: int) -> None:
    """Point ``root`` and everything merged into it, directly or not, at ``canonical_id``."""
    found = everything_under(root)
    Organization.objects.filter(pk__in=found).update(canonical=canonical_id)
    records_changed.send(Organization, organizations=[*found, canonical_id])
