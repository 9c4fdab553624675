"""“你是不是要找”: names spelt nearly as a question that found nothing."""

import re
from datetime import datetime

from rapidfuzz import fuzz

from organizations.folding import split_level
from showcase.choices import SearchKind
from showcase.grams import pairs
from showcase.models import SearchDocument
from showcase.postings import Source, count_up_to, sharing_most
from showcase.questions import words_of
from showcase.spelling import cuts
from showcase.visibility import public_documents

MOST = 5
# Looked at of each sign, and compared in all, whatever the number of names: what shares most signs first.
EACH, CANDIDATES = 200, 150
MOST_SIGNS, TELLING = 24, 8
# Of 100. Two of three characters right score 67.
ENOUGH = 60.0
LONG_ENOUGH = 4
LESS_INSIDE = 10.0
# Nearly everything is called so; it would make everything near.
_GENERIC = re.compile("居民区|居委会|社区|小区|街道")


def near_spellings(query: str, at: datetime) -> list[SearchDocument]:
    """Public organisations and areas named nearly as ``query``, the nearest first; three queries."""
    whole = _GENERIC.sub("", split_level("".join(words_of(query)))[0])
    if len(whole) < 2:
        return []
    named = public_documents(at).filter(kind__in=(SearchKind.ORGANIZATION, SearchKind.NEIGHBORHOOD))
    candidates = named.filter(pk__in=_sharing_signs_with(whole))
    scored = [(_nearness(whole, document.names), document) for document in candidates.order_by("pk")]
    near = sorted(
        ((score, document) for score, document in scored if score >= ENOUGH),
        key=lambda one: (-one[0], one[1].kind != SearchKind.ORGANIZATION, one[1].sort_key),
    )
    return _once_each(near)


def _sharing_signs_with(whole: str) -> list[int]:
    """Documents that share the most telling signs: the rarest ones that are known at all."""
    parts = [*whole, *pairs(whole)]
    if whole.isascii():
        # One letter says nothing.
        parts = [sign for cut in cuts(whole) for sign in (*cut, *pairs(cut)) if len(sign) > 1]
    asked = [Source(sign) for sign in dict.fromkeys(parts)][:MOST_SIGNS]
    counts = count_up_to(EACH, asked)
    telling = sorted((source for source in asked if counts[source]), key=counts.__getitem__)
    return sharing_most(EACH, telling[:TELLING])[:CANDIDATES]


def _nearness(whole: str, names: str) -> float:
    """The best of a record's names; of a long one, four characters or more may be nearly right inside it."""
    lines = [name for name in names.split("\n") if name]
    best = max(fuzz.ratio(whole, name) for name in lines)
    if len(whole) < LONG_ENOUGH:
        return best
    return max(best, *(fuzz.partial_ratio(whole, name) - LESS_INSIDE for name in lines if len(name) > len(whole)), 0.0)


def _once_each(near: list[tuple[float, SearchDocument]]) -> list[SearchDocument]:
    """An organisation stands for its area: both bear the same names."""
    found: dict[str, SearchDocument] = {}
    for _, document in near:
        found.setdefault(document.path, document)
    return list(found.values())[:MOST]
