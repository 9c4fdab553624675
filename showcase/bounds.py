"""How far is counted and looked: to the end where that is cheap, else up to a bound that the page tells."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet, Sum

from awards.models import HonorCount
from showcase.search import Matching, few_matching

# So many rows of any list are counted to the last one; beyond, a number is capped (“1000+”).
MOST = 1000
# A registry of so many honours is always counted to the last row: its longest list costs no more than a page.
SMALL_REGISTRY = 5000


def count_of(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many there are, and whether there are more: up to ``MOST`` are counted, in a small registry all."""
    return count_up_to(partial(counted, rows))


def counted(rows: QuerySet[Any], limit: int | None = None) -> int:
    """How many there are, at most ``limit``; the first that are found will do, so they need no order."""
    return rows.order_by()[:limit].count()


def count_up_to(up_to: Callable[[int | None], int]) -> tuple[int, bool]:
    found = up_to(MOST + 1)
    if found <= MOST:
        return found, False
    return (up_to(None), False) if is_small() else (MOST, True)


def bounded_matching(words: str) -> Matching:
    """The organisations that bear ``words``: looked for among ``MOST`` documents, in a small registry among all."""
    matching = few_matching(words, MOST)
    return few_matching(words, 2 * SMALL_REGISTRY) if not matching.is_whole and is_small() else matching


def is_small() -> bool:
    """Whether the whole registry may be read for one page; one query."""
    return (HonorCount.objects.aggregate(honors=Sum("count"))["honors"] or 0) <= SMALL_REGISTRY
