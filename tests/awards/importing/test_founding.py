"""A list whose round, or whose award, is not registered yet: a person registers it once, and the rows go on."""

import pytest
from django.core.exceptions import ValidationError

from awards.choices import Resolution, TierBasis, TierKind, Verdict
from awards.importing.founding import found_round
from awards.importing.missing import missing_rounds
from awards.importing.planning import Defaults
from awards.importing.receiving import receive_list
from awards.importing.settling import choose_organization
from awards.models import AwardRound, AwardScheme, AwardTier, RoundTier
from organizations.roles import CLERK, REVIEWER
from tests.factories import make_organization, make_round, make_scheme, make_staff, make_subdistrict, make_tier

pytestmark = pytest.mark.django_db
ROLL = "华阳路街道第七轮“金银奖”名单\n金奖标兵 陶家宅居民区党总支\n最佳创新奖 华院居民区党支部\n"


@pytest.fixture
def reviewer():
    make_subdistrict()
    return make_staff(REVIEWER)


def received(text=ROLL, by=None):
    return receive_list(text.encode(), "名单.txt", by=by, defaults=Defaults())


def registered_tiers():
    return list(AwardTier.objects.order_by("pk").values_list("name", "kind", "rank", "mark"))


def test_what_is_missing_is_said_once_for_all_rows_with_the_tiers_they_print(reviewer):
    (missing,) = missing_rounds(received())

    assert (missing.title, missing.rows, missing.tiers) == ("第七轮“金银奖”", 2, ("金奖标兵", "最佳创新奖"))


def test_nothing_is_missing_where_the_round_is_registered(reviewer):
    make_round(7)

    assert missing_rounds(received()) == []


def test_a_round_of_a_registered_award_gets_that_award_s_tiers_in_order(reviewer):
    for rank, name in enumerate(("金奖标兵", "金奖"), start=1):
        make_tier(name, scheme=make_scheme(), rank=rank)
    batch = received()

    founded = found_round(batch, "金银奖", 7, reviewer)

    tiers = RoundTier.objects.filter(round=founded).order_by("position")
    assert list(tiers.values_list("tier__name", "position")) == [("金奖标兵", 1), ("金奖", 2)]


def test_the_rows_are_looked_at_anew(reviewer):
    make_tier("金奖标兵", scheme=make_scheme(), rank=1)
    make_organization("陶家宅居民区党总支")
    batch = received()
    before = set(batch.rows.values_list("verdict", flat=True))

    found_round(batch, "金银奖", 7, reviewer)

    after = list(batch.rows.order_by("number").values_list("verdict", "round__number"))
    assert (before, after) == ({Verdict.DECIDE}, [(Verdict.READY, 7), (Verdict.DECIDE, 7)])


def test_what_a_person_settled_before_stays_and_gets_the_round_and_its_tier(reviewer):
    tier = make_tier("金奖标兵", scheme=make_scheme(), rank=1)
    organization = make_organization("陶家宅党总支部")
    batch = received()
    choose_organization(batch.rows.get(number=1), organization, reviewer)

    found_round(batch, "金银奖", 7, reviewer)

    row = batch.rows.get(number=1)
    assert (row.verdict, row.resolution, row.organization, row.tier) == (
        Verdict.READY,
        Resolution.MATCHED,
        organization,
        tier,
    )


def test_settling_the_name_does_not_answer_for_the_round(reviewer):
    row = choose_organization(received().rows.get(number=1), make_organization("陶家宅党总支部"), reviewer)

    assert (row.verdict, row.message) == (
        Verdict.DECIDE,
        "第七轮“金银奖”还没有登记，请先登记这一轮，登记后会重新核对。",
    )


def test_an_award_known_by_its_wording_is_registered_with_the_tiers_confirmed(reviewer):
    batch = received()

    found_round(batch, "金银奖", 7, reviewer, ["金奖标兵", "金奖", "最佳创新奖"])

    scheme = AwardScheme.objects.get()
    assert (scheme.slug, scheme.name, scheme.sector) == ("jinyin", "居民区党建工作“金银奖”", "residential")
    assert registered_tiers() == [
        ("金奖标兵", TierKind.LADDER, 1, "标"),
        ("金奖", TierKind.LADDER, 2, "金"),
        ("最佳创新奖", TierKind.SPECIAL, None, "最"),
    ]


def test_the_five_star_award_is_known_and_has_no_tiers_of_its_own(reviewer):
    batch = received("华阳路街道第四轮“两新”组织党建工作“五星奖”榜单\n上海德必文化创意产业发展(集团)有限公司党支部\n")

    founded = found_round(batch, "五星奖", 4, reviewer)

    row = batch.rows.get()
    assert (founded.scheme.slug, founded.scheme.sector, registered_tiers()) == ("wuxing", "new", [])
    assert (row.round, row.tier_basis) == (founded, TierBasis.NONE_PRINTED)


def test_an_award_nobody_knows_is_not_invented(reviewer):
    batch = received(ROLL.replace("金银奖", "白玉兰奖"))

    with pytest.raises(ValidationError, match="没有登记“白玉兰奖”这个奖项"):
        found_round(batch, "白玉兰奖", 7, reviewer)

    assert AwardScheme.objects.count() == 0


def test_a_clerk_registers_no_round_and_is_told_whom_to_ask(reviewer):
    make_scheme()
    clerk = make_staff(CLERK)

    with pytest.raises(ValidationError, match="您不能登记轮次；请区级审核员打开这一批名单来登记"):
        found_round(received(), "金银奖", 7, clerk)

    assert AwardRound.objects.count() == 0


def test_a_round_that_the_list_does_not_name_is_refused(reviewer):
    make_scheme()

    with pytest.raises(ValidationError, match="没有等着登记的这一轮"):
        found_round(received(), "金银奖", 8, reviewer)


def test_a_round_that_somebody_registered_meanwhile_is_taken_and_not_made_twice(reviewer):
    make_tier("金奖标兵", scheme=make_scheme(), rank=1)
    batch = received()
    meanwhile = make_round(7)

    assert found_round(batch, "金银奖", 7, reviewer) == meanwhile
    assert AwardRound.objects.get() == meanwhile


def test_a_round_number_no_round_can_have_is_refused_and_nothing_is_registered(reviewer):
    batch = received(ROLL.replace("第七轮", "第99999轮"))

    with pytest.raises(ValidationError, match="第 99999 轮不像是真的轮次"):
        found_round(batch, "金银奖", 99999, reviewer)

    assert AwardScheme.objects.count() == 0
