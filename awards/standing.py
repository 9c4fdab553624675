"""Revoking, ending and restoring an honour: the entry stays, its standing changes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from awards.choices import Standing, StandingAct
from awards.models import HonorEntry, StandingChange
from organizations.models import StaffUser

# Which standing each act starts from, and where it leads.
_WAYS: dict[str, tuple[tuple[Standing, ...], Standing]] = {
    StandingAct.REVOKE: ((Standing.VALID, Standing.LAPSED), Standing.REVOKED),
    StandingAct.LAPSE: ((Standing.VALID,), Standing.LAPSED),
    StandingAct.RESTORE: ((Standing.REVOKED, Standing.LAPSED), Standing.VALID),
}


def standing_after(act: StandingAct | str) -> Standing:
    """Where a decision leads."""
    return _WAYS[act][1]


@transaction.atomic
def change_standing(
    entry: HonorEntry,
    act: StandingAct | str,
    *,
    decision_number: str,
    decided_on: date,
    reason: str,
    by: StaffUser | None,
) -> StandingChange:
    """Record a decision on an honour the public has seen, and let the entry's standing follow.

    Raises ``ValidationError`` for a draft, an unknown act, a missing number or reason, and an act
    that changes nothing (revoking what is revoked).
    """
    entry = HonorEntry.objects.select_for_update(of=("self",)).select_related("list").get(pk=entry.pk)
    if not entry.list.was_public():
        raise ValidationError("这个条目还没有公布过，请直接修改或删除，不用登记决定。")
    if not reason.strip() or not decision_number.strip():
        raise ValidationError("请写明决定文号和理由。")
    change = StandingChange(
        entry=entry,
        act=act,
        decision_number=decision_number.strip(),
        decided_on=decided_on,
        reason=reason.strip(),
        recorded_by=by,
    )
    change.full_clean()
    starts, leads_to = _WAYS[act]
    if entry.standing not in starts:
        raise ValidationError(f"这项荣誉现在是“{entry.get_standing_display()}”，不能再{change.get_act_display()}。")
    change.save()
    entry.standing = leads_to
    # The way of django-simple-history to name a reason.
    entry._change_reason = f"{change.get_act_display()}：{change.decision_number}"  # type: ignore[attr-defined]
    entry.save()
    return change
