"""How a person settles what the matcher left open, row by row.

Every act names who settled it, gives the row its new verdict and carries the answer over to the
batch's other rows that ask the same. Raises ``ValidationError`` in Chinese where an answer cannot
be, or where the person may not write the row's subdistrict; nothing has changed then.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from awards.choices import BatchState, Resolution, TierBasis
from awards.importing.checking import TIER_CONFIRMED, recheck, recheck_rivals
from awards.importing.scoping import reason_not_to_write
from awards.models import AwardTier, ImportBatch, ImportRow
from organizations.choices import NameKind, Sector
from organizations.folding import fold
from organizations.models import Neighborhood, Organization, OrganizationName, StaffUser, Subdistrict
from organizations.naming import give_name, register_organization
from organizations.scoping import may_write_in

_READ_WITH = ("batch__source", "round__scheme", "organization", "tier", "subdistrict")


@transaction.atomic
def choose_organization(
    row: ImportRow, organization: Organization, by: StaffUser, *, remember_as: NameKind | None = None
) -> ImportRow:
    """The printed name means ``organization``; ``remember_as`` also records it as one of its names.

    A row that does not say where it belongs takes over the organisation's subdistrict.
    """
    row = _open(row, by)
    organization = organization.canonical or organization
    if organization.subdistrict_id and not may_write_in(by, organization.subdistrict_id):
        raise ValidationError(f"“{organization}”不在您负责的街道，请核对；确实是它的，请交给区级审核员处理。")
    if not row.subdistrict_text:
        row.subdistrict = row.subdistrict or organization.subdistrict
    _refuse_foreign(row, by)
    if remember_as and not organization.names.filter(text=row.organization_text).exists():
        if not may_write_in(by, organization.subdistrict_id):
            raise ValidationError(f"您不能给“{organization}”登记名称；请选“只用这一次”。")
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
    """Register the organisation under the name the row prints; asked twice, it is registered once."""
    row = _open(row, by)
    if row.resolution == Resolution.CREATED and row.organization and row.organization.name == row.organization_text:
        return row
    if not may_write_in(by, subdistrict.pk if subdistrict else None):
        raise ValidationError("您只能在自己负责的街道新建党组织，请选定街道。")
    organization = register_organization(
        row.organization_text,
        sector=sector,
        subdistrict=subdistrict,
        neighborhood=neighborhood,
        source=row.batch.source,
    )
    row.subdistrict = row.subdistrict or organization.subdistrict
    _refuse_foreign(row, by)
    return _settled(row, organization, Resolution.CREATED, by)


@transaction.atomic
def choose_tier(row: ImportRow, tier: AwardTier | None, by: StaffUser) -> ImportRow:
    """The row's tier is ``tier``; None confirms that the source names none."""
    row = _open(row, by)
    _refuse_foreign(row, by)
    if tier and row.round and tier.scheme_id != row.round.scheme_id:
        raise ValidationError("请选择本奖项的等次。")
    if tier is None and row.tier_text:
        raise ValidationError(f"原文写了等次“{row.tier_text}”，请选择它对应的等次。")
    same = {"round": row.round, "tier_text": row.tier_text, "tier": None}
    twins = _twins(row).filter(**same) if row.tier_text and row.tier_id is None else ()
    _answer_tier(row, tier, by)
    for twin in twins:
        _answer_tier(twin, tier, by)
    return row


@transaction.atomic
def choose_subdistrict(row: ImportRow, subdistrict: Subdistrict, by: StaffUser) -> ImportRow:
    """The row belongs to ``subdistrict``; a name that is decided there is decided now."""
    row = _open(row, by)
    if row.subdistrict and row.subdistrict_text:
        _refuse_foreign(row, by)
    if reason := reason_not_to_write(subdistrict, by):
        raise ValidationError(reason)
    twins = _twins(row).filter(subdistrict_text=row.subdistrict_text, subdistrict=None) if row.subdistrict_text else ()
    for one in (row, *twins):
        one.subdistrict = subdistrict
        one.organization = one.organization or _decided_in(subdistrict, one.organization_text)
        _mark(one, Resolution(one.resolution) or Resolution.MATCHED, by)
    return row


@transaction.atomic
def skip_row(row: ImportRow, by: StaffUser) -> ImportRow:
    """Leave the row out; it stays in the batch, marked as left out."""
    return _mark(_open(row, by), Resolution.SKIPPED, by)


@transaction.atomic
def reopen_row(row: ImportRow, by: StaffUser) -> ImportRow:
    """Take a skip back."""
    return _mark(_open(row, by), Resolution.NONE, by)


def _open(row: ImportRow, by: StaffUser) -> ImportRow:
    """The row as it stands now, its batch locked; refused once written, undone, or just settled by another."""
    batch = ImportBatch.objects.select_for_update().get(pk=row.batch_id)
    # Planned anew meanwhile: the page shows rows that are no more.
    fresh = ImportRow.objects.select_related(*_READ_WITH).filter(pk=row.pk).first()
    if fresh is None:
        raise ValidationError("这一行刚刚重新核对过，请刷新页面后再处理。")
    if fresh.entry_id is not None:
        raise ValidationError("这一行已经写入，不能再改；请到名单里修改条目。")
    if batch.state == BatchState.UNDONE:
        raise ValidationError("这个批次已经撤销。")
    if fresh.settled_at != row.settled_at and fresh.settled_by_id != by.pk:
        raise ValidationError(f"{fresh.settled_by}刚刚处理过这一行，您的选择没有保存；请刷新页面核对。")
    return fresh


def _refuse_foreign(row: ImportRow, by: StaffUser) -> None:
    if reason := reason_not_to_write(row.subdistrict, by):
        raise ValidationError(reason)


def _twins(row: ImportRow) -> QuerySet[ImportRow]:
    """Other rows of the batch that are neither written nor left out."""
    others = row.batch.rows.filter(entry=None).exclude(pk=row.pk).exclude(resolution=Resolution.SKIPPED)
    return others.select_related(*_READ_WITH)


def _settled(row: ImportRow, organization: Organization, resolution: Resolution, by: StaffUser) -> ImportRow:
    twins = _twins(row).filter(
        organization_text=row.organization_text,
        subdistrict_text=row.subdistrict_text,
        organization=None,
        resolution="",
    )
    row.organization = organization.canonical or organization
    settled = _mark(row, resolution, by)
    for twin in twins:
        twin.organization, twin.subdistrict = row.organization, row.subdistrict
        _mark(twin, resolution, by)
    return settled


def _answer_tier(row: ImportRow, tier: AwardTier | None, by: StaffUser) -> None:
    row.tier = tier
    row.tier_basis = TierBasis.CONFIRMED if tier else TierBasis.NONE_PRINTED
    row.rest = {**row.rest, TIER_CONFIRMED: True}
    _mark(row, Resolution(row.resolution) or Resolution.MATCHED, by)


def _decided_in(place: Subdistrict, text: str) -> Organization | None:
    """The only organisation of ``place`` that bears the name, in any spelling."""
    names = OrganizationName.objects.filter(folded__in={fold(text, place.name), fold(text)})
    found = Organization.objects.filter(subdistrict=place, spellings__names__in=names).distinct()[:2]
    return found[0] if len(found) == 1 else None


def _mark(row: ImportRow, resolution: Resolution, by: StaffUser) -> ImportRow:
    row.resolution, row.settled_by, row.settled_at = resolution, by, timezone.now()
    recheck(row, by)
    row.save()
    recheck_rivals(row, by)
    return row
