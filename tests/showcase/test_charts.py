"""Charts tell no more than the numbers behind them."""

import pytest

from awards.choices import ListState, TierBasis
from awards.models import AnnouncedCount
from tests.factories import make_entry, make_list, make_round, make_subdistrict, make_tier
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db


def released(number: int = 7):
    return make_list(award_round=make_round(number), state=ListState.RELEASED)


def chart_on(client, address: str, name: str):
    return client.get(address).context[name]


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers(client):
    for number, size in ((7, 4), (6, 1)):
        honor_list = released(number)
        for _ in range(size):
            make_entry(honor_list=honor_list)

    bars = chart_on(client, "/awards/jinyin/", "announced_bars").bars

    assert {part.x for bar in bars for part in bar.parts} == {"96.0"}
    assert [float(part.width) for bar in bars for part in bar.parts] == [188, 47]


def test_recorded_stands_inside_what_was_announced_in_one_scale(client):
    make_entry(honor_list=released())
    AnnouncedCount.objects.create(round=make_round(), count=4)

    bar = chart_on(client, "/awards/jinyin/", "announced_bars").bars[0]

    assert (bar.text, bar.frame, [part.width for part in bar.parts]) == ("1 / 4", "188.0", ["47.0"])


def test_tiers_of_a_round_stand_side_by_side_and_what_has_none_is_among_them(client):
    honor_list = released()
    make_entry(honor_list=honor_list, tier=make_tier("金奖", rank=2))
    make_entry(honor_list=honor_list, tier=make_tier("特色治理奖", rank=None))
    make_entry(honor_list=honor_list, tier_basis=TierBasis.NONE_PRINTED)

    chart = chart_on(client, "/awards/jinyin/", "tier_bars")

    assert [(part.kind, part.mark) for part in chart.bars[0].parts] == [
        ("rank-2", "金"),
        ("special", "特"),
        ("none", "未"),
    ]
    assert chart.description == "已收录的荣誉。第七轮：金奖 1、特色治理奖 1、原文未列等次 1。"


def test_a_place_without_honours_is_said_to_be_missing_not_nought(client):
    make_subdistrict("新泾镇")
    make_entry(honor_list=released(), subdistrict=make_subdistrict("华阳路街道"))

    words = words_of(client.get("/subdistricts/"))

    assert "华阳路街道 1；其余 1 个尚未收录，不等于没有获评。" in words
    assert "新泾镇 尚未收录" in words


def test_a_chart_is_named_described_and_has_its_table(client):
    make_entry(honor_list=released())

    response = client.get("/subdistricts/")
    page = Markup(response)

    assert {"chart-places", "chart-places-text"} <= set(page.ids)
    assert 'role="img" aria-labelledby="chart-places" aria-describedby="chart-places-text"' in response.content.decode()
    assert page.tags["table"] == 1


@pytest.mark.parametrize("address", ["/awards/jinyin/", "/subdistricts/"])
def test_nothing_is_drawn_of_nothing(client, address):
    make_round()

    assert Markup(client.get(address)).tags["svg"] == 0
