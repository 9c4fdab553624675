"""What a reader asks of the roll: words, choices, an order, and which page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from awards.cells import NONE
from awards.models import HonorEntry
from awards.models.entries import CODE_ALPHABET, CODE_LENGTH
from showcase.paging import page_number
from showcase.visibility import public_entries

OFFICIAL, BY_NAME, BY_ROUND = "official", "name", "round"
TURNS = ("page", "after", "before")
_FIELDS = {
    "award": "round__scheme",
    "round": "round__number",
    "tier": "tier",
    "subdistrict": "subdistrict",
    "sector": "organization__sector",
    "status": "standing",
}
_CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")


@dataclass(frozen=True)
class Asked:
    """A checked question: ``choices`` by dimension of ``awards.cells``, without those left open.

    ``records`` are the same as the database knows them: keys, and None for what the source leaves open.
    """

    words: str
    choices: dict[str, str]
    records: dict[str, Any]
    sort: str

    @classmethod
    def of(cls, cleaned: Mapping[str, Any]) -> "Asked":
        """From the cleaned data of ``HonorFilter``."""
        named = {
            "award": getattr(cleaned.get("award"), "slug", ""),
            "round": str(cleaned["round"]) if cleaned.get("round") else "",
            "tier": _key(cleaned.get("tier"), "pk"),
            "subdistrict": _key(cleaned.get("subdistrict"), "slug"),
            "sector": cleaned.get("sector") or "",
            "status": cleaned.get("status") or "",
        }
        choices = {name: value for name, value in named.items() if value}
        records = {name: _record(cleaned[name]) for name in choices}
        return cls(cleaned.get("q") or "", choices, records, cleaned.get("sort") or OFFICIAL)

    @property
    def conditions(self) -> dict[str, Any]:
        """The choices as conditions on entries."""
        return {_FIELDS[name]: value for name, value in self.records.items()}

    @property
    def inside(self) -> dict[str, Any]:
        """Those that may differ between the entries of one round, tier and subdistrict."""
        return {_FIELDS[name]: self.records[name] for name in ("sector", "status") if name in self.records}


@dataclass(frozen=True)
class Turn:
    """Which page: a number, or the lines after or before one that the reader has seen."""

    number: int = 1
    after: HonorEntry | None = None
    before: HonorEntry | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Turn":
        """Read the address. Raises ``Http404`` for a page that does not exist."""
        if "after" in query:
            return cls(after=_entry(query.get("after", "")))
        if "before" in query:
            return cls(before=_entry(query.get("before", "")))
        return cls(number=page_number(query))


def query_without(request: HttpRequest, *names: str) -> str:
    """The query string less ``names``, what turns pages, and what was left empty."""
    query = request.GET.copy()
    for name in {*names, *TURNS, *(name for name, value in request.GET.items() if not value)}:
        query.pop(name, None)
    return query.urlencode()


def _key(chosen: Any, name: str) -> str:
    return NONE if chosen == NONE else str(getattr(chosen, name, ""))


def _record(chosen: Any) -> Any:
    return None if chosen == NONE else getattr(chosen, "pk", chosen)


def _entry(code: str) -> HonorEntry:
    """The line a page begins or ends at, by its verify code."""
    entry = public_entries().filter(verify_code=code).first() if _CODE.fullmatch(code) else None
    if entry is None:
        raise Http404("没有这一页")
    return entry
