"""``?q=`` on a list: the same words, read in the same way, whatever is listed."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from organizations.models import Subdistrict
from organizations.models.organization import OrganizationQuerySet
from showcase.bounds import bounded_matching
from showcase.filters import QUERY_LENGTH
from showcase.models import CaseStudy
from showcase.models.cases import CaseStudyQuerySet
from showcase.search import Matching, find
from showcase.visibility import public_organizations


@dataclass(frozen=True)
class Words:
    """What a reader wrote above a list; a longer text is cut, and the page says so."""

    text: str = ""
    was_cut: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Words":
        """From ``?q=``."""
        typed = request.GET.get("q", "").strip()
        return cls(typed[:QUERY_LENGTH], len(typed) > QUERY_LENGTH)

    @cached_property
    def matching(self) -> Matching:
        """The organisations so called; of words that very many bear, those that a search would show first."""
        return bounded_matching(self.text)

    @property
    def is_part(self) -> bool:
        """Whether more may be called so than were looked at: then the page says so."""
        return bool(self.text) and not self.matching.is_whole

    def among_organizations(self, organizations: OrganizationQuerySet) -> OrganizationQuerySet:
        """Those with every word among their names, pinyin or places."""
        return organizations.filter(pk__in=self.matching.organizations) if self.text else organizations

    def among_cases(self, cases: CaseStudyQuerySet, at: datetime) -> CaseStudyQuerySet:
        """Those that search finds, and those of organisations that are called so; one query more."""
        if not self.text:
            return cases
        found = [document.case_id for document in find(self.text, at).results if document.case_id]
        told = CaseStudy.objects.filter(organizations__canonical__in=self.matching.organizations)
        return cases.filter(Q(pk__in=found) | Q(pk__in=told.values("pk")) | Q(title__icontains=self.text))

    def among_subdistricts(self, places: QuerySet[Subdistrict], at: datetime) -> QuerySet[Subdistrict]:
        """Those called so, and those where something readers know is called so."""
        if not self.text:
            return places
        members = self.among_organizations(public_organizations(at)).filter(subdistrict__isnull=False)
        called = Q(name__icontains=self.text) | Q(slug__icontains=self.text)
        areas = Q(neighborhoods__name__icontains=self.text) | Q(neighborhoods__search_aliases__icontains=self.text)
        keys = Subdistrict.objects.filter(called | areas).values("pk")
        return places.filter(Q(pk__in=keys) | Q(pk__in=members.values("subdistrict")))
