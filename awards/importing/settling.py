"""How a person settles what the matcher left open, row by row.

Every act names who settled it, gives the row its new verdict and carries the answer over to the
batch's other rows with the same name in the same subdistrict. Raises ``ValidationError`` in Chinese
where an answer cannot be; nothing has changed then.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from awards.choices import BatchState, Resolution, TierBasis, Verdict
from awards.models import AwardTier, HonorEntry, ImportRow
from organizations.choices import NameKind, Sector
from organizations.models import Neighborhood, Organization, StaffUser, Subdistrict
from organizations.naming import give_name, register_organization


@transaction.atomic
def choose_organization(
    row: ImportRow, organization: Organization, by: StaffUser, *, remember_as: NameKind | None = None
) -> ImportRow:
    """The printed name means ``organization``; ``remember_as`` also records it as one of its names."""
    row = _open(row)
    if remember_as and not organization.names.filter(text=row.organization_text).exists():
        give_name(organization, row.organization_text, remember_as, source=row.batch.source)
    resolutions = {NameKind.FORMER: Resolution.FORMER, None: Resolution.MATCHED}
    return _settled(row, organization, resolutions.get(remember_as, Resolution.ALIAS), by)


@transaction.atomic
def create_organization(
    row: ImportRow,
    by: StaffUser,
    *,
    sector: Sector,
    subdistrict: Subdistrict | None,
    neighborhood: Neighborhood | None = None,
) -> ImportRow:
    """Register the organisation under the name the row prints."""
    row = _open(row)
    organization = register_organization(
        row.organization_text,
        sector=sector,
        subdistrict=subdistrict,
        neighborhood=neighborhood,
        source=row.batch.source,
    )
    row.subdistrict = row.subdistrict or organization.subdistrict
    return _settled(row, organization, Resolution.CREATED, by)


@transaction.atomic
def choose_tier(row: ImportRow, tier: AwardTier | None, by: StaffUser) -> ImportRow:
    """The row's tier is ``tier``; None confirms that the source names none."""
    row = _open(row)
    if tier and row.round and tier.scheme_id != row.round.scheme_id:
        raise ValidationError("请选择本奖项的等次。")
    row.tier = tier
    row.tier_basis = TierBasis.CONFIRMED if tier else TierBasis.NONE_PRINTED
    # The question of the tier is answered: it must not be asked again by a new plan.
    return _mark(row, Resolution(row.resolution) or Resolution.MATCHED, by)


@transaction.atomic
def skip_row(row: ImportRow, by: StaffUser) -> ImportRow:
    """Leave the row out; it stays in the batch, marked as left out."""
    return _mark(_open(row), Resolution.SKIPPED, by)


@transaction.atomic
def reopen_row(row: ImportRow, by: StaffUser) -> ImportRow:
    """Take a skip back."""
    row = _open(row)
    return _mark(row, Resolution.NONE, by)


def recheck(row: ImportRow) -> None:
    """Give ``row`` the verdict its present answers earn; saves nothing."""
    if row.round is None:
        return
    questions = []
    if row.organization is None:
        questions.append("请选定或新建党组织。")
    scheme_has_tiers = row.round.scheme.tiers.exists()
    if row.tier is None and (row.tier_text or (scheme_has_tiers and not row.resolution)):
        questions.append("请选择等次，或确认原文未列等次。")
    if questions:
        row.verdict, row.message = Verdict.DECIDE, "".join(questions)
    elif _is_recorded(row):
        row.verdict, row.message = Verdict.RECORDED, "已经在册，不重复写入。"
    elif twin := _twin_of(row):
        row.verdict, row.message = Verdict.ERROR, f"与{twin.location}重复，请跳过其中一行。"
    else:
        row.verdict, row.message = Verdict.READY, ""


def _open(row: ImportRow) -> ImportRow:
    """The row as it stands now, its batch locked; refused once written or undone."""
    fresh = (
        ImportRow.objects.select_for_update(of=("self",))
        .select_related("batch__source", "round__scheme", "organization", "tier", "subdistrict")
        .get(pk=row.pk)
    )
    if fresh.entry_id is not None:
        raise ValidationError("这一行已经写入，不能再改；请到名单里修改条目。")
    if fresh.batch.state == BatchState.UNDONE:
        raise ValidationError("这个批次已经撤销。")
    return fresh


def _settled(row: ImportRow, organization: Organization, resolution: Resolution, by: StaffUser) -> ImportRow:
    twins = row.batch.rows.filter(
        organization_text=row.organization_text,
        subdistrict_text=row.subdistrict_text,
        organization__isnull=True,
        resolution="",
        entry__isnull=True,
    ).exclude(pk=row.pk)
    row.organization = organization.canonical or organization
    settled = _mark(row, resolution, by)
    for twin in twins.select_related("batch", "round__scheme", "tier", "subdistrict"):
        twin.organization, twin.subdistrict = row.organization, row.subdistrict
        _mark(twin, resolution, by)
    return settled


def _mark(row: ImportRow, resolution: Resolution, by: StaffUser) -> ImportRow:
    row.resolution, row.settled_by, row.settled_at = resolution, by, timezone.now()
    recheck(row)
    row.save()
    return row


def _is_recorded(row: ImportRow) -> bool:
    return HonorEntry.objects.filter(
        organization__canonical=row.organization and row.organization.canonical_id, round=row.round, tier=row.tier
    ).exists()


def _twin_of(row: ImportRow) -> ImportRow | None:
    """An earlier row of the batch that says the same."""
    twins = row.batch.rows.filter(round=row.round, organization=row.organization, tier=row.tier, number__lt=row.number)
    return twins.exclude(resolution=Resolution.SKIPPED).first()
