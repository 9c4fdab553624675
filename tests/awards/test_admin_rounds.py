"""Rounds, schemes and ceremonies on staff pages."""

import pytest
from django.urls import reverse

from awards.choices import Inclusion, ListState
from awards.models import AnnouncedCount, AwardRound, AwardTier, Ceremony, RoundTier
from organizations.roles import CLERK, REVIEWER
from tests.factories import (
    make_entry,
    make_list,
    make_round,
    make_scheme,
    make_staff,
    make_subdistrict,
    make_tier,
)
from tests.staff_forms import complaints, filled_in, send

pytestmark = pytest.mark.django_db

ROUNDS = "/admin/awards/awardround/"
NEW_COUNT = {"announced_counts__0__includes_specials": Inclusion.UNKNOWN}


@pytest.fixture(autouse=True)
def reviewer(client):
    client.force_login(make_staff(REVIEWER))


def page(award_round):
    return reverse("admin:awards_awardround_change", args=[award_round.pk])


def tiers_in_order(award_round):
    return list(award_round.round_tiers.in_official_order().values_list("tier__name", "position"))


def test_a_round_that_exists_is_an_error_on_the_form(client):
    recorded = make_round(7)

    response = send(client, f"{ROUNDS}add/", scheme=recorded.scheme_id, number="7")

    assert complaints(response) == ["这个奖项已经有这一轮。"]


def test_a_new_round_leads_on_to_its_tiers(client):
    response = send(client, f"{ROUNDS}add/", scheme=make_scheme().pk, number="8")

    assert response.url == page(AwardRound.objects.get())


def test_two_tiers_may_exchange_places_in_one_save(client):
    award_round = make_round()
    for position, name in enumerate(("金奖", "银奖"), start=1):
        RoundTier.objects.create(round=award_round, tier=make_tier(name, rank=position), position=position)

    response = send(client, page(award_round), round_tiers__0__position="2", round_tiers__1__position="1")

    assert (response.status_code, tiers_in_order(award_round)) == (302, [("银奖", 1), ("金奖", 2)])


def test_a_tier_without_a_position_comes_last(client):
    award_round = make_round()
    RoundTier.objects.create(round=award_round, tier=make_tier("金奖"), position=4)
    row = {"round_tiers__1__tier": make_tier("银奖", rank=3).pk, "round_tiers__1__round": award_round.pk}

    send(client, page(award_round), round_tiers__TOTAL_FORMS="2", **row)

    assert tiers_in_order(award_round) == [("金奖", 4), ("银奖", 5)]


def test_two_tiers_at_one_place_are_an_error_on_the_form(client):
    award_round = make_round()
    for position, name in enumerate(("金奖", "银奖"), start=1):
        RoundTier.objects.create(round=award_round, tier=make_tier(name, rank=position), position=position)

    response = send(client, page(award_round), round_tiers__1__position="1")

    assert "两个等次不能排在同一次序。" in complaints(response)


@pytest.mark.parametrize("position", ["0", "10000"])
def test_a_place_out_of_bounds_is_an_error_on_the_form(client, position):
    award_round = make_round()
    RoundTier.objects.create(round=award_round, tier=make_tier("金奖"), position=1)

    response = send(client, page(award_round), round_tiers__0__position=position)

    assert complaints(response) == ["请填 1 到 9999 之间的数。"]


def test_one_tier_twice_in_a_round_is_an_error_on_the_form(client):
    award_round, gold = make_round(), make_tier("金奖")
    RoundTier.objects.create(round=award_round, tier=gold, position=1)
    row = {"round_tiers__1__tier": gold.pk, "round_tiers__1__round": award_round.pk}

    response = send(client, page(award_round), round_tiers__TOTAL_FORMS="2", **row)

    assert "这一轮已经有这个等次。" in complaints(response)


def test_two_announced_totals_of_one_scope_are_an_error_on_the_form(client):
    award_round = make_round()
    rows = {f"announced_counts__{row}__count": "50" for row in (0, 1)}
    rows |= {f"announced_counts__{row}__includes_specials": Inclusion.UNKNOWN for row in (0, 1)}

    response = send(client, page(award_round), announced_counts__TOTAL_FORMS="2", **rows)

    assert complaints(response) == ["这一轮的这个范围已经登记过公布总数。"]


