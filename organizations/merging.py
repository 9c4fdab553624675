"""Joining two registrations of one organisation, and parting them again.

Nothing moves: ``merged_into`` is set, ``canonical`` recomputed, and readers group by it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.changes import records_changed
from organizations.models import Organization, OrganizationMerge, StaffUser


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
    if source.is_merged():
        raise ValidationError("这个党组织已经并入另一个；请先撤销那次合并。")
    if target.canonical_id == source.pk:
        raise ValidationError(f"{target}已经并入{source}，不能反过来再合并。")
    merge.save()
    source.merged_into = target
    source.save()
    _recompute_canonical(source, target.canonical_id or target.pk)
    return merge


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


def _locked(*organizations: Organization) -> list[Organization]:
    """Fresh rows, locked in a fixed order so that two clerks cannot block each other."""
    keys = [organization.pk for organization in organizations]
    rows = {row.pk: row for row in Organization.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [rows[key] for key in keys]


def _recompute_canonical(root: Organization, canonical_id: int) -> None:
    """Point ``root`` and everything merged into it, directly or not, at ``canonical_id``."""
    found, edge = {root.pk}, {root.pk}
    while edge:
        edge = set(Organization.objects.filter(merged_into__in=edge).values_list("pk", flat=True)) - found
        found |= edge
    Organization.objects.filter(pk__in=found).update(canonical=canonical_id)
    records_changed.send(Organization, organizations=[*found, canonical_id])
