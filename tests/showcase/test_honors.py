"""The honour roll across all rounds, and its filters."""

import pytest
from django.urls import reverse

from awards.choices import ListState, Standing, TierBasis
from showcase.indexing import index_all
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db


def _read(client, **asked) -> str:
    return words_of(client.get(reverse("showcase:honors"), asked))


def test_honors_says_how_many_lines_were_found(client):
    make_entry(state=ListState.RELEASED)
    make_entry(state=ListState.RELEASED)

    assert "共 2 条" in _read(client)


def test_a_line_names_organization_tier_round_and_subdistrict_as_printed(client):
    place = make_subdistrict("天山路街道")
    make_entry(
        make_organization("甲居民区党总支", subdistrict=place),
        tier=make_tier("银奖", rank=3),
        name_as_printed="甲居民区党支部",
        state=ListState.RELEASED,
    )

    assert "甲居民区党支部 银银奖 第七轮“金银奖” 天山路街道 登记名称：甲居民区党总支" in _read(client)


def test_a_line_shows_notice_standing_and_unconfirmed_tier_in_words(client):
    make_entry(
        state=ListState.NOTICE, standing=Standing.REVOKED, tier=make_tier("金奖"), tier_basis=TierBasis.INHERITED
    )

    words = _read(client)

    assert "等次待确认 公示中 已撤销" in words
    assert "原文此行未写等次，沿用上一行“金奖”，尚待核实。" in words


def test_a_line_without_tier_says_that_the_source_names_none(client):
    make_entry(tier_basis=TierBasis.NONE_PRINTED, state=ListState.RELEASED)

    assert "原文未列等次" in _read(client)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"award": "wuxing"}, "乙公司党支部"),
        ({"award": "jinyin", "round": "7"}, "甲居民区党总支"),
        ({"subdistrict": "xinjing"}, "乙公司党支部"),
        ({"sector": "new"}, "乙公司党支部"),
        ({"status": "revoked"}, "乙公司党支部"),
        ({"q": "甲居民区"}, "甲居民区党总支"),
        ({"q": "jjmq"}, "甲居民区党总支"),
    ],
)
def test_each_filter_keeps_only_what_it_asks_for(client, asked, found):
    make_entry(make_organization("甲居民区党总支"), state=ListState.RELEASED)
    place = make_subdistrict("新泾镇", slug="xinjing")
    make_entry(
        make_organization("乙公司党支部", sector="new", subdistrict=place),
        honor_list=make_list(award_round=make_round(4, scheme=make_scheme("wuxing")), state=ListState.RELEASED),
        standing=Standing.REVOKED,
    )
    index_all()

    words = _read(client, **asked)

    assert "共 1 条" in words
    assert found in words


def test_honors_that_fit_nothing_say_what_to_try(client):
    make_entry(state=ListState.RELEASED)

    words = _read(client, q="没有这个名字")

    assert "没有找到符合条件的荣誉" in words
    assert "清除全部条件" in words


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"award": "nonsense"}, "id_award"),
        ({"tier": "99999999"}, "id_tier"),
        ({"tier": "x"}, "id_tier"),
        ({"subdistrict": "nowhere"}, "id_subdistrict"),
        ({"sector": "x"}, "id_sector"),
        ({"status": "x"}, "id_status"),
        ({"sort": "x"}, "id_sort"),
        ({"round": "x"}, "id_round"),
        ({"round": "99999999999999999999"}, "id_round"),
        ({"q": "长" * 10_000}, "id_q"),
    ],
)
def test_a_value_nobody_offers_is_refused_beside_its_field(client, asked, field):
    make_entry(make_organization("甲居民区党总支"), state=ListState.RELEASED)

    response = client.get(reverse("showcase:honors"), asked)

    assert response.status_code == 400
    assert f"{field}_error" in Markup(response).ids
    assert "甲居民区党总支" not in words_of(response)


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ({"award": "x"}, "没有这个奖项，请从列表里选。"),
        ({"tier": "x"}, "没有这个等次，请从列表里选。"),
        ({"subdistrict": "x"}, "没有这个街道（镇），请从列表里选。"),
        ({"sort": "x"}, "没有这个排序，请从列表里选。"),
        ({"round": "七"}, "轮次请写数字，比如 7。"),
    ],
)
def test_a_refused_value_is_answered_with_what_to_do(client, asked, advice):
    make_entry(state=ListState.RELEASED)

    assert advice in words_of(client.get(reverse("showcase:honors"), asked))


@pytest.mark.parametrize("page", ["abc", "-1", "0", "999999", "1.5", "", "²", "１"])
def test_a_page_that_does_not_exist_is_not_found(client, page):
    make_entry(state=ListState.RELEASED)

    assert client.get(reverse("showcase:honors"), {"page": page}).status_code == 404


def test_drafts_and_withdrawn_lists_are_not_among_the_honors(client):
    make_entry(make_organization("草稿居民区党支部"))
    make_entry(make_organization("撤下居民区党支部"), honor_list=make_list(state=ListState.WITHDRAWN))

    words = _read(client)

    assert "共 0 条" in words
    assert "居民区党支部" not in words


@pytest.mark.parametrize("item_count", [1, 3])
def test_honors_ask_the_same_queries_however_many_lines(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        place = make_subdistrict(f"第{number}街道")
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"))
        make_entry(
            make_organization(f"{number}居民区党总支", subdistrict=place),
            honor_list=make_list(award_round=award_round, state=ListState.RELEASED),
        )

    # what there is by kind, what was announced; which lines, the lines; site settings
    with django_assert_num_queries(5):
        client.get(reverse("showcase:honors"))
