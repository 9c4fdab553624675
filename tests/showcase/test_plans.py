"""How the database answers each public page: never by reading through a table that grows."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from awards.models import Correction, HonorEntry
from organizations.models import Organization
from showcase import bounds
from showcase.api import listing
from showcase.bulk.making import make_bulk
from showcase.models import CaseStudy

pytestmark = pytest.mark.django_db

# Tables with a row for every organisation, honour, case or word of a name.
GROWING = (
    "awards_correction|awards_honorentry|awards_standingchange|organizations_organization|organizations_organizationname"
    "|showcase_casecorrection|showcase_caseorganization|showcase_casesection|showcase_casestudy|showcase_lesson|showcase_photo"
    "|showcase_searchdocument|showcase_searchgram"
)


def _first() -> Organization:
    return Organization.objects.earliest("pk")


def _late() -> Organization:
    """One in the middle of the alphabet."""
    return Organization.objects.filter(pinyin__gte="n").by_pinyin()[0]


def _code(**which: Any) -> str:
    return HonorEntry.objects.filter(**which).earliest("pk").verify_code


ADDRESSES: dict[str, Callable[[], str]] = {
    "the front page": lambda: "/",
    "the roll": lambda: "/honors/",
    "the roll, its tenth page": lambda: "/honors/?page=10",
    "the roll after a line": lambda: f"/honors/?after={_code(organization=_late())}",
    "the roll of a subdistrict": lambda: "/honors/?subdistrict=huayanglu",
    "the roll of a round and tier": lambda: "/honors/?award=jinyin&round=2",
    "the roll of a sector and a standing": lambda: "/honors/?sector=new&status=revoked",
    "the roll by round": lambda: "/honors/?sort=round",
    "the roll by name": lambda: "/honors/?sort=name",
    "the roll by name, after a line": lambda: f"/honors/?sort=name&after={_code(organization=_late())}",
    "the roll by words": lambda: "/honors/?q=陶家宅",
    "the roll by common words": lambda: "/honors/?q=居民区",
    "the roll by common words and choices": lambda: "/honors/?q=居民区&subdistrict=huayanglu&award=jinyin",
    "the awards": lambda: "/awards/",
    "an award": lambda: "/awards/jinyin/",
    "a round": lambda: "/awards/jinyin/1/",
    "a round by subdistrict": lambda: "/awards/jinyin/1/?by=subdistrict",
    "a poster": lambda: "/awards/jinyin/1/poster/",
    "a ceremony": lambda: "/ceremonies/shi-yan-1/",
    "the subdistricts": lambda: "/subdistricts/",
    "a subdistrict": lambda: "/subdistricts/huayanglu/",
    "the directory": lambda: "/organizations/",
    "the directory after a name": lambda: f"/organizations/?after={_late().slug}",
    "the directory before a name": lambda: f"/organizations/?before={_late().slug}",
    "the directory by words": lambda: "/organizations/?q=陶家宅",
    "the directory by common words": lambda: "/organizations/?q=居民区",
    "an organisation": lambda: f"/organizations/{_first().slug}/",
    "the cases": lambda: "/cases/",
    "a case": lambda: f"/cases/{CaseStudy.objects.earliest('pk').slug}/",
    "a verification": lambda: f"/verify/{_code()}/",
    "the matrix": lambda: "/matrix/",
    "the matrix after a name": lambda: f"/matrix/?after={_late().slug}",
    "the matrix before a name": lambda: f"/matrix/?before={_late().slug}",
    "the matrix of an award and a subdistrict": lambda: "/matrix/?award=jinyin&subdistrict=huayanglu",
    "the matrix by common words": lambda: "/matrix/?q=居民区",
    "the corrections": lambda: "/corrections/",
    "the corrections after one": lambda: f"/corrections/?after=entry-{Correction.objects.earliest('pk').pk}",
    "a search": lambda: "/search/?q=陶家宅",
    "a search for one character": lambda: "/search/?q=陶",
    "a search for what all have": lambda: "/search/?q=居民区",
    "new lists": lambda: "/feeds/honors.atom",
    "new cases": lambda: "/feeds/cases.atom",
    "new corrections": lambda: "/feeds/corrections.atom",
    "the report form": lambda: "/report/",
    "the map of the site": lambda: "/sitemap/",
    "about": lambda: "/about/",
    "organisations for machines": lambda: "/api/v1/organizations/",
    "an organisation for machines": lambda: f"/api/v1/organizations/{_first().slug}/",
    "honours for machines": lambda: "/api/v1/honors/",
    "honours of a round for machines": lambda: "/api/v1/honors/?award=jinyin&round=2&subdistrict=huayanglu",
    "rounds for machines": lambda: "/api/v1/rounds/",
    "cases for machines": lambda: "/api/v1/cases/",
}
# These are as long as what was asked for; nothing else may be read for them.
FILES: dict[str, str] = {
    "lines of a subdistrict as .csv": "/honors.csv?subdistrict=huayanglu&award=jinyin&round=2",
    "lines of a subdistrict as JSON": "/honors.json?subdistrict=huayanglu&award=jinyin&round=2",
    "lines found by a word as .csv": "/honors.csv?q=陶家宅",
    "all addresses, of organisations": "/sitemaps/organizations.xml",
    "all addresses, of rounds": "/sitemaps/rounds.xml",
    "all addresses, of subdistricts": "/sitemaps/subdistricts.xml",
}


@pytest.fixture(scope="module", autouse=True)
def bulk(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        # No ANALYZE: told of a handful of cases, SQLite would rightly read through them.
        make_bulk(600, 2)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def asked() -> list[tuple[str, Any]]:
    """What the pages of a test asked of the database."""
    questions: list[tuple[str, Any]] = []

    def note(execute, sql, params, many, context):
        questions.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield questions


def plan_of(sql: str, params: Any) -> list[str]:
    """The steps of a query; on PostgreSQL those left where an index could be used instead."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            return [row[3] for row in cursor.fetchall()]
        # A table of this size is read through sooner than an index; what counts is whether one could serve.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", params)
        return [row[0] for row in cursor.fetchall()]


