"""The coverage board: for each subdistrict and round what is on record, announced, and how far it is."""

import pytest

from awards.choices import ListState
from awards.coverage import MOST_ROUNDS, coverage_board
from awards.models import AnnouncedCount
from organizations.roles import CLERK, REVIEWER
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_staff,
    make_subdistrict,
)

pytestmark = pytest.mark.django_db


def cells(user):
    """Words, counts and what is behind, by subdistrict, of the only round there is."""
    return {
        str(place or "全区"): (row[0].word, row[0].counts.recorded, row[0].counts.announced, row[0].behind)
        for place, row in coverage_board(user).rows
    }


def reviewer():
    return make_staff(REVIEWER)


def clerk_of(place):
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(place)
    return clerk


def test_a_subdistrict_that_handed_in_nothing_says_so():
    make_subdistrict("华阳路街道")
    make_round()

    assert cells(reviewer()) == {"华阳路街道": ("无", 0, None, ""), "全区": ("无", 0, None, "")}


@pytest.mark.parametrize("state", ListState)
def test_a_cell_says_how_far_its_list_is(state):
    place = make_subdistrict("华阳路街道")
    honor_list = make_list(subdistrict=place, state=state)
    make_entry(make_organization(subdistrict=place), honor_list=honor_list)

    assert cells(reviewer())["华阳路街道"] == (state.label, 1, None, "")


def test_what_came_furthest_speaks_and_the_rest_is_named():
    place = make_subdistrict("华阳路街道")
    for state in (ListState.DRAFT, ListState.RELEASED, ListState.DRAFT, ListState.REVIEW):
        make_list(subdistrict=place, state=state)

    assert cells(reviewer())["华阳路街道"] == ("已公布", 0, None, "另有待审核 1 份、草稿 2 份")


def test_counts_announced_for_a_subdistrict_and_for_the_district_stand_in_their_own_rows():
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("新华路街道")
    for place in (own, other):
        make_entry(make_organization(subdistrict=place), honor_list=make_list(subdistrict=place))
    AnnouncedCount.objects.create(round=make_round(), subdistrict=own, count=5)
    AnnouncedCount.objects.create(round=make_round(), count=50)

    assert {place: row[1:3] for place, row in cells(reviewer()).items()} == {
        "华阳路街道": (1, 5),
        "新华路街道": (1, None),
        "全区": (2, 50),
    }


def test_a_list_of_the_whole_district_speaks_for_each_subdistrict_in_it():
    place = make_subdistrict("华阳路街道")
    make_subdistrict("新华路街道")
    make_entry(make_organization(subdistrict=place), honor_list=make_list(state=ListState.RELEASED))

    assert {place: row[0] for place, row in cells(reviewer()).items()} == {
        "华阳路街道": "已公布",
        "新华路街道": "无",
        "全区": "已公布",
    }


def test_a_clerk_sees_the_own_rows_alone():
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("新华路街道")
    make_list(subdistrict=other)

    assert cells(clerk_of(own)) == {"华阳路街道": ("无", 0, None, "")}


def test_a_district_draft_is_no_news_for_a_clerk():
    own = make_subdistrict("华阳路街道")
    make_entry(make_organization(subdistrict=own), honor_list=make_list(subdistrict=None))

    assert cells(clerk_of(own)) == {"华阳路街道": ("无", 0, None, "")}
    assert cells(reviewer())["华阳路街道"] == ("草稿", 1, None, "")


def test_rounds_stand_by_scheme_the_latest_first_and_not_too_many():
    stars = make_scheme("wuxing", position=1)
    for number in range(1, MOST_ROUNDS + 3):
        make_round(number, scheme=make_scheme("jinyin", position=1))
    make_round(4, scheme=stars)

    found = {str(scheme): [one.number for one in rounds] for scheme, rounds in coverage_board(reviewer()).schemes}

    assert found == {"“金银奖”": [8, 7, 6, 5, 4, 3], "“五星奖”": [4]}


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_board_asks_the_same_however_much_is_on_record(django_assert_num_queries, item_count):
    for number in range(item_count):
        place = make_subdistrict(f"第{number}街道")
        for award_round in (make_round(number + 1), make_round(number + 1, scheme=make_scheme("wuxing"))):
            make_entry(honor_list=make_list(award_round=award_round, subdistrict=place))
    user = reviewer()

    # own subdistricts, clerk or not, rounds, subdistricts, entries and announced counts, lists, district-wide lists
    with django_assert_num_queries(8):
        coverage_board(user)
