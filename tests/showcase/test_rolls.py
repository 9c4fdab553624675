"""A round's roll as readers see it: its sections, their lines, what was announced."""

import pytest

from awards.cells import public_cells
from awards.choices import Inclusion, ListState, TierBasis
from awards.completeness import Completeness
from awards.models import AnnouncedCount, HonorEntry, RoundTier
from showcase.rolls import BY_SUBDISTRICT, Roll, first_lines, rolls_of
from showcase.round_lines import round_lines
from showcase.visibility import public_entries
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db


def a_public_list(**facts):
    return make_list(state=ListState.RELEASED, **facts)


def tier_of_round(name: str, *, rank: int | None, position: int, is_vacant: bool = False):
    tier = make_tier(name, rank=rank)
    RoundTier.objects.create(round=make_round(), tier=tier, position=position, is_vacant=is_vacant)
    return tier


def the_roll(**options) -> Roll:
    return rolls_of([make_round()], public_entries(), **options)[0]


def sections_of(roll: Roll) -> list[tuple[str, list[str]]]:
    """For each section its word, and its lines as printed."""
    return [
        (str(section.tier or section.subdistrict or ""), [entry.name_as_printed for entry in section.entries])
        for section in roll.sections
    ]


def test_tiers_stand_in_the_official_order_of_their_round_whatever_their_rank():
    special = tier_of_round("特色治理奖", rank=None, position=1)
    silver = tier_of_round("银奖", rank=3, position=2)
    gold = tier_of_round("金奖", rank=2, position=3)
    honor_list = a_public_list()
    for tier, name in ((gold, "华院"), (silver, "华一"), (special, "潘东")):
        make_entry(honor_list=honor_list, tier=tier, name_as_printed=name)

    assert sections_of(the_roll()) == [("特色治理奖", ["潘东"]), ("银奖", ["华一"]), ("金奖", ["华院"])]
    assert [section.is_special for section in the_roll().sections] == [True, False, False]


def test_lines_of_a_tier_stand_as_printed():
    honor_list = a_public_list()
    for position, name in ((3, "丙"), (1, "甲"), (2, "乙")):
        make_entry(honor_list=honor_list, position=position, name_as_printed=name)

    assert sections_of(the_roll()) == [("金奖", ["甲", "乙", "丙"])]


def test_a_vacant_tier_is_shown_and_one_without_lines_is_not():
    tier_of_round("金奖标兵", rank=1, position=1, is_vacant=True)
    tier_of_round("银奖", rank=3, position=2)
    make_entry(honor_list=a_public_list(), tier=make_tier("金奖", rank=2), name_as_printed="华院")

    roll = the_roll()

    assert sections_of(roll) == [("金奖标兵", []), ("金奖", ["华院"])]
    assert [section.is_vacant for section in roll.sections] == [True, False]


def test_a_tier_that_the_round_does_not_list_comes_after_those_it_lists():
    listed = tier_of_round("银奖", rank=3, position=1)
    honor_list = a_public_list()
    make_entry(honor_list=honor_list, tier=make_tier("金奖", rank=2), name_as_printed="华院")
    make_entry(honor_list=honor_list, tier=listed, name_as_printed="华一")
    RoundTier.objects.filter(tier__name="金奖").delete()

    assert sections_of(the_roll()) == [("银奖", ["华一"]), ("金奖", ["华院"])]


def test_lines_whose_source_names_no_tier_come_last_and_count_themselves_only():
    honor_list = a_public_list()
    make_entry(honor_list=honor_list, tier_basis=TierBasis.NONE_PRINTED, name_as_printed="德必")
    make_entry(honor_list=honor_list, name_as_printed="华院")
    AnnouncedCount.objects.create(round=make_round(), count=22)

    roll = the_roll()

    assert sections_of(roll) == [("金奖", ["华院"]), ("", ["德必"])]
    assert [section.completeness for section in roll.sections] == [Completeness(1, None), Completeness(1, None)]
    assert roll.completeness == Completeness(2, 22)


def test_by_subdistrict_places_stand_by_code_and_unnamed_ones_last():
    later, earlier = make_subdistrict("江苏路街道", code="310105003"), make_subdistrict("华阳路街道", code="310105001")
    honor_list = a_public_list()
    for place, name in ((None, "无"), (later, "江苏"), (earlier, "华阳")):
        make_entry(honor_list=honor_list, subdistrict=place, name_as_printed=name)
    AnnouncedCount.objects.create(round=make_round(), subdistrict=later, count=4)

    roll = the_roll(by=BY_SUBDISTRICT)

    assert sections_of(roll) == [("华阳路街道", ["华阳"]), ("江苏路街道", ["江苏"]), ("", ["无"])]
    assert [section.completeness for section in roll.sections] == [
        Completeness(1, None),
        Completeness(1, 4),
        Completeness(1, None),
    ]


