"""A published case changes in the open: what it said, what it says, and why stays for readers to see."""

from django.core.exceptions import ValidationError

from organizations.models import StaffUser
from showcase.models import CaseCorrection, CaseStudy
from showcase.versions.differences import Change, differences
from showcase.versions.snapshots import Snapshot, snapshot_of
from showcase.versions.wording import names_for

REASON_NEEDED = "案例已经发布，改动会公开：请写明更正理由。"
LONGEST_PLACE = 120


def changes_read(before: Snapshot, after: Snapshot) -> list[Change]:
    """What readers see change between the two."""
    return [change for change in differences(before, after, names_for(before, after)) if change.is_read]


def correct_case(case: CaseStudy, before: Snapshot, *, by: StaffUser, reason: str) -> list[CaseCorrection]:
    """Tell readers how a published case changed since ``before``; in the transaction that changed it.

    Raises ``ValidationError`` where something they see has changed and no reason is given.
    """
    changes = changes_read(before, snapshot_of(case))
    if changes and not reason.strip():
        raise ValidationError(REASON_NEEDED)
    return [_corrected(case, change, by, reason.strip()) for change in changes]


def _corrected(case: CaseStudy, change: Change, by: StaffUser, reason: str) -> CaseCorrection:
    correction = CaseCorrection(
        case=case,
        place=change.place[:LONGEST_PLACE],
        before=change.before,
        after=change.after,
        reason=reason,
        corrected_by=by,
    )
    correction.full_clean()
    correction.save()
    return correction
