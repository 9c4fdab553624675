"""Finding organisations as people type them: characters, any spelling, pinyin with or without spaces."""

from django.db.models import Q, Value
from django.db.models.functions import Replace

from organizations.folding import fold
from organizations.models import OrganizationName
from organizations.models.organization import OrganizationQuerySet


def find_organizations(organizations: OrganizationQuerySet, asked: str) -> OrganizationQuerySet:
    """Those that every word of ``asked`` matches: in a name ever borne, in pinyin, or in the place."""
    found = organizations.alias(sound=Replace("pinyin", Value(" "), Value("")))
    for word in asked.split():
        key = fold(word)
        if not key:
            continue
        names = OrganizationName.objects.filter(folded__contains=key)
        found = found.filter(
            Q(pk__in=names.values("organization"))
            | Q(sound__contains=key)
            | Q(subdistrict__name__contains=word)
            | Q(neighborhood__name__contains=word)
        )
    return found
