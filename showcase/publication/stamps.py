"""Change stamps: for every public record a number that differs once anything readers see of it does.

A stamp is made of the record's whole row and of the stamps of what it refers to: renaming a tier
changes the stamp of every entry of that tier. Nothing has to be remembered when a record is written,
so no way of writing can forget it. A page is made again when the stamps it is made of differ.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.timezone import localtime

from awards.models import (
    AnnouncedCount,
    AwardRound,
    AwardScheme,
    AwardTier,
    Ceremony,
    Correction,
    HonorEntry,
    HonorList,
    RoundTier,
    StandingChange,
)
from organizations.models import Neighborhood, Organization, OrganizationName, SourceDocument, Subdistrict
from showcase.latest_change import latest_change, with_latest_change
from showcase.models import (
    CaseCorrection,
    CaseOrganization,
    CaseSection,
    ErrorReport,
    Lesson,
    Photo,
    Redirect,
    SiteSettings,
)
from showcase.models.site import ONLY_ROW
from showcase.visibility import public_cases

AT_ONCE = 5000
Stamp = int
ByKey = dict[Any, Stamp]


def stamp(*facts: object) -> Stamp:
    """A number for ``facts``; others give another one."""
    return int.from_bytes(blake2b(repr(facts).encode(), digest_size=12).digest())


@dataclass
class Stamps:
    """The stamps of one moment; sums of stamps stand for sets of records, in whatever order they were read."""

    lists: ByKey = field(default_factory=dict)
    rounds: ByKey = field(default_factory=dict)
    ceremonies: ByKey = field(default_factory=dict)
    subdistricts: ByKey = field(default_factory=dict)
    organizations: ByKey = field(default_factory=dict)
    entries: ByKey = field(default_factory=dict)
    cases: ByKey = field(default_factory=dict)
    # Of a case without the honours of its organisations: what other pages show of it.
    cards: ByKey = field(default_factory=dict)
    # Entries by what brings them onto a page: canonical organisation, round, subdistrict.
    of_organization: ByKey = field(default_factory=lambda: defaultdict(int))
    of_round: ByKey = field(default_factory=lambda: defaultdict(int))
    of_subdistrict: ByKey = field(default_factory=lambda: defaultdict(int))
    codes: dict[str, Any] = field(default_factory=dict)
    log: Stamp = 0
    rest: Stamp = 0
    # The day that “最近更新” names.
    updated_on: date | None = None

    @property
    def whole(self) -> Stamp:
        """Of everything there is."""
        parts = (self.ceremonies, self.rounds, self.subdistricts, self.organizations, self.entries, self.cases)
        return stamp(self.rest, self.log, self.updated_on, *(sum(part.values()) for part in parts))


def frame_stamp() -> Stamp:
    """Of what stands on every page."""
    return stamp(sorted(_rows(SiteSettings.objects.all()).values()))


def read_stamps(at: datetime) -> Stamps:
    """The stamps of what is public at ``at``; a fixed number of queries."""
    now = Stamps()
    sources = _rows(SourceDocument.objects.all())
    schemes, tiers = _rows(AwardScheme.objects.all()), _rows(AwardTier.objects.all())
    now.ceremonies = _rows(Ceremony.objects.all(), source_id=sources)
    now.rounds = _rows(AwardRound.objects.all(), scheme_id=schemes, ceremony_id=now.ceremonies)
    for part in (RoundTier, AnnouncedCount):
        _add(now.rounds, part._default_manager.all(), "round_id", tier_id=tiers, source_id=sources)
    now.lists = _rows(HonorList.objects.public(), source_id=sources)
    now.subdistricts = _rows(Subdistrict.objects.all())
    _read_organizations(now, sources)
    _read_entries(now, tiers)
    _read_cases(now, at, sources)
    few = (Redirect.objects.all(), ErrorReport.objects.exclude(settled_at=None))
    now.rest = stamp(sum(tiers.values()), sum(schemes.values()), *(sum(_rows(rows).values()) for rows in few))
    settings = with_latest_change(SiteSettings.objects.filter(pk=ONLY_ROW)).first()
    changed_at = latest_change(settings) if settings else None
    now.updated_on = localtime(changed_at).date() if changed_at else None
    return now


def _read_organizations(now: Stamps, sources: ByKey) -> None:
    areas = _rows(Neighborhood.objects.all())
    rows = Organization.objects.all()
    stamps = _rows(rows, subdistrict_id=dict(now.subdistricts), neighborhood_id=areas)
    for place, area in Neighborhood.objects.values_list("subdistrict_id", "pk"):
        now.subdistricts[place] += areas[area]
    # What was merged is told on the page of what it was merged into.
    canonical = dict(rows.values_list("pk", "canonical_id"))
    _add(stamps, OrganizationName.objects.all(), "organization_id", source_id=sources)
    for key, value in stamps.items():
        now.organizations[canonical[key]] = now.organizations.get(canonical[key], 0) + value


def _read_entries(now: Stamps, tiers: ByKey) -> None:
    told: ByKey = defaultdict(int)
    for part in (Correction, StandingChange):
        _add(told, part._default_manager.filter(entry__list__in=now.lists), "entry_id")
    columns = [field.attname for field in HonorEntry._meta.concrete_fields]
    rows = HonorEntry.objects.public().order_by().values_list("organization__canonical_id", *columns)
    at = {name: place for place, name in enumerate(columns, start=1)}
    for row in rows.iterator(AT_ONCE):
        canonical, key = row[0], row[at["id"]]
        round_id, place = row[at["round_id"]], row[at["subdistrict_id"]]
        value = stamp(
            row,
            now.lists.get(row[at["list_id"]]),
            now.rounds[round_id],
            tiers.get(row[at["tier_id"]]),
            now.subdistricts.get(place),
            now.organizations[canonical],
            told.get(key),
        )
        now.entries[key], now.codes[row[at["verify_code"]]] = value, key
        now.of_organization[canonical] += value
        now.of_round[round_id] += value
        now.of_subdistrict[place] += value
    now.log = sum(told.values())


def _read_cases(now: Stamps, at: datetime, sources: ByKey) -> None:
    canonical = dict(CaseOrganization.objects.values_list("organization_id", "organization__canonical_id"))
    named = {key: now.organizations[one] + now.of_organization.get(one, 0) for key, one in canonical.items() if one}
    now.cards = _rows(public_cases(at), source_id=sources, round_id=now.rounds, ceremony_id=now.ceremonies)
    for part in (CaseSection, Lesson, Photo, CaseCorrection, CaseOrganization):
        rows = part._default_manager.filter(case__in=list(now.cards))
        _add(now.cards, rows, "case_id")
        if part is CaseCorrection:
            now.log += sum(_rows(rows).values())
    now.cases = dict(now.cards)
    _add(now.cases, CaseOrganization.objects.filter(case__in=list(now.cards)), "case_id", organization_id=named)
    for owner, value in _owned(Photo.objects.public(at).filter(organization__isnull=False)):
        now.of_organization[owner] += value


def _owned(photos: QuerySet) -> Iterable[tuple[int, Stamp]]:
    owners = dict(photos.values_list("pk", "organization__canonical_id"))
    return [(owners[key], value) for key, value in _rows(photos).items()]


def _rows(rows: QuerySet[Any], **referred: ByKey) -> ByKey:
    """The stamp of each row by its key; ``referred``: the stamps of what a column points at."""
    names, pointers = _columns(rows.model, referred)
    found = rows.order_by().values_list("pk", *names).distinct()
    return {row[0]: stamp(row, *(stamps.get(row[at]) for at, stamps in pointers)) for row in found.iterator(AT_ONCE)}


def _add(stamps: ByKey, rows: QuerySet[Any], owner: str, **referred: ByKey) -> None:
    """Add the stamp of each row to that of the record it is a part of."""
    names, pointers = _columns(rows.model, referred)
    at_owner = names.index(owner) + 1
    for row in rows.order_by().values_list("pk", *names).iterator(AT_ONCE):
        value = stamp(rows.model._meta.label, row, *(known.get(row[at]) for at, known in pointers))
        stamps[row[at_owner]] = stamps.get(row[at_owner], 0) + value


def _columns(model: type[Model], referred: dict[str, ByKey]) -> tuple[list[str], list[tuple[int, ByKey]]]:
    names = [one.attname for one in model._meta.concrete_fields]
    return names, [(names.index(name) + 1, stamps) for name, stamps in referred.items() if name in names]
