"""Organisation × round: who was honoured when, at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from awards.models import AwardRound, AwardScheme, HonorEntry
from organizations.models import Organization, Subdistrict
from organizations.models.organization import OrganizationQuerySet
from showcase.visibility import public_entries

# More columns than these no sheet of paper holds; the earlier ones are on the organisation's page.
MOST_ROUNDS = 12
Cells = list[list[HonorEntry]]


@dataclass(frozen=True)
class MatrixRow:
    """One organisation with what it was given in each round; a cell may hold several entries, or none."""

    organization: Organization
    cells: Cells


def honored_organizations(scheme: AwardScheme | None, subdistrict: Subdistrict | None) -> OrganizationQuerySet:
    """Organisations with a public honour (of ``scheme``, of ``subdistrict``), by place and pinyin."""
    entries = HonorEntry.objects.public().filter(organization__canonical=OuterRef("pk"))
    if scheme:
        entries = entries.filter(round__scheme=scheme)
    found = Organization.objects.canonical_only().filter(Exists(entries)).select_related("subdistrict")
    if subdistrict:
        found = found.filter(subdistrict=subdistrict)
    return found.order_by(F("subdistrict__code").asc(nulls_last=True), "pinyin", "pk")


def matrix_rows(organizations: Iterable[Organization], rounds: list[AwardRound]) -> list[MatrixRow]:
    """A row for each of ``organizations``, a cell for each of ``rounds``; one query."""
    organizations = list(organizations)
    entries = public_entries().filter(round__in=rounds, organization__canonical__in=organizations)
    cells: dict[tuple[int | None, int], list[HonorEntry]] = {}
    for entry in entries.in_official_order():
        cells.setdefault((entry.organization.canonical_id, entry.round_id), []).append(entry)
    return [MatrixRow(one, [cells.get((one.pk, column.pk), []) for column in rounds]) for one in organizations]
