"""The round as a sheet to hang on a wall: what it says, how large, and nothing that is not public."""

import datetime

import pytest
from django.urls import reverse

from awards.choices import ListState, StandingAct, TierBasis
from awards.models import AnnouncedCount, AwardRound, RoundTier
from awards.standing import change_standing
from showcase.posters import RUNNING, SETTINGS, poster_of
from showcase.rolls import rolls_of
from showcase.verifying import qr_code
from showcase.visibility import public_entries
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_source,
    make_subdistrict,
    make_tier,
)
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db

POSTER = "/awards/jinyin/7/poster/"
NAME = "天山华庭居民区党总支"


def poster_with(count: int, name: str = NAME) -> str:
    """The size in which a poster of so many names is set."""
    honor_list, tiers = make_list(state=ListState.RELEASED), [make_tier(), make_tier("银奖", rank=3)]
    for number in range(count):
        organization = make_organization(f"第{number}党支部")
        make_entry(organization, honor_list=honor_list, tier=tiers[number % 2], name_as_printed=name)
    return poster_of(rolls_of([AwardRound.objects.get()], public_entries())[0]).size


def test_the_poster_names_tiers_in_official_order_with_names_and_places(client):
    honor_list = make_list(state=ListState.RELEASED, heading="第七轮“金银奖”榜单", source=make_source("表彰决定"))
    for tier, name in ((make_tier("银奖", rank=3), "华一居民区党总支"), (make_tier(), "华院居民区党支部")):
        make_entry(make_organization(name), honor_list=honor_list, tier=tier)

    words = words_of(client.get(POSTER))

    assert "光荣榜 第七轮“金银奖”榜单" in words
    assert "金金奖 华院居民区党支部 华阳路街道 银银奖 华一居民区党总支 华阳路街道" in words
    assert "来源：表彰决定《表彰决定》" in words


def test_the_poster_says_that_it_is_not_the_whole_roll(client):
    AnnouncedCount.objects.create(round=make_round(), count=50)
    make_entry(state=ListState.RELEASED)

    assert "公布 50 个，本榜收录 1 个。其余待补录，未列入不等于未获评。" in words_of(client.get(POSTER))


def test_a_whole_roll_says_only_how_many(client):
    AnnouncedCount.objects.create(round=make_round(), count=1)
    make_entry(state=ListState.RELEASED)

    words = words_of(client.get(POSTER))

    assert "公布 1 个，本榜收录 1 个。" in words
    assert "待补录" not in words


def test_a_vacant_tier_and_an_honour_without_tier_are_on_it(client):
    make_entry(state=ListState.RELEASED, tier_basis=TierBasis.NONE_PRINTED, name_as_printed="德必党支部")
    RoundTier.objects.create(round=make_round(), tier=make_tier("金奖标兵", rank=1), position=1, is_vacant=True)

    words = words_of(client.get(POSTER))

    assert "金奖标兵 本届空缺" in words
    assert "德必党支部" in words


def test_a_revoked_honour_is_marked_on_it(client):
    entry = make_entry(state=ListState.RELEASED)
    day = datetime.date(2023, 5, 4)
    change_standing(entry, StandingAct.REVOKE, decision_number="5号", decided_on=day, reason="不实", by=None)

    assert "已撤销" in words_of(client.get(POSTER))


def test_the_code_on_it_leads_to_the_rounds_page(client, settings):
    settings.SITE_URL = "https://honours.example.org"
    make_entry(state=ListState.RELEASED)

    page = client.get(POSTER).content.decode()

    assert qr_code("https://honours.example.org/awards/jinyin/7/") in page
    assert '<link rel="canonical" href="https://honours.example.org/awards/jinyin/7/">' in page


def test_the_rounds_page_leads_to_it(client):
    make_entry(state=ListState.RELEASED)

    assert POSTER in Markup(client.get("/awards/jinyin/7/")).links


def test_a_draft_is_on_no_poster(client):
    make_entry(make_organization("机密居民区党总支"))
    hidden = client.get(POSTER)
    make_entry(state=ListState.RELEASED)

    assert hidden.status_code == 404
    assert "机密" not in client.get(POSTER).content.decode()


@pytest.mark.parametrize(("count", "size"), [(1, "sole"), (5, "grand"), (12, "large"), (30, "small"), (72, "close")])
def test_fewer_names_stand_larger(count, size):
    assert poster_with(count) == size


def test_what_one_sheet_cannot_hold_runs_on():
    assert poster_with(150) == RUNNING


def test_long_names_need_a_smaller_setting():
    sizes = [one.size for one in SETTINGS]

    assert sizes.index(poster_with(12, name="上海某文化创意产业发展(集团)股份有限公司党支部")) > sizes.index("large")


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_poster_asks_the_same_queries_however_many_names(client, django_assert_num_queries, item_count):
    honor_list = make_list(state=ListState.RELEASED)
    for number in range(item_count):
        make_entry(
            make_organization(f"第{number}党支部", subdistrict=make_subdistrict(f"{number}街道")), honor_list=honor_list
        )

    # the round; all that its roll reads (six); site settings
    with django_assert_num_queries(8):
        client.get(reverse("showcase:poster", args=["jinyin", 7]))
