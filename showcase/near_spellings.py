"""“你是不是要找”: names spelt nearly as a question that found nothing."""

import re
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from rapidfuzz import fuzz

from organizations.folding import split_level
from showcase.choices import SearchKind
from showcase.models import SearchDocument
from showcase.questions import words_of
from showcase.visibility import public_organizations

MOST = 5
# Looked through at most: beyond it, what shares more characters with the question is likely among the first.
CANDIDATES = 3000
# Of 100. Two of three characters right score 67.
ENOUGH = 60.0
LONG_ENOUGH = 4
LESS_INSIDE = 10.0
# Nearly everything is called so; it would make everything near.
_GENERIC = re.compile("居民区|居委会|社区|小区|街道")


def near_spellings(query: str, at: datetime) -> list[SearchDocument]:
    """Public organisations and areas named nearly as ``query``, the nearest first; one query."""
    whole = _GENERIC.sub("", split_level("".join(words_of(query)))[0])
    if len(whole) < 2:
        return []
    candidates = SearchDocument.objects.filter(
        Q(kind=SearchKind.NEIGHBORHOOD) | Q(organization__in=public_organizations(at)), _shares_a_sign_with(whole)
    )
    scored = [(_nearness(whole, document.names), document) for document in candidates.order_by("pk")[:CANDIDATES]]
    near = sorted(
        ((score, document) for score, document in scored if score >= ENOUGH),
        key=lambda one: (-one[0], one[1].kind != SearchKind.ORGANIZATION, one[1].sort_key),
    )
    return _once_each(near)


def _shares_a_sign_with(whole: str) -> Q:
    """Chinese characters are telling; of letters, only two together are."""
    signs = {whole[at : at + 2] for at in range(len(whole) - 1)} if whole.isascii() else set(whole)
    return reduce(or_, (Q(names__contains=sign) for sign in sorted(signs)[:12]))


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