def test_the_roll_of_one_subdistrict_counts_that_subdistrict():
    place = make_subdistrict("华阳路街道")
    honor_list = a_public_list()
    make_entry(honor_list=honor_list, subdistrict=place, name_as_printed="华院")
    make_entry(honor_list=honor_list, subdistrict=make_subdistrict("江苏路街道"))
    AnnouncedCount.objects.create(round=make_round(), subdistrict=place, count=4)

    roll = rolls_of([make_round()], public_entries().filter(subdistrict=place), subdistrict=place)[0]

    assert (sections_of(roll), roll.completeness) == ([("金奖", ["华院"])], Completeness(1, 4))
    assert roll.sections[0].completeness == Completeness(1, None)


def test_headings_stand_in_the_order_of_their_first_lines_each_once():
    for heading, tier in (
        ("乙榜", make_tier("银奖", rank=3)),
        ("甲榜", make_tier("金奖", rank=2)),
        ("", make_tier("铜奖", rank=4)),
    ):
        honor_list = a_public_list(heading=heading)
        for _ in range(2):
            make_entry(honor_list=honor_list, tier=tier)

    assert the_roll().headings == ["甲榜", "乙榜"]
    assert the_roll().shown == 6


def test_rolls_hold_the_lines_of_their_own_round_and_no_draft():
    other = make_round(4, scheme=make_scheme("wuxing"))
    make_entry(honor_list=a_public_list(), name_as_printed="华院")
    make_entry(honor_list=a_public_list(award_round=other), tier_basis=TierBasis.NONE_PRINTED, name_as_printed="德必")
    make_entry(honor_list=make_list(), name_as_printed="草稿")

    rolls = rolls_of([other, make_round()], public_entries())

    assert [(roll.round, sections_of(roll)) for roll in rolls] == [
        (other, [("", ["德必"])]),
        (make_round(), [("金奖", ["华院"])]),
    ]


def test_first_lines_are_those_each_roll_would_show_first():
    later, earlier = make_subdistrict("江苏路街道", code="310105003"), make_subdistrict("华阳路街道", code="310105001")
    for award_round in (make_round(6), make_round(7)):
        for place, name in ((later, "江苏"), (earlier, "华阳")):
            honor_list = a_public_list(award_round=award_round, subdistrict=place)
            for position in (1, 2):
                make_entry(
                    honor_list=honor_list, subdistrict=place, position=position, name_as_printed=f"{name}{position}"
                )

    for limit, expected in (
        (1, ["华阳1"]),
        (3, ["华阳1", "华阳2", "江苏1"]),
        (9, ["华阳1", "华阳2", "江苏1", "江苏2"]),
    ):
        rolls = rolls_of(
            [make_round(6), make_round(7)], first_lines(HonorEntry.objects.public(), public_cells(), limit)
        )

        assert [sections_of(roll) for roll in rolls] == [[("金奖", expected)]] * 2
        assert {roll.is_cut for roll in rolls} == {limit < 4}


def test_a_cut_roll_says_so_even_where_specials_are_not_in_the_announced_number():
    honor_list = a_public_list()
    for tier in (make_tier("金奖", rank=2), make_tier("特色治理奖", rank=None)):
        make_entry(honor_list=honor_list, tier=tier)
    AnnouncedCount.objects.create(round=make_round(), count=1, includes_specials=Inclusion.NO)

    whole = the_roll()
    cut = rolls_of([make_round()], first_lines(HonorEntry.objects.public(), public_cells(), 1))[0]

    assert [whole.is_cut, cut.is_cut] == [False, True]


def test_a_merged_organisation_keeps_its_printed_line():
    make_entry(make_organization("甲居民区党支部"), honor_list=a_public_list(), name_as_printed="甲居民区支部")

    assert sections_of(the_roll()) == [("金奖", ["甲居民区支部"])]


@pytest.mark.parametrize("round_count", [1, 3])
def test_rolls_ask_four_queries_however_many_rounds(django_assert_num_queries, round_count):
    rounds = [make_round(number) for number in range(1, round_count + 1)]
    for award_round in rounds:
        make_entry(honor_list=a_public_list(award_round=award_round))

    with django_assert_num_queries(4):  # counts, announced counts, the rounds' tiers, the lines
        rolls = rolls_of(rounds, public_entries())
    with django_assert_num_queries(3):  # counts, announced counts, the rounds' tiers
        lines = round_lines(rounds)

    assert [roll.shown for roll in rolls] == [1] * round_count
    assert [[count for _, count in line.tiers] for line in lines] == [[Completeness(1, None)]] * round_count
