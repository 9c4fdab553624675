"""Finding organisations, neighbourhoods, rounds and cases by any of their names.

Each record has one ``SearchDocument`` with its folded names, pinyin and initials. Every word of a
query must occur in it, inside words too. What is not public is left out at the time of asking,
not of indexing, so that a draft can never be found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from organizations.folding import fold
from showcase.choices import SearchKind
from showcase.models import SearchDocument
from showcase.visibility import public_cases, public_organizations, public_rounds

MOST_WORDS = 6
MOST_RESULTS = 40
# An area and its organisation answer to the same names; readers look for the honours.
_ORGANIZATIONS_FIRST = Case(When(kind=SearchKind.ORGANIZATION, then=Value(0)), default=Value(1))


@dataclass
class Found:
    """What a query found, names before text."""

    words: list[str]
    results: Sequence[SearchDocument] = field(default_factory=list)
    is_cut: bool = False


def words_of(query: str) -> list[str]:
    """The folded words of a query: at most six, without punctuation."""
    words = (fold(word) or word.strip().casefold() for word in query.replace("\u3000", " ").split())
    return [word for word in words if word][:MOST_WORDS]


def matching_organizations(query: str) -> QuerySet:
    """Keys of the organisations whose names hold every word of ``query``."""
    documents = SearchDocument.objects.filter(kind=SearchKind.ORGANIZATION)
    for word in words_of(query):
        documents = documents.filter(names__contains=word)
    return documents.values("organization_id")


def find(query: str, at: datetime) -> Found:
    """Search everything public. An empty query finds nothing."""
    words = words_of(query)
    if not words:
        return Found(words)
    documents = SearchDocument.objects.filter(_public(at))
    for word in words:
        documents = documents.filter(Q(names__contains=word) | Q(body__contains=word))
    ranked = documents.annotate(rank=_rank(words)).order_by("rank", _ORGANIZATIONS_FIRST, "sort_key", "pk")
    results = list(ranked[: MOST_RESULTS + 1])
    return Found(words, results[:MOST_RESULTS], is_cut=len(results) > MOST_RESULTS)


def _public(at: datetime) -> Q:
    return (
        Q(kind=SearchKind.NEIGHBORHOOD)
        | Q(organization__in=public_organizations(at))
        | Q(round__in=public_rounds().order_by().values("pk"))
        | Q(case__in=public_cases(at))
    )


def _rank(words: list[str]) -> Case:
    """0 the title, 1 another name of it, 2 the beginning of a name, 3 in the names, 4 in the text too."""
    whole = "".join(words)
    every_name = Q()
    for word in words:
        every_name &= Q(names__contains=word)
    return Case(
        When(names__startswith=f"\n{whole}\n", then=Value(0)),
        When(names__contains=f"\n{whole}\n", then=Value(1)),
        When(names__contains=f"\n{whole}", then=Value(2)),
        When(every_name, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
