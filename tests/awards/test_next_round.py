"""The next round takes over scheme and tiers, and nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.models import AnnouncedCount, AwardRound, RoundTier
from awards.rounds import start_next_round
from organizations.roles import AUDITOR, CLERK, REVIEWER
from tests.factories import make_ceremony, make_entry, make_list, make_round, make_staff, make_tier

pytestmark = pytest.mark.django_db


RANKS = {"金奖": 1, "银奖": 2, "铜奖": 3}


def confer(award_round, *names):
    for position, name in enumerate(names, start=1):
        tier = make_tier(name, scheme=award_round.scheme, rank=RANKS[name])
        RoundTier.objects.create(round=award_round, tier=tier, position=position)


def tiers_of(award_round):
    return list(award_round.round_tiers.in_official_order().values_list("tier__name", "position", "is_vacant"))


def press(client, award_round):
    return client.post(reverse("admin:awards_awardround_act", args=[award_round.pk, "next"]), follow=True)


def notes(client, award_round):
    return client.get(reverse("admin:awards_awardround_change", args=[award_round.pk])).context["notes"]


def test_the_next_round_has_the_tiers_in_the_same_order():
    seventh = make_round(7)
    confer(seventh, "金奖", "银奖")
    seventh.round_tiers.update(is_vacant=True)

    eighth = start_next_round(seventh, make_staff())

    assert (eighth.number, tiers_of(eighth)) == (8, [("金奖", 1, False), ("银奖", 2, False)])


def test_nothing_else_is_taken_over():
    seventh = make_round(7, ceremony=make_ceremony(), document_number="长委〔2021〕1号", decided_on="2021-11-24")
    make_entry(honor_list=make_list(award_round=seventh))
    AnnouncedCount.objects.create(round=seventh, count=50)

    eighth = start_next_round(seventh, make_staff())

    assert (eighth.ceremony, eighth.document_number, eighth.decided_on) == (None, "", None)
    assert (eighth.lists.count(), eighth.announced_counts.count()) == (0, 0)


def test_only_the_latest_round_has_a_next():
    seventh = make_round(7)
    start_next_round(seventh, make_staff())

    with pytest.raises(ValidationError, match="已经有第 8 轮"):
        start_next_round(seventh, make_staff())


def test_the_page_starts_it_and_goes_on_to_it(client):
    seventh = make_round(7)
    client.force_login(make_staff(REVIEWER))

    response = press(client, seventh)

    eighth = AwardRound.objects.get(number=8)
    assert response.redirect_chain[-1][0] == reverse("admin:awards_awardround_change", args=[eighth.pk])


@pytest.mark.parametrize("role", [CLERK, AUDITOR])
def test_who_may_not_found_rounds_cannot_start_one(client, role):
    client.force_login(make_staff(role))

    assert press(client, make_round(7)).status_code == 403
    assert AwardRound.objects.count() == 1


def test_tiers_that_differ_from_the_round_before_ask_for_an_approval(client):
    confer(make_round(7), "金奖", "银奖")
    confer(make_round(8), "金奖", "铜奖")
    client.force_login(make_staff(REVIEWER))

    assert [note.split("。")[0] for note in notes(client, make_round(8))] == [
        "等次和上一轮不同：新增“铜奖”，少了“银奖”"
    ]


def test_the_same_tiers_are_no_matter(client):
    for number in (7, 8):
        confer(make_round(number), "金奖", "银奖")
    client.force_login(make_staff(REVIEWER))

    assert notes(client, make_round(8)) == []
