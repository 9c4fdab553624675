"""The signs behind search: only what is or will be public has any, and few writes keep them in step."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.choices import ListState
from awards.publishing import release_list, submit_list, withdraw_list
from organizations.changes import records_changed
from organizations.models import Organization
from showcase.choices import CaseState
from showcase.indexing import index_all
from showcase.models import ContentVersion, SearchDocument, SearchGram, SearchPhrase
from showcase.postings import Source, count_up_to, lightest, sharing_most
from showcase.search import find
from tests.factories import make_case, make_entry, make_list, make_neighborhood, make_organization, make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 11, 24, 8, 0, tzinfo=UTC)


def holders(sign: str) -> list[str]:
    """Titles of the documents that hold a sign, the best first."""
    rows = SearchGram.objects.filter(gram=sign).order_by("weight", "document")
    return [row.document.title for row in rows.select_related("document")]


def test_an_organisation_has_signs_from_the_release_of_its_list_until_its_withdrawal():
    entry = make_entry(make_organization("珅嵘居民区党支部"))
    found = [holders("珅嵘")]

    for act in (
        lambda: submit_list(entry.list, make_staff()),
        lambda: release_list(entry.list, make_staff()),
        lambda: withdraw_list(entry.list, make_staff(), "名单有误"),
    ):
        act()
        found.append(holders("珅嵘"))

    assert found == [[], [], ["珅嵘居民区党支部"], []]


def test_what_the_clock_will_open_has_its_signs_before_and_is_found_from_then_on_though_nobody_writes():
    organization = make_organization("珅嵘居民区党支部")
    make_case("加梯记", organization=organization, state=CaseState.SCHEDULED, publish_at=NOW, lead="电梯")

    assert (holders("珅嵘"), holders("电梯")) == (["珅嵘居民区党支部", "加梯记"], ["加梯记"])
    for at, expected in ((NOW - timedelta(seconds=1), []), (NOW, ["珅嵘居民区党支部", "加梯记"])):
        assert [one.title for one in find("珅嵘", at).results] == expected


def test_persons_named_in_prose_or_titles_are_not_known_by_pinyin():
    make_case("记珅嵘", state=CaseState.PUBLISHED, lead="珅嵘说")

    assert holders("珅嵘") == ["记珅嵘"]
    assert [holders(sign) for sign in ("shenrong", "sr", "shen")] == [[], [], []]


def test_signs_go_with_their_document():
    place = make_neighborhood("珅嵘")
    document = SearchDocument.objects.get(neighborhood=place)

    place.delete()

    assert not SearchGram.objects.filter(document_id=document.pk).exists()


def test_indexing_what_has_not_changed_writes_no_signs():
    entry = make_entry(state=ListState.RELEASED)

    with CaptureQueriesContext(connection) as queries:
        records_changed.send(Organization, organizations=[entry.organization_id])

    table = SearchGram._meta.db_table
    assert [one["sql"] for one in queries if table in one["sql"] and not one["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_indexing_asks_the_same_queries_however_many_organisations(django_assert_num_queries, item_count):
    honor_list = make_list(state=ListState.RELEASED)
    entries = [make_entry(honor_list=honor_list) for _ in range(item_count)]

    # counts; organisations; names, printed names, cases, honours; rounds, tiers; merged documents; document, its signs
    with django_assert_num_queries(13):
        records_changed.send(Organization, organizations=[entry.organization_id for entry in entries])


def test_the_best_of_a_sign_are_read_in_the_order_of_their_weight():
    for name in ("潘珅", "珅一", "珅二"):
        make_neighborhood(name)
    keys = dict(SearchDocument.objects.values_list("pk", "title"))

    assert [keys[key] for key in lightest(9, [Source("珅")])] == ["珅二居民区", "珅一居民区", "潘珅居民区"]
    assert [keys[key] for key in lightest(1, [Source("珅"), Source("潘")])] == ["潘珅居民区", "珅二居民区"]
    assert [keys[key] for key in sharing_most(9, [Source("珅"), Source("潘")])][:1] == ["潘珅居民区"]


def test_counting_stops_at_its_bound():
    for number in range(4):
        make_neighborhood(f"珅{number}")

    assert count_up_to(3, [Source("珅"), Source("珅1"), Source("无")]) == {
        Source("珅"): 3,
        Source("珅1"): 1,
        Source("无"): 0,
    }


def test_the_command_rebuilds_what_is_missing_and_leaves_what_is_there(capsys):
    make_neighborhood("珅嵘")
    SearchGram.objects.all().delete()
    SearchPhrase.objects.all().delete()
    before = ContentVersion.objects.get().number

    call_command("rebuild_search", "--if-missing")
    assert holders("珅嵘") == ["珅嵘居民区"]
    assert SearchPhrase.objects.count() == 1
    assert ContentVersion.objects.get().number == before + 1

    call_command("rebuild_search", "--if-missing")
    call_command("rebuild_search")
    assert capsys.readouterr().out.splitlines() == [
        "搜索索引已重建：1 条。",
        "搜索索引已经建好，没有改动。",
        "搜索索引已重建：1 条。",
    ]


def test_an_index_made_anew_leads_to_the_same_documents():
    make_neighborhood("珅嵘")
    SearchGram.objects.create(gram="错", weight=1, document_id=SearchDocument.objects.get().pk)

    index_all()

    assert (holders("错"), holders("珅嵘")) == ([], ["珅嵘居民区"])
