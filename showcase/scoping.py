"""Which cases a member of staff reads of; a clerk reads those of the clerk's own subdistricts."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from organizations.models import StaffUser
from organizations.scoping import writable_subdistricts
from showcase.models import CaseOrganization, CaseStudy


def cases_seen_by(user: StaffUser, cases: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
    """Those of ``cases`` that concern ``user``: a clerk sees those of the own subdistricts, and what readers see."""
    if user.has_perm("showcase.change_casestudy"):
        return cases
    own_places = writable_subdistricts(user)
    if own_places is None:
        return cases
    about = CaseOrganization.objects.filter(case=OuterRef("pk"), organization__canonical__subdistrict__in=own_places)
    public = CaseStudy.objects.public(timezone.now())
    return cases.filter(Q(Exists(about)) | Q(pk__in=public.values("pk")))