def test_an_announced_total_recorded_before_is_an_error_on_the_form(client):
    award_round = make_round()
    unseen = filled_in(client.get(page(award_round)))
    AnnouncedCount.objects.create(round=award_round, count=50)
    row = {
        "announced_counts-TOTAL_FORMS": "1",
        "announced_counts-0-count": "22",
        "announced_counts-0-includes_specials": "unknown",
    }

    response = client.post(page(award_round), unseen | row | {"_save": ""})

    assert complaints(response) == ["这一轮的这个范围已经登记过公布总数。"]


def test_the_round_page_says_how_much_is_on_record(client):
    award_round, gold = make_round(), make_tier("金奖")
    AnnouncedCount.objects.create(round=award_round, count=50)
    make_entry(honor_list=make_list(award_round=award_round, state=ListState.RELEASED), tier=gold)
    make_entry(honor_list=make_list(award_round=award_round), tier=gold)

    facts = client.get(page(award_round)).context["facts"]

    assert facts == [
        ("合计", "已公布 1 / 公布总数 50，另有草稿 1"),
        ("金奖", "已公布 1 / 公布总数 未登记，另有草稿 1"),
    ]


def test_a_clerk_is_not_told_of_drafts_elsewhere(client):
    award_round, own = make_round(), make_subdistrict("华阳路街道")
    make_entry(honor_list=make_list(award_round=award_round, subdistrict=make_subdistrict("江苏路街道")))
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)
    client.force_login(clerk)

    context = client.get(page(award_round)).context

    assert context["facts"][0] == ("合计", "已公布 0 / 公布总数 未登记，另有草稿 0")
    assert [label for label, address in context["links"]] == ["新建这一轮的名单…"]


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({"name": "金奖", "kind": "ladder", "rank": "5", "mark": "金"}, "这个奖项已经有同名的等次。"),
        ({"name": "铜奖", "kind": "ladder", "rank": "2", "mark": "铜"}, "这个奖项已经有同级别的等次。"),
        ({"name": "铜奖", "kind": "special", "rank": "5", "mark": "铜"}, "等级奖要填级别；专项奖不排级别，请留空。"),
        ({"name": "铜奖", "kind": "ladder", "rank": "", "mark": "铜"}, "等级奖要填级别；专项奖不排级别，请留空。"),
    ],
)
def test_tiers_against_the_rules_are_an_error_on_the_form(client, facts, complaint):
    tier = make_tier("金奖", rank=2)
    url = reverse("admin:awards_awardscheme_change", args=[tier.scheme_id])
    row = {f"tiers__1__{name}": value for name, value in facts.items()}

    response = send(client, url, tiers__TOTAL_FORMS="2", tiers__1__scheme=tier.scheme_id, **row)

    assert complaint in complaints(response)
    assert AwardTier.objects.count() == 1


def test_two_new_tiers_of_one_rank_are_an_error_on_the_form(client):
    url = reverse("admin:awards_awardscheme_change", args=[make_scheme().pk])
    rows = {}
    for row, name in enumerate(("金奖", "银奖")):
        rows |= {f"tiers__{row}__name": name, f"tiers__{row}__rank": "1", f"tiers__{row}__mark": name[0]}
        rows |= {f"tiers__{row}__kind": "ladder"}

    response = send(client, url, tiers__TOTAL_FORMS="2", **rows)

    assert "这个奖项已经有同级别的等次。" in complaints(response)


def test_an_inferred_year_without_its_grounds_is_an_error_on_the_form(client):
    facts = {"title": "联合工作展示会", "slug": "2021", "held_on": "2021-11-24", "year_is_inferred": "on"}

    response = send(client, "/admin/awards/ceremony/add/", **facts)

    assert complaints(response) == ["年份为推断时，要填日期并写明推断的依据。"]
    assert Ceremony.objects.count() == 0


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_however_many_rounds(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        make_entry(honor_list=make_list(award_round=make_round(number + 1)))

    # session, user, the user's and the groups' permissions, schemes of the filter, count, rows,
    # public entries and announced, own subdistricts, clerk or not, drafts and announced, site name
    with django_assert_num_queries(14):
        client.get(ROUNDS)
