"""Organisation × round: every public honour once, in its row and column."""

import pytest

from awards.choices import ListState, Standing
from organizations.merging import merge_organizations
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def _released(number: int = 7, scheme: str = "jinyin"):
    return make_list(award_round=make_round(number, scheme=make_scheme(scheme)), state=ListState.RELEASED)


def _read(client, query: str = "") -> str:
    return words_of(client.get(f"/matrix/{query}"))


def test_a_row_gives_each_round_its_tier_and_says_where_nothing_is_on_record(client):
    tao = make_organization("陶家宅居民区党总支")
    make_entry(tao, honor_list=_released(7), tier=make_tier("金奖标兵", rank=1, mark="标"))
    make_entry(
        make_organization("华院居民区党支部"), honor_list=_released(6), tier=make_tier("银奖", rank=3, mark="银")
    )

    words = _read(client)

    assert "华院居民区党支部 华阳路街道 未收录 银银奖 陶家宅居民区党总支 华阳路街道 标金奖标兵 未收录" in words


def test_what_was_merged_stands_in_the_row_of_what_it_became(client):
    old, new = make_organization("陶家宅居民区党支部"), make_organization("陶家宅居民区党总支")
    make_entry(old, honor_list=_released(6))
    make_entry(new, honor_list=_released(7))
    merge_organizations(old, new, reason="升格", by=None)

    words = _read(client)

    assert "陶家宅居民区党支部" not in words
    assert "陶家宅居民区党总支 华阳路街道 金金奖 金金奖" in words


def test_a_revoked_honour_says_so(client):
    make_entry(honor_list=_released(), standing=Standing.REVOKED)

    assert "金金奖 已撤销" in _read(client)


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def test_nothing_that_is_not_public_has_a_row_a_column_or_a_cell(client, state):
    public = make_organization("陶家宅居民区党总支")
    make_entry(public, honor_list=_released(7))
    hidden = make_list(award_round=make_round(8), state=state)
    make_entry(make_organization("机密居民区党总支"), honor_list=hidden)
    make_entry(public, honor_list=hidden, tier=make_tier("机密奖", rank=5))

    words = _read(client)

    assert "机密" not in words
    assert "第八轮" not in words


def test_it_is_narrowed_by_award_and_subdistrict(client):
    xinjing = make_subdistrict("新泾镇", code="310105102", slug="xinjing")
    make_entry(make_organization("甲居民区党总支", subdistrict=xinjing), honor_list=_released(7))
    make_entry(make_organization("乙居民区党总支"), honor_list=_released(7))
    make_entry(make_organization("丙公司党支部", subdistrict=xinjing), honor_list=_released(4, "wuxing"))

    words = _read(client, "?award=jinyin&subdistrict=xinjing")

    assert [name for name in ("甲居民区党总支", "乙居民区党总支", "丙公司党支部") if name in words] == [
        "甲居民区党总支"
    ]


@pytest.mark.parametrize("query", ["?award=nonsense", "?subdistrict=nonsense", "?page=9", "?page=x"])
def test_what_nobody_offers_is_not_found(client, query):
    assert client.get(f"/matrix/{query}").status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_it_asks_the_same_queries_however_many_rows_and_rounds(client, django_assert_num_queries, item_count):
    for number in range(1, item_count + 1):
        make_entry(make_organization(f"第{number}居民区党总支"), honor_list=_released(number))

    # rounds, how many organisations, this page's, their entries, choices of award and
    # place; what there is by kind, what was announced; site settings
    with django_assert_num_queries(9):
        client.get("/matrix/")
