"""How the databases carry out a search: by index, whatever the number of documents."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.choices import ListState
from showcase.choices import CaseState
from showcase.models import SearchDocument, SearchGram
from showcase.near_spellings import near_spellings
from showcase.results import with_honors
from showcase.search import find, matching_organizations
from tests.factories import make_case, make_entry, make_list, make_neighborhood, make_organization

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 11, 24, 8, 0, tzinfo=UTC)
# These grow with the registry; places, rounds, tiers and phrases do not.
GROWING = ("showcase_searchgram", "showcase_searchdocument", "organizations_organization", "awards_honorentry")


@pytest.fixture
def registry():
    honor_list = make_list(state=ListState.RELEASED)
    for number in range(30):
        place = make_neighborhood(f"新华{number}")
        organization = make_organization(f"新华{number}居民区党总支", neighborhood=place)
        make_entry(organization, honor_list=honor_list)
    make_case("新华记", organization=organization, state=CaseState.PUBLISHED, lead="加装电梯")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # In thirty rows a scan is cheapest; what matters is whether an index could serve.
            cursor.execute("SET LOCAL enable_seqscan = off")


def scans(act) -> list[str]:
    """The tables of ``GROWING`` that the queries of ``act`` read whole."""
    with CaptureQueriesContext(connection) as queries:
        act()
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    found = []
    for query in queries.captured_queries:
        if query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"{explain} {query['sql']}".replace("%", "%%"), [])
                plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
            found += [table for table in _read_whole(plan, query["sql"]) if table in GROWING]
    return found


def _read_whole(plan: str, sql: str) -> list[str]:
    """On SQLite a table may be named by its alias; on PostgreSQL the plan says both."""
    aliases = dict(re.findall(r'"(\w+)" (U\d+|V\d+|T\d+)\b', sql))
    tables = {alias: table for table, alias in aliases.items()}
    if connection.vendor == "sqlite":
        named = re.findall(r"SCAN (?:TABLE )?(\w+)(?! USING INTEGER)", plan)
        return [tables.get(name, name) for name in named]
    return re.findall(r"Seq Scan on (\w+)", plan)


@pytest.mark.parametrize(
    "query", ["新", "新华", "新华1居民区", "居民区党总支", "xinhua", "xh", "电梯", "新华 第七轮", "金奖"]
)
def test_a_search_reads_no_growing_table_whole(registry, query):
    assert scans(lambda: with_honors(find(query, NOW).results)) == []


@pytest.mark.parametrize("query", ["新花", "新花苑", "xinhau"])
def test_near_spellings_read_no_growing_table_whole(registry, query):
    assert scans(lambda: near_spellings(query, NOW)) == []


@pytest.mark.parametrize("query", ["新华1", "居民区"])
def test_the_filter_of_lists_reads_no_growing_table_whole(registry, query):
    assert scans(lambda: list(matching_organizations(query))) == []


def test_a_table_read_whole_would_be_seen(registry):
    assert scans(lambda: list(SearchDocument.objects.filter(names__contains="新华"))) == ["showcase_searchdocument"]
    if connection.vendor == "sqlite":
        # PostgreSQL would walk through the whole index instead, and say so in other words.
        assert scans(lambda: list(SearchGram.objects.filter(weight=1))) == ["showcase_searchgram"]
