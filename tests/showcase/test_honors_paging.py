"""Turning the pages of the roll: every line once, in every order, however it was narrowed."""

from itertools import cycle

import pytest
from django.http import QueryDict
from django.urls import reverse

from awards.choices import ListState, Standing, TierBasis
from awards.counting import recount_all
from awards.models import HonorEntry
from showcase import bounds
from showcase.browsing import lines, page, words
from showcase.filters import HonorFilter
from showcase.indexing import index_all
from showcase.visibility import public_entries
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)
from tests.reading import Markup

pytestmark = pytest.mark.django_db

QUESTIONS = [
    "",
    "award=jinyin",
    "status=revoked",
    "sector=new",
    "tier=none",
    "subdistrict=none",
    "q=居民区",
    "q=党总支&round=7",
]
SORTS = ["", "name", "round"]


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    for module in (lines, page):
        monkeypatch.setattr(module, "PER_PAGE", 3)


@pytest.fixture
def roll():
    """Two schemes, three rounds, lines without tier or subdistrict, revoked ones, one organisation twice."""
    places = cycle([make_subdistrict("江苏路街道", code="310105003"), None, make_subdistrict(code="310105001")])
    standings = cycle([Standing.VALID, Standing.VALID, Standing.REVOKED])
    for number, scheme in ((6, "jinyin"), (7, "jinyin"), (4, "wuxing")):
        sector = "new" if scheme == "wuxing" else "residential"
        honor_list = make_list(award_round=make_round(number, scheme=make_scheme(scheme)), state=ListState.RELEASED)
        for position in range(7, 0, -1):
            is_plain, grade = position % 3 == 0, position % 2
            make_entry(
                make_organization(f"{'丁甲丙乙戊己庚'[position - 1]}{number}居民区党总支", sector=sector),
                honor_list=honor_list,
                tier=None
                if is_plain
                else make_tier(("银奖", "金奖")[grade], scheme=make_scheme(scheme), rank=grade + 1),
                tier_basis=TierBasis.NONE_PRINTED if is_plain else TierBasis.PRINTED,
                subdistrict=next(places),
                standing=next(standings),
                position=position,
            )
    again = make_list(award_round=make_round(5), state=ListState.RELEASED)
    make_entry(HonorEntry.objects.first().organization, honor_list=again)
    make_entry(make_organization("草稿居民区党总支"))
    index_all()


def expected(question: str) -> list[str]:
    """The codes of the whole answer in its order, as the files have it."""
    honor_filter = HonorFilter(QueryDict(question), queryset=public_entries())
    assert honor_filter.is_valid()
    return [entry.verify_code for entry in honor_filter.ordered()]


def codes_on(client, query: str) -> tuple[list[str], str, str]:
    """The codes on a page, and where its links lead."""
    response = client.get(f"/honors/{query}")
    assert response.status_code == 200, query
    shown = response.context["page"]
    return [entry.verify_code for entry in shown.entries], shown.previous, shown.next


def walked(client, address: str) -> tuple[list[str], list[str]]:
    """All codes met going forward from ``address`` to the end, and going back from there."""
    forward, back, last = [], [], ""
    while address:
        last = address
        shown, _, address = codes_on(client, address)
        forward += shown
    while last:
        shown, last, _ = codes_on(client, last)
        back = shown + back
    return forward, back


@pytest.mark.parametrize("sort", SORTS)
def test_forward_and_back_again_every_line_is_met_once_and_in_the_order_of_the_files(client, roll, monkeypatch, sort):
    monkeypatch.setattr(lines, "PER_PAGE", 6)
    monkeypatch.setattr(page, "PER_PAGE", 6)
    # Zero: as if there were very many.
    for most in (1000, 0):
        monkeypatch.setattr(page, "MOST", most)
        for question in QUESTIONS:
            asked = "&".join(part for part in (question, f"sort={sort}" if sort else "") if part)
            whole = expected(asked)

            assert walked(client, f"?{asked}") == (whole, whole), asked
            assert len(whole) > 3


