"""Under which organisation readers saw an honour on which day."""

from datetime import date

import pytest

from awards.as_of import roll_as_announced, roll_as_it_stands, roll_as_it_stood
from awards.correcting import correct_entry
from organizations.merging import merge_organizations, undo_merge
from tests.awards.days import announced_line, at, explained, told
from tests.factories import make_organization, make_subdistrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return announced_line()


def test_a_merge_shows_from_its_day_until_it_is_undone(entry):
    kept = make_organization("苏一居民区党委")
    with at(2022, 5, 1):
        merge = merge_organizations(entry.organization, kept, reason="换届升格", by=None)
    with at(2023, 5, 1):
        undo_merge(merge, reason="原来是两个", by=None)

    days = [date(2022, 4, 30), date(2022, 5, 1), date(2023, 4, 30), date(2023, 5, 1)]
    seen = [told(roll_as_it_stood(entry.round, day), "organization")[0] for day in days]

    assert seen == ["苏一居民区党总支", "苏一居民区党委", "苏一居民区党委", "苏一居民区党总支"]
    merged = roll_as_it_stood(entry.round, date(2022, 6, 1))
    joined = ("党组织", "苏一居民区党总支", "苏一居民区党委", ("并入“苏一居民区党委”（2022年5月1日）：换届升格",))
    assert explained(roll_as_announced(entry.round), merged) == [joined]
    parted = ("党组织", "苏一居民区党委", "苏一居民区党总支", ("撤销合并（2023年5月1日）：原来是两个",))
    assert explained(merged, roll_as_it_stands(entry.round)) == [parted]


def test_merges_are_followed_through_a_chain_and_from_a_corrected_organization(entry):
    wrong = make_organization("苏二居民区党支部")
    kept, last = make_organization("苏二居民区党总支"), make_organization("苏二居民区党委")
    with at(2022, 1, 1):
        correct_entry(entry, "organization", wrong, "认错了", None)
    with at(2022, 2, 1):
        merge_organizations(wrong, kept, reason="同一个", by=None)
    with at(2022, 3, 1):
        merge_organizations(kept, last, reason="升格", by=None)
    with at(2022, 4, 1):
        correct_entry(entry, "organization", make_organization("苏三居民区党总支"), "又认错了", None)

    days = [date(2021, 12, 1), date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1), date(2022, 4, 1)]
    seen = [told(roll_as_it_stood(entry.round, day), "organization")[0] for day in days]

    names = ["苏一居民区党总支", "苏二居民区党支部", "苏二居民区党总支", "苏二居民区党委", "苏三居民区党总支"]
    assert seen == names


def test_a_merge_that_both_days_know_explains_nothing(entry):
    first, second = make_organization("苏一居民区党委"), make_organization("江苏居民区党委")
    with at(2022, 5, 1):
        merge_organizations(entry.organization, first, reason="升格", by=None)
    with at(2022, 6, 1):
        merge_organizations(first, second, reason="同一个", by=None)
    may, june = (roll_as_it_stood(entry.round, date(2022, month, 2)) for month in (5, 6))

    later = ("党组织", "苏一居民区党委", "江苏居民区党委", ("并入“江苏居民区党委”（2022年6月1日）：同一个",))
    assert explained(may, june) == [later]


def test_a_name_that_two_organizations_bore_is_followed_nowhere(entry):
    namesake = make_organization("苏一居民区党总支", subdistrict=make_subdistrict("江苏路街道"))
    with at(2022, 1, 1):
        merge_organizations(entry.organization, make_organization("苏一居民区党委"), reason="同一个", by=None)
        merge_organizations(namesake, make_organization("别的居民区党委"), reason="同一个", by=None)
    with at(2022, 2, 1):
        correct_entry(entry, "organization", make_organization("苏三居民区党总支"), "认错了", None)

    assert told(roll_as_it_stood(entry.round, date(2022, 1, 15)), "organization") == ["苏一居民区党总支"]
