"""Finding organisations, neighbourhoods, rounds and cases by any of their names.

Each record has one ``SearchDocument`` with its folded names, pinyin and initials. Every word of a
query must occur in it, inside words too. The index (``showcase.narrowing``) gives the few documents to
compare. What is not public is left out at the time of asking, not of indexing alone, so that a
draft can never be found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from organizations.models import Subdistrict
from showcase.choices import SearchKind
from showcase.models import SearchDocument, SearchGram
from showcase.narrowing import FEW, MOST, Narrowed, narrowed, sources_for
from showcase.phrases import Phrases, known_phrases
from showcase.questions import Word, known_places, understood, words_of
from showcase.visibility import public_documents, subdistricts_with_counts

MOST_RESULTS = 40
# An area and its organisation answer to the same names; readers look for the honours.
_ORGANIZATIONS_FIRST = Case(When(kind=SearchKind.ORGANIZATION, then=Value(0)), default=Value(1))


@dataclass
class Found:
    """What a query found, names before text: the first ``MOST_RESULTS``, and how many there are.

    ``words`` in all their spellings and parts. ``is_capped``: of the many documents that hold such
    signs only some were compared, so that there are at least ``count``.
    """

    words: list[str] = field(default_factory=list)
    results: Sequence[SearchDocument] = field(default_factory=list)
    count: int = 0
    is_capped: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether more was found than is shown."""
        return self.count > len(self.results)


def matching_organizations(query: str) -> QuerySet:
    """Keys of the organisations among whose names every word of ``query`` occurs."""
    phrases = known_phrases()
    words = _understood(query, phrases)
    sources, _ = sources_for(words, phrases)
    if not sources:
        return SearchDocument.objects.none().values("organization_id")
    signed = SearchGram.objects.filter(gram__in=[source.sign for source in sources])
    documents = SearchDocument.objects.filter(kind=SearchKind.ORGANIZATION, pk__in=signed.values("document"))
    return _named_so(documents, words).values("organization_id")


@dataclass(frozen=True)
class Matching:
    """``organizations``: keys, as a query, of those that hold every word; ``is_whole``: none was left uncompared."""

    organizations: QuerySet
    is_whole: bool = True


def few_matching(query: str, bound: int) -> Matching:
    """``matching_organizations``, looked for among at most ``bound`` documents, the best first; three queries.

    Of a word that many thousands hold, only those are compared that a search would show first.
    """
    phrases = known_phrases()
    words = _understood(query, phrases)
    keys = narrowed(words, phrases).documents(bound + 1)
    documents = SearchDocument.objects.filter(kind=SearchKind.ORGANIZATION, pk__in=keys[:bound])
    return Matching(_named_so(documents, words).values("organization_id"), is_whole=len(keys) <= bound)


def having(documents: QuerySet[SearchDocument], query: str) -> QuerySet[SearchDocument]:
    """Those of ``documents`` in whose names every word of ``query`` occurs; one query of its own."""
    return _named_so(documents, _understood(query, known_phrases()))


def find(query: str, at: datetime) -> Found:
    """Search everything public. An empty query finds nothing."""
    typed = words_of(query)
    if not typed:
        return Found()
    phrases = known_phrases()
    words = _understood(query, phrases)
    few = narrowed(words, phrases)
    found = _best(few, words, typed, at)
    count = len(found)
    if count > MOST_RESULTS:
        count = _fitting(few.documents(MOST), words, at).count()
    said = list(dict.fromkeys(text for word in words for text in (*word.spellings, *word.parts)))
    return Found(said, found[:MOST_RESULTS], count, is_capped=not few.is_whole)


def subdistricts_found(query: str) -> Sequence[Subdistrict]:
    """Subdistricts and towns whose name, pinyin or initials hold every word of ``query``, with their counts.

    Those that begin so come first: who writes 新泾 means 新泾镇 rather than 北新泾街道.
    """
    words = words_of(query)
    phrases = known_phrases() if words else Phrases({})
    keys = set.intersection(*(set(phrases.places_with(word)) for word in words)) if words else set()
    if not keys:
        return []
    places = subdistricts_with_counts().filter(pk__in=keys)
    return sorted(places, key=lambda place: not any(name.startswith(words[0]) for name in (place.name, place.slug)))


def _understood(query: str, phrases: Phrases) -> list[Word]:
    return understood(words_of(query), known_places(phrases.places()))


def _best(few: Narrowed, words: list[Word], typed: list[str], at: datetime) -> Sequence[SearchDocument]:
    """Results in their order, one more than is shown where there are more."""
    for bound in (FEW, MOST):
        keys = few.documents(bound)
        ranked = _fitting(keys, words, at).annotate(rank=_rank(typed))
        found = list(ranked.order_by("rank", _ORGANIZATIONS_FIRST, "sort_key", "pk")[: MOST_RESULTS + 1])
        if len(found) > MOST_RESULTS or len(keys) < bound:
            break
    return found


def _fitting(keys: list[int], words: list[Word], at: datetime) -> QuerySet[SearchDocument]:
    """The public ones among the documents ``keys`` that hold every word."""
    documents = public_documents(at).filter(pk__in=keys)
    for word in words:
        documents = documents.filter(_holds(word, "names", "body"))
    return documents


def _named_so(documents: QuerySet[SearchDocument], words: list[Word]) -> QuerySet[SearchDocument]:
    for word in words:
        documents = documents.filter(_holds(word, "names"))
    return documents


def _holds(word: Word, *fields: str) -> Q:
    """A document with the word in any spelling, or with all its parts."""
    whole = Q()
    for spelling in word.spellings:
        whole |= _contains(spelling, fields)
    in_parts = Q()
    for part in word.parts:
        in_parts &= _contains(part, fields)
    return whole | in_parts if word.parts else whole


def _contains(text: str, fields: tuple[str, ...]) -> Q:
    anywhere = Q()
    for name in fields:
        anywhere |= Q(**{f"{name}__contains": text})
    return anywhere


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
