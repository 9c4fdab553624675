"""Correcting in the open what the public has already read."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from awards.choices import CorrectedField, TierBasis
from awards.models import AwardTier, Correction, HonorEntry
from awards.publishing import note_editor
from organizations.models import StaffUser

# What can be put right in an entry; the values are the names of its fields.
CORRECTABLE = (
    CorrectedField.NAME_AS_PRINTED,
    CorrectedField.ORGANIZATION,
    CorrectedField.TIER,
    CorrectedField.SUBDISTRICT,
    CorrectedField.POSITION,
    CorrectedField.CITATION,
)


@transaction.atomic
def correct_entry(
    entry: HonorEntry, field: CorrectedField | str, after: Any, reason: str, by: StaffUser | None
) -> Correction:
    """Change one thing in an entry the public has seen, and keep what it said before.

    ``after`` is of the field's own kind: a text, a number, an ``Organization``, a ``Subdistrict``
    or an ``AwardTier`` (None: the source names no tier). A corrected tier counts as confirmed.
    Whoever corrects has had a hand in the list: withdrawn, it is released again by somebody else.
    Raises ``ValidationError`` for a draft, a missing reason, and what a rule of the registry forbids.
    """
    entry = HonorEntry.objects.select_for_update(of=("self",)).for_rolls().get(pk=entry.pk)
    if field not in CORRECTABLE:
        raise ValidationError("这一项不能更正；请重新选择更正内容。")
    if not reason.strip():
        raise ValidationError("请写明更正理由。")
    if not entry.list.was_public():
        raise ValidationError("这个条目还没有公布过，请直接修改，不用登记更正。")
    before = as_read(entry, field)
    setattr(entry, field, after)
    if field == CorrectedField.TIER:
        entry.tier_basis = _basis_of(after)
    correction = Correction(
        entry=entry, field=field, before=before, after=as_read(entry, field), reason=reason.strip(), corrected_by=by
    )
    correction.full_clean()
    entry.full_clean()
    correction.save()
    entry._change_reason = f"更正：{correction.reason}"  # type: ignore[attr-defined]
    entry.save()
    if by is not None:
        note_editor(entry.list, by)
    return correction


def as_read(entry: HonorEntry, field: str) -> str:
    """What readers see of ``field``, as text."""
    if field == CorrectedField.TIER:
        if entry.tier is None:
            return "未列等次"
        return f"{entry.tier}（待确认）" if entry.tier_awaits_confirmation() else str(entry.tier)
    value = getattr(entry, field)
    return "" if value is None else str(value)


def _basis_of(tier: AwardTier | None) -> TierBasis:
    return TierBasis.NONE_PRINTED if tier is None else TierBasis.CONFIRMED
