"""Finding organisations as people type them: characters, any spelling, pinyin whole or by initials."""

import re

from django.db.models import Q, Value
from django.db.models.functions import Replace

from organizations.folding import fold
from organizations.models import OrganizationName
from organizations.models.organization import OrganizationQuerySet

_INITIALS = re.compile(r"[a-z]{2,12}")


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
            | sounds_beginning_with(key)
            | Q(subdistrict__name__contains=word)
            | Q(neighborhood__name__contains=word)
        )
    return found


def sounds_beginning_with(letters: str) -> Q:
    """Names in which ``letters`` begin one syllable after the other: tjz finds 陶家宅."""
    if not _INITIALS.fullmatch(letters):
        return Q(pk__in=())
    return Q(pinyin__regex="(^| )" + "[a-z0-9]* ".join(letters))
