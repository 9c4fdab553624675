"""What a search costs as the registry grows: 1,000, 100,000 and 1,000,000 entries, one to each organisation.

``python -m benchmarks.searching [ENTRIES …]`` prints a table: milliseconds of the processor for the whole
response of ``/search/``, medians, and how many times those of the smallest registry. Goal: 1.5 at most.
"""

import json
import random
import statistics
import sys
from collections.abc import Iterable
from functools import partial

import django

from benchmarks.measuring import SERVERS, cpu_seconds, in_process, prepared, row
from tests.soak.databases import Database

SIZES = [1_000, 100_000, 1_000_000]
MADE = 20_000
REPEATS = 12
# One, two and four characters (and a half-typed pinyin) that few names hold, nearly all, and none.
QUESTIONS = {
    "rare": ("珅", "珅嵘", "珅嵘苑一", "shenrongyuan"),
    "common": ("区", "党总", "居民区党", "juminqu"),
    "absent": ("龘", "龘靐", "龘靐齉爩", "zhangningge"),
    # Each character and pair is common, the whole is not.
    "scattered": ("和", "新华", "新华平安", "xinhuaping"),
}
RARE = "珅嵘苑一居民区党总支"


def prepare(count: int) -> None:
    """A registry of ``count`` organisations, each with an honour of one released list, indexed as any other.

    Beyond ``MADE`` they are copies, made by the database itself: the same names, other organisations.
    """
    from django.core.management import call_command

    from awards.choices import ListState
    from organizations.models import Organization
    from showcase.indexing import index_shared
    from tests.crowds import make_crowd
    from tests.factories import make_entry, make_list, make_organization

    call_command("migrate", verbosity=0)
    honor_list = make_list(state=ListState.RELEASED)
    rare = make_entry(make_organization(RARE), honor_list=honor_list)
    index_shared()
    _honor(make_crowd(min(count, MADE) - 1), rare)
    first = Organization.objects.exclude(pk=rare.organization_id).order_by("pk").values_list("pk", flat=True)[0]
    _copy(first, -(-count // MADE) - 1)


def _copy(first: int, times: int) -> None:
    """Every organisation from ``first`` on, ``times`` over, with its honour, its document and its signs."""
    from django.db import connection

    from awards.models import HonorEntry
    from organizations.models import Organization
    from showcase.models import SearchDocument, SearchGram

    document = SearchDocument.objects.get(organization=first).pk
    of_each = {Organization: f"id >= {first}", HonorEntry: f"organization_id >= {first}"}
    of_each |= {SearchDocument: f"organization_id >= {first}", SearchGram: f"document_id >= {document}"}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # With the two megabytes it keeps in memory by itself, thirty million rows take hours.
            cursor.execute("PRAGMA cache_size = -1000000")
            cursor.execute("PRAGMA synchronous = OFF")
        for model, which in of_each.items() if times else ():
            table = model._meta.db_table
            columns = [field.column for field in model._meta.concrete_fields if field.column]
            cursor.execute(
                f"WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < {times})"  # noqa: S608
                f" INSERT INTO {table} ({', '.join(columns)})"
                f" SELECT {', '.join(map(_moved, columns))} FROM {table}, copies WHERE {which}"
            )
        cursor.execute("ANALYZE")


def _moved(column: str) -> str:
    """A copy's value: other keys, other unique words, the rest the same."""
    if column in ("id", "canonical_id", "organization_id", "document_id"):
        return f"{column} + k * {2 * MADE}"
    if column in ("slug", "name_folded", "verify_code"):
        return f"{column} || '-' || k"
    return column


def _honor(crowd: list, like: object) -> None:
    """Give each the honour of ``like``, and index it."""
    from django.db import transaction

    from awards.models import HonorEntry
    from showcase.indexing import index_organizations

    facts = {name: getattr(like, name) for name in ("list", "round", "tier")}
    entries = (
        HonorEntry(
            organization=one,
            name_as_printed=one.name,
            subdistrict_id=one.subdistrict_id,
            verify_code=f"{number:05}",
            **facts,
        )
        for number, one in enumerate(crowd)
    )
    with transaction.atomic():
        HonorEntry.objects.bulk_create(entries, batch_size=1000)
        index_organizations([one.pk for one in crowd])


def fill(size: int, made: Database) -> None:
    in_process("benchmarks.searching", made, "prepare", size)


def ask() -> dict[str, float]:
    """Milliseconds of the processor for every question, those of the database server included."""
    from django.conf import settings
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    client, taken = Client(), {}
    asked = [question for kind in QUESTIONS.values() for question in kind]
    for turn in range(REPEATS):
        for question in random.Random(turn).sample(asked, len(asked)):
            used = cpu_seconds()
            assert client.get("/search/", {"q": question}).status_code == 200
            taken.setdefault(question, []).append((cpu_seconds() - used) * 1000)
    return {question: statistics.median(times[3:]) for question, times in taken.items()}


def table(sizes: Iterable[int], name: str, taken: dict[int, dict[str, float]]) -> None:
    smallest = taken[min(sizes)]
    for kind, questions in QUESTIONS.items():
        for question in questions:
            times = [taken[size][question] for size in sizes]
            row(name, kind, question, *times, *[f"{time / smallest[question]:.2f} ×" for time in times[1:]])


def main(*sizes: int) -> None:
    sizes = sizes or tuple(SIZES)
    row("database", "kind", "question", *[f"ms, {size:,}" for size in sizes], *[f"{size:,}" for size in sizes[1:]])
    row(*["---"] * (2 + 2 * len(sizes)))
    for name, server in SERVERS.items():
        taken = {}
        for size in sizes:
            with prepared(server, f"searching_{size}", partial(fill, size)) as made:
                taken[size] = in_process("benchmarks.searching", made, "ask")
        table(sizes, name, taken)


if __name__ == "__main__":
    what, *words = sys.argv[1:] or ["all"]
    if what in ("prepare", "ask"):
        django.setup()
    if what == "prepare":
        prepare(int(words[0]))
    elif what == "ask":
        print(json.dumps(ask()))
    else:
        main(*map(int, sys.argv[1:]))
