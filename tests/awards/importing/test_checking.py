"""What a row's answers earn: doubles are told apart, and a second honour is asked about."""

import pytest

from awards.choices import Resolution, Verdict
from awards.importing.applying import apply_batch
from awards.importing.planning import Defaults
from awards.importing.portions import plan_again
from awards.importing.receiving import receive_list
from awards.importing.settling import choose_organization, choose_subdistrict, choose_tier, skip_row
from awards.models import HonorEntry
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db
HEADING = "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单\n"


@pytest.fixture
def reviewer():
    for rank, name in enumerate(("金奖", "银奖"), start=2):
        make_tier(name, scheme=make_round(7).scheme, rank=rank)
    make_subdistrict()
    return make_staff()


def received(text, by):
    return receive_list((HEADING + text).encode(), "名单.txt", by=by, defaults=Defaults())


def test_a_row_settled_as_a_later_row_is_the_double_and_nothing_is_written_twice(reviewer):
    organization = make_organization("陶家宅居民区党总支")
    batch = received("金奖 陶家宅党总支\n金奖 陶家宅居民区党总支\n", reviewer)

    row = choose_organization(batch.rows.get(number=1), organization, reviewer)

    assert (row.verdict, row.message) == (Verdict.ERROR, "与第 3 行重复，请跳过其中一行。")
    assert apply_batch(batch, reviewer) == 1


def test_leaving_out_one_of_two_doubles_frees_the_other(reviewer):
    organization = make_organization("陶家宅居民区党总支")
    batch = received("金奖 陶家宅党总支\n金奖 陶家宅居民区党总支\n", reviewer)
    choose_organization(batch.rows.get(number=1), organization, reviewer)

    skip_row(batch.rows.get(number=2), reviewer)

    assert batch.rows.get(number=1).verdict == Verdict.READY


def test_another_tier_on_record_is_asked_about_until_it_is_confirmed(reviewer):
    organization = make_organization("陶家宅居民区党总支")
    make_entry(organization, honor_list=make_list(), tier=make_tier("银奖", rank=3))
    batch = received("金奖 陶家宅党总支\n", reviewer)

    asked = choose_organization(batch.rows.get(), organization, reviewer)
    confirmed = choose_tier(batch.rows.get(), make_tier("金奖"), reviewer)

    assert (asked.verdict, confirmed.verdict) == (Verdict.DECIDE, Verdict.READY)
    assert asked.message.startswith("本轮已经在册，等次是“银奖”")


def test_one_answer_serves_every_row_with_the_same_unknown_tier(reviewer):
    make_organization("陶家宅居民区党总支")
    make_organization("华院居民区党支部")
    batch = received("特等奖 陶家宅居民区党总支\n特等奖 华院居民区党支部\n", reviewer)

    choose_tier(batch.rows.get(number=1), make_tier("金奖"), reviewer)

    assert set(batch.rows.values_list("verdict", flat=True)) == {Verdict.READY}


def test_choosing_the_subdistrict_decides_a_name_that_is_known_there(reviewer):
    organization = make_organization("某某公司党支部", subdistrict=make_subdistrict())
    text = "长宁区第七轮居民区党建工作“金银奖”名单\n金奖 某某公司党支部\n"
    batch = receive_list(text.encode(), "名单.txt", by=reviewer, defaults=Defaults())

    row = choose_subdistrict(batch.rows.get(), make_subdistrict(), reviewer)

    assert (row.organization, row.verdict) == (organization, Verdict.READY)


def test_planning_again_keeps_what_was_settled_and_what_was_written(reviewer):
    make_organization("陶家宅居民区党总支")
    batch = received("金奖 陶家宅居民区党总支\n金奖 甲党支部\n金奖 乙党支部\n", reviewer)
    apply_batch(batch, reviewer)
    skip_row(batch.rows.get(number=2), reviewer)
    make_organization("乙党支部")

    plan_again(batch, by=reviewer)

    rows = batch.rows.order_by("number")
    assert [(row.entry_id, row.resolution, row.verdict) for row in rows] == [
        (HonorEntry.objects.get().pk, Resolution.NONE, Verdict.RECORDED),
        (None, Resolution.SKIPPED, Verdict.DECIDE),
        (None, Resolution.NONE, Verdict.READY),
    ]
