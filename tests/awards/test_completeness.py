"""How much of what was announced is on record: counted once, of public lists only."""

import pytest

from awards.choices import Inclusion, ListState, TierBasis
from awards.completeness import Completeness, tally
from awards.models import AnnouncedCount, HonorEntry, HonorList
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)


def the_page(state: ListState = ListState.RELEASED) -> HonorList:
    """华阳路街道's list of the seventh round, with one 金奖, one 银奖 and one 特色治理奖."""
    honor_list = make_list(state=state)
    for name, rank in (("金奖", 2), ("银奖", 3), ("特色治理奖", None)):
        make_entry(honor_list=honor_list, tier=make_tier(name, rank=rank))
    return honor_list


@pytest.mark.parametrize(
    ("recorded", "announced", "is_complete", "is_overfull", "missing"),
    [
        (5, None, False, False, 0),
        (5, 50, False, False, 45),
        (50, 50, True, False, 0),
        (51, 50, True, True, 0),
        (0, 0, True, False, 0),
    ],
)
def test_what_is_on_record_against_what_was_announced(recorded, announced, is_complete, is_overfull, missing):
    completeness = Completeness(recorded, announced)

    said = (completeness.is_complete, completeness.is_overfull, completeness.missing)
    assert said == (is_complete, is_overfull, missing)


@pytest.mark.django_db
def test_entries_of_lists_that_readers_see_are_counted_and_no_others():
    for state in ListState:
        make_entry(honor_list=make_list(state=state))

    counts = tally([make_round()])

    # 公示中 and 已公布; the draft, the one in review and the withdrawn one are nobody's business.
    assert counts.of(make_round()) == Completeness(2, None)
    assert counts.total() == 2


@pytest.mark.django_db
def test_staff_count_drafts_too():
    the_page(state=ListState.DRAFT)

    counts = tally([make_round()], entries=HonorEntry.objects.all())

    assert counts.of(make_round()) == Completeness(3, None)


@pytest.mark.django_db
def test_a_round_is_counted_against_its_own_announcement():
    the_page()
    other = make_round(6)
    make_entry(honor_list=make_list(award_round=other, state=ListState.RELEASED))
    AnnouncedCount.objects.create(round=make_round(), count=50)
    AnnouncedCount.objects.create(round=other, count=48)

    counts = tally([make_round(), other])

    assert [counts.of(make_round()), counts.of(other)] == [Completeness(3, 50), Completeness(1, 48)]
    assert counts.total() == 4


@pytest.mark.django_db
def test_a_subdistrict_is_counted_where_the_organisation_stood_then():
    there = make_subdistrict("江苏路街道")
    honor_list = the_page()
    make_entry(make_organization(), honor_list=honor_list, subdistrict=there)
    make_entry(honor_list=honor_list, subdistrict=None)
    AnnouncedCount.objects.create(round=make_round(), subdistrict=there, count=1)

    counts = tally([make_round()])

    assert counts.of(make_round(), subdistrict=there) == Completeness(1, 1)
    assert counts.of(make_round(), subdistrict=make_subdistrict()) == Completeness(3, None)
    assert counts.of(make_round()) == Completeness(5, None)


@pytest.mark.django_db
def test_a_tier_is_counted_alone_and_inside_a_subdistrict():
    the_page()
    make_entry(honor_list=make_list(state=ListState.RELEASED), tier=make_tier("金奖"), subdistrict=None)
    AnnouncedCount.objects.create(round=make_round(), tier=make_tier("金奖"), count=2)

    counts = tally([make_round()])

    assert counts.of(make_round(), tier=make_tier("金奖")) == Completeness(2, 2)
    assert counts.of(make_round(), tier=make_tier("银奖")) == Completeness(1, None)
    assert counts.of(make_round(), subdistrict=make_subdistrict(), tier=make_tier("金奖")) == Completeness(1, None)


@pytest.mark.django_db
def test_entries_without_a_tier_are_counted_with_the_round_and_apart():
    wuxing = make_round(4, scheme=make_scheme("wuxing"))
    honor_list = make_list(award_round=wuxing, state=ListState.RELEASED)
    make_entry(honor_list=honor_list, tier_basis=TierBasis.NONE_PRINTED)
    make_entry(honor_list=honor_list, tier=make_tier("五星", scheme=make_scheme("wuxing"), rank=1))

    counts = tally([wuxing])

    assert (counts.of(wuxing).recorded, counts.without_tier(wuxing)) == (2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("inclusion", "recorded"), [(Inclusion.YES, 3), (Inclusion.NO, 2), (Inclusion.UNKNOWN, 3)])
def test_special_awards_are_left_out_only_where_the_announcement_leaves_them_out(inclusion, recorded):
    the_page()
    AnnouncedCount.objects.create(round=make_round(), count=2, includes_specials=inclusion)

    counts = tally([make_round()])

    assert counts.of(make_round()) == Completeness(recorded, 2)


@pytest.mark.django_db
def test_a_special_award_is_counted_under_its_own_tier_whatever_the_round_announced():
    the_page()
    AnnouncedCount.objects.create(round=make_round(), count=2, includes_specials=Inclusion.NO)

    counts = tally([make_round()])

    assert counts.of(make_round(), tier=make_tier("特色治理奖", rank=None)) == Completeness(1, None)


@pytest.mark.django_db
@pytest.mark.parametrize("round_count", [1, 3])
def test_counting_asks_two_queries_however_many_rounds(django_assert_num_queries, round_count):
    rounds = [make_round(number) for number in range(1, round_count + 1)]
    for award_round in rounds:
        make_entry(honor_list=make_list(award_round=award_round, state=ListState.RELEASED))
        AnnouncedCount.objects.create(round=award_round, count=5)

    with django_assert_num_queries(2):  # entries grouped by round, place and tier; announced counts
        counts = tally(rounds)

    assert [counts.of(award_round) for award_round in rounds] == [Completeness(1, 5)] * round_count
