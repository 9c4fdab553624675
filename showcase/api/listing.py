"""Lists page by page, and one record: the same for every noun."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from showcase.api.answers import Refused
from showcase.api.columns import facts
from showcase.api.nouns import Noun
from showcase.bounds import count_of
from showcase.context_processors import absolute_address

PER_PAGE = 20
# So many rows of a long table are looked at for one page; what is left is a further page's.
STRETCH = 2000
_LIMIT = re.compile(r"[1-9][0-9]{0,2}")
# What every list may be asked beside its own filters.
LIMIT, AFTER = "limit", "after"


@dataclass(frozen=True)
class Found:
    """The ``rows`` that a question leaves.

    ``known``: how many they are, where somebody has counted them already. ``some``: those of them that are counted,
    where counting all would cost too much. ``in_stretches``: they are many, or few among very many, so that putting
    them in order for each page would cost too much.
    """

    rows: QuerySet[Any]
    known: int | None = None
    some: QuerySet[Any] | None = None
    in_stretches: bool = False

    def count(self) -> tuple[int, bool]:
        """How many there are, and whether there may be more."""
        if self.known is not None:
            return self.known, False
        total, is_capped = count_of(self.rows if self.some is None else self.some)
        return total, is_capped or self.some is not None


def list_of(request: HttpRequest, noun: Noun, found: Found) -> dict[str, Any]:
    """One page of what was ``found``: ``count`` on the first page alone, ``next`` where there may be more.

    Raises ``Refused`` for a limit or an ``after`` that cannot be meant.
    """
    limit, after = asked_limit(request, noun), asked_after(request, noun)
    rows = _from(noun, found.rows, after)
    table = _from(noun, found.rows.model._default_manager.all(), after)
    if found.in_stretches:
        rows = rows.filter(pk__in=table.values("pk")[:STRETCH])
    read = list(rows[: limit + 1])
    page = noun.read(read[:limit])
    last = noun.id_of(page[-1]) if len(read) > limit else ""
    if found.in_stretches and not last:
        # Where the stretch ends, if the table goes on.
        ends = list(table[STRETCH - 1 : STRETCH + 1])
        last = noun.id_of(ends[0]) if len(ends) > 1 else ""
    total, is_capped = (None, True) if after else found.count()
    return {
        "count": total,
        "count_is_exact": not is_capped,
        "next": _next(request, last) if last else None,
        noun.name: [facts(noun.columns, one, lambda path: absolute_address(request, path)) for one in page],
    }


def _from(noun: Noun, rows: QuerySet[Any], after: str) -> QuerySet[Any]:
    ordered = noun.ids.in_order(rows)
    return noun.ids.after(ordered, after) if after else ordered


def one_of(request: HttpRequest, noun: Noun, wanted: str) -> dict[str, Any]:
    """The public record of that id. Raises ``Http404`` where there is none, ``Refused`` for any parameter."""
    only_known(request, ())
    if not re.fullmatch(noun.id_pattern, wanted, re.ASCII):
        raise Http404
    found = noun.read(list(noun.ids.only(noun.public(), wanted)[:1]))
    if not found:
        raise Http404
    return facts(noun.columns, found[0], lambda path: absolute_address(request, path))


def only_known(request: HttpRequest, known: tuple[str, ...]) -> None:
    """Refuse parameters nobody reads: a misspelt filter must not give everything, nor one given twice half."""
    words = f"没有这个参数；可用的有：{'、'.join(known)}。" if known else "这个地址不带参数。"
    problems = {name: words for name in request.GET if name not in known}
    problems |= {name: "同一个参数只能写一次。" for name, given in request.GET.lists() if len(given) > 1}
    if problems:
        raise Refused(problems)


def asked_limit(request: HttpRequest, noun: Noun) -> int:
    """How many records to a page."""
    given = request.GET.get(LIMIT)
    if given is None:
        return PER_PAGE
    if not _LIMIT.fullmatch(given) or int(given) > noun.most_at_once:
        raise Refused({LIMIT: f"请写 1 到 {noun.most_at_once} 的整数。"})
    return int(given)


def asked_after(request: HttpRequest, noun: Noun) -> str:
    """The id to go on after, or nothing. It need not be on record: the order is that of the ids alone."""
    given = request.GET.get(AFTER)
    if given is not None and not re.fullmatch(noun.id_pattern, given, re.ASCII):
        raise Refused({AFTER: "请写上一页最后一条的编号，或直接用上一页给出的 next 地址。"})
    return given or ""


def _next(request: HttpRequest, last: str) -> str:
    asked = {**{name: value for name, value in request.GET.items() if name != AFTER}, AFTER: last}
    return absolute_address(request, f"{request.path}?{urlencode(asked)}")
