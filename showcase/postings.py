"""Reading and writing the signs of documents (``SearchGram``).

Written by difference: what has not changed costs a look. Read by range: the first of a sign's
documents in the order of their weight, or how many there are up to a bound; never all of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from showcase.models import SearchGram

Posting = tuple[str, int, int]


class Source(NamedTuple):
    """A sign to read documents from; ``below``: only those that weigh less."""

    sign: str
    below: int | None = None


def keep_postings(wanted: Mapping[int, Mapping[str, int]]) -> None:
    """Let each document (by key) have exactly these signs with these weights. Inside a transaction."""
    stored = set(SearchGram.objects.filter(document__in=wanted).values_list("gram", "weight", "document"))
    meant = {(sign, weight, key) for key, signs in wanted.items() for sign, weight in signs.items()}
    _write(_REMOVE, stored - meant)
    _write(_ADD, meant - stored)


def count_up_to(bound: int, sources: Iterable[Source]) -> dict[Source, int]:
    """How many documents each source has, at most ``bound``; one query."""
    asked = list(dict.fromkeys(sources))
    part = "SELECT %s AS asked, count(*) FROM (SELECT 1 FROM {table} WHERE {condition} LIMIT %s) AS few"
    counted = _ask(part, [([at], source, [bound]) for at, source in enumerate(asked)])
    return {asked[at]: count for at, count in counted}


def lightest(bound: int, sources: Iterable[Source]) -> list[int]:
    """Documents of any of the sources, the lightest ``bound`` of each, in the order of their weight; one query."""
    rows = sorted(_lightest_of_each(bound, sources), key=lambda row: (row[1], row[0]))
    return list(dict.fromkeys(key for key, _ in rows))


def sharing_most(bound: int, sources: Iterable[Source]) -> list[int]:
    """The same documents, those in most of the sources first; one query."""
    shared = Counter(key for key, _ in sorted(_lightest_of_each(bound, sources)))
    return [key for key, _ in shared.most_common()]


def _lightest_of_each(bound: int, sources: Iterable[Source]) -> list[tuple[int, int]]:
    part = (
        "SELECT document_id, weight FROM (SELECT document_id, weight FROM {table} WHERE {condition}"
        " ORDER BY weight, document_id LIMIT %s) AS best"
    )
    return _ask(part, [([], source, [bound]) for source in dict.fromkeys(sources)])


def _ask(part: str, asked: Sequence[tuple[list, Source, list]]) -> list[tuple[int, int]]:
    """One query that puts ``part`` to every source."""
    statements, values = [], []
    for before, source, after in asked:
        condition = "gram = %s" if source.below is None else "gram = %s AND weight < %s"
        statements.append(part.format(table=_TABLE, condition=condition))
        values += [*before, *(value for value in source if value is not None), *after]
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        return cursor.fetchall()


# The model's own bulk_create takes eight times as long, and an index is some thirty rows a document.
_TABLE = SearchGram._meta.db_table
_ADD = {
    "sqlite": f"INSERT INTO {_TABLE} (gram, weight, document_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",  # nosec B608 # noqa: S608 - the table's own name
    "postgresql": f"INSERT INTO {_TABLE} (gram, weight, document_id)"  # nosec B608 # noqa: S608 - the table's own name
    " SELECT * FROM unnest(%s::varchar[], %s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
}
_REMOVE = {
    "sqlite": f"DELETE FROM {_TABLE} WHERE gram = %s AND weight = %s AND document_id = %s",  # nosec B608 # noqa: S608 - the table's own name
    "postgresql": f"DELETE FROM {_TABLE} USING unnest(%s::varchar[], %s::bigint[], %s::bigint[])"  # nosec B608 # noqa: S608 - the table's own name
    " AS gone (sign, heavy, key) WHERE gram = sign AND weight = heavy AND document_id = key",
}


def _write(statements: Mapping[str, str], postings: Iterable[Posting]) -> None:
    """Carry out one statement for all of ``postings``; always in one order, so that no two writers block each other."""
    rows = sorted(postings)
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(statements["sqlite"], rows)
        else:
            cursor.execute(statements["postgresql"], [list(column) for column in zip(*rows, strict=True)])