def scans(sql: str, params: Any) -> list[str]:
    """The steps that read a growing table from one end to the other."""
    names = {name: name for name in GROWING.split("|")}
    names |= {alias: table for table, alias in re.findall(rf'"({GROWING})" (?:AS )?"?(\w+)"?', sql)}
    through = re.compile(r"^SCAN (\w+)(?! USING INDEX)|Seq Scan on (\w+)")
    found = (match for step in plan_of(sql, params) if (match := through.search(step.strip())))
    return [match[0] for match in found if names.get(match[1] or match[2])]


def read_through(questions: list[tuple[str, Any]]) -> dict[str, str]:
    """The steps that read a growing table whole, each with its query."""
    selects = [(sql, params) for sql, params in questions if sql.startswith(("SELECT", "WITH"))]
    return {step: sql for sql, params in selects for step in scans(sql, params)}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_no_page_reads_through_a_table_that_grows(address, asked, client):
    path = address()
    asked.clear()

    response = client.get(path)

    questions = list(asked)
    assert response.status_code == 200
    assert read_through(questions) == {}


@pytest.mark.parametrize("path", FILES.values(), ids=FILES.keys())
def test_no_file_reads_more_than_was_asked_for(path, asked, client):
    response = client.get(path)
    b"".join(response)

    questions = list(asked)
    assert response.status_code == 200
    assert read_through(questions) == {}


def test_no_list_too_long_to_count_reads_through_a_table(asked, client, monkeypatch):
    monkeypatch.setattr(bounds, "MOST", 20)
    monkeypatch.setattr(bounds, "SMALL_REGISTRY", 0)

    pages = (
        "/organizations/",
        "/organizations/?q=居民区",
        "/matrix/",
        "/corrections/",
        "/honors/?q=居民区",
        "/sitemap/",
        "/api/v1/honors/?subdistrict=huayanglu",
        "/api/v1/honors/?q=居民区&sector=new",
        "/api/v1/organizations/?q=居民区",
    )
    statuses = {client.get(path).status_code for path in pages}

    assert statuses == {200}
    # A stretch is the next rows of an index, and no more.
    unbounded = [(sql, params) for sql, params in asked if f"LIMIT {listing.STRETCH})" not in sql]
    assert read_through(unbounded) == {}
    assert len(unbounded) < len(asked)
