"""Search without a server: what the browser's script reads (``static/js/published/search.js``).

``manifest.json`` says how the index is split. ``d<n>.json`` hold the records, ``CHUNK`` to a file, in
the order in which they are shown; ``g<n>.json`` say for each gram (one or two neighbouring characters
of a name, or ``=`` and a whole name) the numbers of the records that have it. A question reads the
manifest, one file a gram and the few files of records it lists, however large the registry is.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from showcase.choices import SearchKind
from showcase.models import SearchDocument
from showcase.publication.stamps import Stamp, stamp
from showcase.visibility import public_cases, public_organizations, public_rounds

INDEX_FOLDER = "search/index/"
CHUNK = 200
# About as many grams a file, so that no file grows with the registry.
GRAMS_A_FILE = 400
# More than this many records say nothing: the script asks for another word.
MOST_RECORDS = 400
KINDS = {SearchKind.ORGANIZATION: 0, SearchKind.NEIGHBORHOOD: 1, SearchKind.ROUND: 2, SearchKind.CASE: 3}


def documents(at: datetime) -> list[SearchDocument]:
    """What readers may find at ``at``, names only, in the order shown."""
    public = {
        SearchKind.ORGANIZATION: set(public_organizations(at).values_list("pk", flat=True)),
        SearchKind.ROUND: set(public_rounds().values_list("pk", flat=True)),
        SearchKind.CASE: set(public_cases(at).values_list("pk", flat=True)),
    }
    found = [
        one
        for one in SearchDocument.objects.defer("body").order_by("sort_key", "pk")
        if one.kind == SearchKind.NEIGHBORHOOD or _record_of(one) in public[SearchKind(one.kind)]
    ]
    return sorted(found, key=lambda one: KINDS[SearchKind(one.kind)])


def _record_of(one: SearchDocument) -> int | None:
    return one.organization_id or one.round_id or one.case_id


def stamp_of(found: list[SearchDocument]) -> Stamp:
    """Differs once one of them does."""
    return stamp(CHUNK, [(one.title, one.summary, one.path, one.names) for one in found])


def index_files(found: list[SearchDocument], base: str) -> Iterator[tuple[str, bytes]]:
    """The files of the index by name; ``base`` stands before the address of every record."""
    grams: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for gram in grams_of(one.names):
            grams[gram].append(number)
    count = max(1, len(grams) // GRAMS_A_FILE)
    files: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for gram in sorted(grams):
        files[file_of(gram, count)][gram] = _steps(grams[gram][: MOST_RECORDS + 1])
    for number, content in enumerate(files):
        yield f"g{number}.json", _json(content)
    for start in range(0, len(found), CHUNK):
        records = [_facts(one, base) for one in found[start : start + CHUNK]]
        yield f"d{start // CHUNK}.json", _json(records)
    yield "manifest.json", _json({"chunk": CHUNK, "files": count, "most": MOST_RECORDS, "records": len(found)})


def grams_of(names: str) -> set[str]:
    """The grams of names given one a line."""
    grams = set()
    for name in filter(None, names.split("\n")):
        grams.add(f"={name}")
        grams.update(name)
        grams.update(name[at : at + 2] for at in range(len(name) - 1))
    return grams


def file_of(gram: str, count: int) -> int:
    """Which file holds ``gram``; the script computes the same."""
    number = 0
    for character in gram:
        number = (number * 31 + ord(character)) % 1_000_003
    return number % count


def _steps(numbers: list[int]) -> list[int]:
    """Distances instead of numbers: most take one or two digits."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _facts(one: SearchDocument, base: str) -> list[Any]:
    return [one.title, f"{base.rstrip('/')}{one.path}", one.summary, one.get_kind_display(), one.names.strip("\n")]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
