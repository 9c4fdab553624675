"""Organisation × round: who was honoured when, at a glance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from awards.models import AwardRound, AwardScheme, HonorEntry
from organizations.models import Organization, Subdistrict
from organizations.models.organization import OrganizationQuerySet
from showcase.bounds import counted
from showcase.long_lists import ByPinyin
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


@dataclass(frozen=True)
class ByPlace:
    """``honored_organizations`` as ``showcase.long_lists`` reads them: place by place, each along its own index.

    ``places`` in official order, None for organisations without one. A page lies in one or two of them.
    """

    organizations: OrganizationQuerySet
    places: Sequence[Subdistrict | None]

    def count(self, limit: int | None = None) -> int:
        return counted(self.organizations, limit)

    def between(self, start: int, end: int) -> list[Organization]:
        return list(self.organizations[start:end])

    def onwards(self, after: Organization | None, limit: int) -> list[Organization]:
        rows: list[Organization] = []
        for place in self.places[self._at(after) if after else 0 :]:
            in_place = ByPinyin(self.organizations.filter(subdistrict=place))
            beginning = after if after and after.subdistrict == place else None
            rows += in_place.onwards(beginning, limit - len(rows))
            if len(rows) == limit:
                break
        return rows

    def backwards(self, before: Organization, limit: int) -> list[Organization]:
        rows: list[Organization] = []
        for place in reversed(self.places[: self._at(before) + 1]):
            in_place = ByPinyin(self.organizations.filter(subdistrict=place))
            end = before if before.subdistrict == place else None
            rows = in_place.backwards(end, limit - len(rows)) + rows
            if len(rows) == limit:
                break
        return rows

    def name_of(self, row: Organization) -> str:
        return row.slug

    def named(self, name: str) -> Organization | None:
        return self.organizations.filter(slug=name).first()

    def _at(self, one: Organization) -> int:
        return self.places.index(one.subdistrict)


def matrix_rows(organizations: Iterable[Organization], rounds: list[AwardRound]) -> list[MatrixRow]:
    """A row for each of ``organizations``, a cell for each of ``rounds``; one query."""
    organizations = list(organizations)
    # Not by round: an organisation has few honours, a round has very many, and SQLite may begin with the rounds.
    entries = public_entries().filter(organization__canonical__in=organizations)
    cells: dict[tuple[int | None, int], list[HonorEntry]] = {}
    for entry in entries.in_official_order():
        cells.setdefault((entry.organization.canonical_id, entry.round_id), []).append(entry)
    return [MatrixRow(one, [cells.get((one.pk, column.pk), []) for column in rounds]) for one in organizations]
