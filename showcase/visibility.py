"""What readers may see: the only way from a public page to the record.

An organisation is public once a public list or a public case names it: one that a draft brought
in must not show before the draft does.
"""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from awards.models import AwardRound, Ceremony, Correction, HonorCount, HonorEntry, HonorList, StandingChange
from awards.models.ceremonies import CeremonyQuerySet
from awards.models.entries import HonorEntryQuerySet
from awards.models.rounds import AwardRoundQuerySet
from organizations.models import Organization, Subdistrict
from organizations.models.organization import OrganizationQuerySet
from showcase.choices import SearchKind
from showcase.models import CaseOrganization, CaseStudy, SearchDocument
from showcase.models.cases import CaseStudyQuerySet


def public_cases(at: datetime) -> CaseStudyQuerySet:
    """Case studies readers see at ``at``."""
    return CaseStudy.objects.public(at)


def public_organizations(at: datetime) -> OrganizationQuerySet:
    """Organisations that stand for themselves and that something public names."""
    honored = HonorEntry.objects.public().filter(organization__canonical=OuterRef("pk"))
    told = CaseOrganization.objects.filter(
        organization__canonical=OuterRef("pk"), case__in=CaseStudy.objects.public(at)
    )
    return Organization.objects.canonical_only().filter(Q(Exists(honored)) | Q(Exists(told)))


def public_rounds() -> AwardRoundQuerySet:
    """Rounds with at least one public list."""
    return AwardRound.objects.public().with_scheme()


def public_ceremonies() -> CeremonyQuerySet:
    """Ceremonies that released at least one public list."""
    return Ceremony.objects.public().select_related("source")


def public_entries() -> HonorEntryQuerySet:
    """Entries of public lists, with all that a line of a roll reads."""
    return HonorEntry.objects.public().for_rolls()


def entries_for_lines() -> HonorEntryQuerySet:
    """Public entries, with all that a line says of its source and history, in one query."""
    corrected = Correction.objects.filter(entry=OuterRef("pk"))
    decided = StandingChange.objects.filter(entry=OuterRef("pk"))
    found = public_entries().select_related("list__source")
    return found.annotate(was_corrected=Exists(corrected), was_decided_on=Exists(decided))


def entries_for_timeline(organization: Organization) -> HonorEntryQuerySet:
    """An organisation's public honours, latest first, with all that a line says of them and the occasion."""
    return entries_for_lines().of_organization(organization).select_related("round__ceremony").newest_first()


def public_documents(at: datetime) -> QuerySet[SearchDocument]:
    """What search may show: residential areas, and documents of records that are public at ``at``.

    Asked of each document by itself: a list of everything public would be as long as the registry.
    """
    organization = public_organizations(at).filter(pk=OuterRef("organization"))
    released = HonorList.objects.public().filter(round=OuterRef("round"))
    case = public_cases(at).filter(pk=OuterRef("case"))
    return SearchDocument.objects.filter(
        Q(kind=SearchKind.NEIGHBORHOOD)
        | Q(Exists(organization), kind=SearchKind.ORGANIZATION)
        | Q(Exists(released), kind=SearchKind.ROUND)
        | Q(Exists(case), kind=SearchKind.CASE)
    )


def subdistricts_with_counts() -> QuerySet[Subdistrict]:
    """The ten, each with ``honor_count`` (None for none) and ``neighborhood_count``."""
    honored = HonorCount.objects.filter(subdistrict=OuterRef("pk")).order_by().values("subdistrict")
    counts = Subquery(honored.annotate(honors=Sum("count")).values("honors"))
    counted = Subdistrict.objects.annotate(honor_count=counts, neighborhood_count=Count("neighborhoods"))
    return counted.in_official_order()
