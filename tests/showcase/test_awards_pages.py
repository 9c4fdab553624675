"""The schemes, and each with its rounds."""

import pytest
from django.urls import reverse

from awards.choices import ListState
from awards.models import AnnouncedCount, RoundTier
from tests.factories import make_entry, make_list, make_round, make_scheme, make_tier
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def _award(client, slug: str = "jinyin") -> str:
    return words_of(client.get(reverse("showcase:award", args=[slug])))


def test_awards_without_schemes_say_that_they_are_being_entered(client):
    assert "奖项正在录入" in words_of(client.get(reverse("showcase:awards")))


def test_awards_list_each_scheme_with_its_rounds_and_their_completeness(client):
    award_round = make_round(7)
    AnnouncedCount.objects.create(round=award_round, count=50)
    make_entry(honor_list=make_list(award_round=award_round, state=ListState.RELEASED))

    words = words_of(client.get(reverse("showcase:awards")))

    assert "居民区党建工作“金银奖” 历轮与等次 第七轮 已收录 1 / 公布 50" in words


def test_awards_leave_out_rounds_known_only_as_drafts(client):
    make_entry(honor_list=make_list(award_round=make_round(8)))

    words = words_of(client.get(reverse("showcase:awards")))

    assert "第八轮" not in words
    assert "还没有公布的轮次" in words


def test_an_award_tells_what_it_is_since_when_and_for_whom(client):
    make_scheme(
        "jinyin", since_year=2001, description="创新设立。\n\n授予居民区。", approval_reference="长委〔2001〕1号"
    )

    words = _award(client)

    assert "居民区党建工作“金银奖” 创新设立。 授予居民区。" in words
    assert "设立 2001 年" in words
    assert "授予 居民区党组织" in words
    assert "批准依据 长委〔2001〕1号" in words


def test_an_award_counts_each_tier_of_each_round(client):
    award_round = make_round(7)
    make_entry(tier=make_tier("银奖", rank=3), honor_list=make_list(award_round=award_round, state=ListState.RELEASED))
    RoundTier.objects.create(round=award_round, tier=make_tier("金奖", rank=2), position=1, is_vacant=True)
    make_tier("金奖标兵", rank=1)

    assert "第七轮 未设 空缺 1 1 未见记载" in _award(client)


def test_an_unknown_award_is_not_found(client):
    assert client.get(reverse("showcase:award", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(("name", "args", "queries"), [("awards", [], 7), ("award", ["jinyin"], 7)])
def test_awards_ask_the_same_queries_however_many_rounds(
    client, django_assert_num_queries, item_count, name, args, queries
):
    for number in range(item_count):
        award_round = make_round(number + 1)
        honor_list = make_list(award_round=award_round, state=ListState.RELEASED)
        for rank in range(item_count):
            make_entry(honor_list=honor_list, tier=make_tier(f"等{rank}", rank=rank + 1))

    # awards: rounds, counts, announced, tiers of the rounds; schemes and their tiers; site settings
    # award: the scheme, its tiers; rounds, counts, announced, tiers of the rounds; site settings
    with django_assert_num_queries(queries):
        client.get(reverse(f"showcase:{name}", args=args))