@pytest.mark.parametrize("sort", SORTS)
def test_page_numbers_of_shared_addresses_lead_to_the_same_lines(client, roll, sort):
    whole = expected(f"sort={sort}")

    pages = [codes_on(client, f"?sort={sort}&page={number}")[0] for number in range(1, 9)]

    assert [code for page in pages for code in page] == whole
    assert client.get(reverse("showcase:honors"), {"sort": sort, "page": 9}).status_code == 404


@pytest.mark.parametrize("turn", ["after", "before"])
@pytest.mark.parametrize("code", ["", "x", "0000000000", "ILOU000000", "7" * 500, "' OR 1=1", "一二三四五六七八九十"])
def test_a_page_beside_a_line_that_is_not_there_is_not_found(client, roll, turn, code):
    response = client.get(reverse("showcase:honors"), {turn: code})

    assert response.status_code == 404
    assert "没有" in response.content.decode()


def test_no_page_lies_beside_a_line_that_is_not_public(client, roll):
    hidden = HonorEntry.objects.exclude(list__state__in=ListState.PUBLIC).get()

    assert client.get(reverse("showcase:honors"), {"after": hidden.verify_code}).status_code == 404


def test_a_line_that_no_longer_fits_still_holds_its_place(client, roll):
    whole = expected("status=valid")
    HonorEntry.objects.filter(verify_code=whole[2]).update(standing=Standing.REVOKED)
    recount_all()

    assert codes_on(client, f"?status=valid&after={whole[2]}")[0] == whole[3:6]


def test_the_way_on_keeps_the_filters_and_the_way_back_ends_at_the_address_of_the_list(client, roll):
    first = client.get("/honors/?award=jinyin&q=&status=valid")
    second = client.get("/honors/" + first.context["page"].next)

    assert (
        first.context["page"].next
        == f"?award=jinyin&status=valid&after={first.context['page'].entries[-1].verify_code}"
    )
    assert first.context["page"].previous == ""
    assert "?award=jinyin&status=valid" in Markup(second).links


def test_a_page_says_which_lines_it_holds(client, roll):
    second = codes_on(client, "")[2]

    assert "第 4–6 条，共 22 条" in client.get(f"/honors/{second}").content.decode()


def test_words_that_find_very_many_say_so_and_count_no_choice(client, roll, monkeypatch):
    monkeypatch.setattr(words, "MOST", 5)
    monkeypatch.setattr(page, "MOST", 5)
    monkeypatch.setattr(bounds, "SMALL_REGISTRY", 10)

    many = client.get(reverse("showcase:honors"), {"q": "居民区"}).context["page"]
    narrowed = client.get(reverse("showcase:honors"), {"q": "居民区", "award": "jinyin", "round": "5"}).context["page"]

    assert (many.total_in_words, many.is_capped) == ("5+", True)
    assert {option.count for facet in many.facets for option in facet.options} == {None}
    assert (narrowed.total_in_words, narrowed.is_capped) == ("1", False)


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        # what there is by kind, what was announced; which lines, the lines; site settings
        ("", 5),
        ("?sort=round", 5),
        # the award of that name
        ("?award=jinyin", 6),
        # by name what was found is read and sorted
        ("?sort=name", 5),
        # what the words mean, how many hold them, and the documents that do
        ("?q=居民区", 8),
        # the line the page begins after, the number of lines before it
        ("?after={code}", 7),
    ],
)
def test_every_way_of_asking_has_its_price_however_many_lines(
    client, django_assert_num_queries, item_count, query, queries
):
    for number in range(item_count * 2):
        honor_list = make_list(award_round=make_round(number + 1), state=ListState.RELEASED)
        entry = make_entry(make_organization(f"{number}居民区党总支"), honor_list=honor_list)
    index_all()

    with django_assert_num_queries(queries):
        client.get("/honors/" + query.format(code=entry.verify_code))
