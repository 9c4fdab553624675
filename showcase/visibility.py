"""What readers may see: the only way from a public page to the record.

An organisation is public once a public list or a public case names it: one that a draft brought
in must not show before the draft does.
"""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from awards.models import AwardRound, Ceremony, HonorEntry
from awards.models.ceremonies import CeremonyQuerySet
from awards.models.entries import HonorEntryQuerySet
from awards.models.rounds import AwardRoundQuerySet
from organizations.models import Organization, Subdistrict
from organizations.models.organization import OrganizationQuerySet
from showcase.models import CaseOrganization, CaseStudy
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


def entries_for_timeline(organization: Organization) -> HonorEntryQuerySet:
    """An organisation's public honours, latest first, with what a line of its timeline reads; two queries."""
    found = public_entries().of_organization(organization).select_related("round__ceremony")
    return found.prefetch_related("standing_changes").newest_first()


def subdistricts_with_counts() -> QuerySet[Subdistrict]:
    """The ten, each with ``honor_count`` (None for none) and ``neighborhood_count``."""
    honored = HonorEntry.objects.public().filter(subdistrict=OuterRef("pk")).order_by().values("subdistrict")
    counts = Subquery(honored.annotate(count=Count("pk")).values("count"))
    counted = Subdistrict.objects.annotate(honor_count=counts, neighborhood_count=Count("neighborhoods"))
    return counted.in_official_order()
