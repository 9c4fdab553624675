"""Finding organisations, neighbourhoods, rounds and cases by any of their names.

Each record has one ``SearchDocument`` with its folded names, pinyin and initials. Every word of a
query must occur in it, inside words too. What is not public is left out at the time of asking,
not of indexing, so that a draft can never be found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from awards.models import HonorEntry
from organizations.models import Organization, Subdistrict
from showcase.choices import SearchKind
from showcase.models import SearchDocument
from showcase.questions import Word, known_places, understood, words_of
from showcase.visibility import (
    public_cases,
    public_entries,
    public_organizations,
    public_rounds,
    subdistricts_with_counts,
)

MOST_RESULTS = 40
# An area and its organisation answer to the same names; readers look for the honours.
_ORGANIZATIONS_FIRST = Case(When(kind=SearchKind.ORGANIZATION, then=Value(0)), default=Value(1))


@dataclass
class Found:
    """What a query found, names before text."""

    words: list[str]
    results: Sequence[SearchDocument] = field(default_factory=list)
    is_cut: bool = False


@dataclass
class Result:
    """One line of the search page: what was found, and the honours on record of it, latest first."""

    document: SearchDocument
    honors: list[HonorEntry]

    @property
    def awaits_honors(self) -> bool:
        """Whether it is registered and could be honoured, and no honour is on record yet."""
        return self.document.kind in (SearchKind.ORGANIZATION, SearchKind.NEIGHBORHOOD) and not self.honors


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
    for word in understood(words, known_places()):
        documents = documents.filter(_holds(word))
    ranked = documents.annotate(rank=_rank(words)).order_by("rank", _ORGANIZATIONS_FIRST, "sort_key", "pk")
    results = list(ranked[: MOST_RESULTS + 1])
    return Found(words, results[:MOST_RESULTS], is_cut=len(results) > MOST_RESULTS)


def subdistricts_found(query: str) -> Sequence[Subdistrict]:
    """Subdistricts and towns whose name or pinyin holds every word of ``query``, with their counts.

    Those that begin so come first: who writes 新泾 means 新泾镇 rather than 北新泾街道.
    """
    words = words_of(query)
    if not words:
        return []
    places = subdistricts_with_counts()
    for word in words:
        places = places.filter(Q(name__contains=word) | Q(slug__contains=word))
    return sorted(places, key=lambda place: not any(name.startswith(words[0]) for name in (place.name, place.slug)))


def with_honors(documents: Sequence[SearchDocument]) -> list[Result]:
    """``documents`` as results, each with what is on record of it; one query, none without such documents."""
    organizations = [one.organization_id for one in documents if one.organization_id]
    areas = [one.neighborhood_id for one in documents if one.neighborhood_id]
    found: dict[tuple[str, int | None], list[HonorEntry]] = {}
    if organizations or areas:
        of_any = Q(organization__canonical__in=organizations) | Q(organization__canonical__neighborhood__in=areas)
        for entry in public_entries().filter(of_any).newest_first():
            honored: Organization = entry.organization.canonical or entry.organization
            found.setdefault((SearchKind.ORGANIZATION, honored.pk), []).append(entry)
            found.setdefault((SearchKind.NEIGHBORHOOD, honored.neighborhood_id), []).append(entry)
    return [Result(one, found.get((one.kind, one.organization_id or one.neighborhood_id), [])) for one in documents]


def _holds(word: Word) -> Q:
    """A document with the word in any spelling, or with all its parts."""
    whole = Q()
    for spelling in word.spellings:
        whole |= Q(names__contains=spelling) | Q(body__contains=spelling)
    in_parts = Q()
    for part in word.parts:
        in_parts &= Q(names__contains=part) | Q(body__contains=part)
    return whole | in_parts if word.parts else whole


def _public(at: datetime) -> Q:
    return (
        Q(kind=SearchKind.NEIGHBORHOOD)
        | Q(organization__in=public_organizations(at))
        | Q(round__in=public_rounds().order_by().values("pk"))
        | Q(case__in=public_cases(at))
    )


def _rank(words: list[str]) -> Case:
    """0 the title, 1 another name, 2 the title begins so, 3 another name does, 4 in the names,
    5 a whole line of the text, 6 inside it."""
    whole = "".join(words)
    every_name = Q()
    for word in words:
        every_name &= Q(names__contains=word)
    return Case(
        When(names__startswith=f"\n{whole}\n", then=Value(0)),
        When(names__contains=f"\n{whole}\n", then=Value(1)),
        When(names__startswith=f"\n{whole}", then=Value(2)),
        When(names__contains=f"\n{whole}", then=Value(3)),
        When(every_name, then=Value(4)),
        # 银奖 is a tier of its own, and two characters of 金银奖.
        When(body__contains=f"\n{whole}\n", then=Value(5)),
        default=Value(6),
        output_field=IntegerField(),
    )
