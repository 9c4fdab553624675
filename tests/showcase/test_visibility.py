"""What readers may see: nothing shows before something public names it, nothing stays behind."""

from datetime import UTC, datetime, timedelta

import pytest

from awards.choices import ListState
from awards.publishing import release_list, submit_list, withdraw_list
from organizations.merging import merge_organizations, undo_merge
from showcase.choices import CaseState
from showcase.publishing import withdraw_case
from showcase.visibility import public_cases, public_ceremonies, public_entries, public_organizations, public_rounds
from tests.factories import make_case, make_ceremony, make_entry, make_list, make_organization, make_round, make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 11, 24, 4, 0, tzinfo=UTC)


def everything_public() -> dict[str, set]:
    return {
        "organizations": set(public_organizations(NOW)),
        "rounds": set(public_rounds()),
        "ceremonies": set(public_ceremonies()),
        "entries": set(public_entries()),
        "cases": set(public_cases(NOW)),
    }


NOTHING = {"organizations": set(), "rounds": set(), "ceremonies": set(), "entries": set(), "cases": set()}


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def test_nothing_of_a_list_that_is_not_public_shows(state):
    make_entry(honor_list=make_list(award_round=make_round(ceremony=make_ceremony()), state=state))

    assert everything_public() == NOTHING


@pytest.mark.parametrize("state", [ListState.NOTICE, ListState.RELEASED])
def test_a_public_list_shows_its_entries_round_ceremony_and_organisations(state):
    ceremony = make_ceremony()
    entry = make_entry(honor_list=make_list(award_round=make_round(ceremony=ceremony), state=state))
    make_entry(honor_list=make_list(award_round=make_round(6, ceremony=make_ceremony())))
    make_organization("无人提到的居民区党支部")

    assert everything_public() == {
        "organizations": {entry.organization},
        "rounds": {entry.round},
        "ceremonies": {ceremony},
        "entries": {entry},
        "cases": set(),
    }


def test_an_organisation_appears_with_the_release_of_its_list_and_goes_with_its_withdrawal():
    entry = make_entry()
    seen = []

    for act in (
        lambda: submit_list(entry.list, make_staff()),
        lambda: release_list(entry.list, make_staff()),
        lambda: withdraw_list(entry.list, make_staff(), "名单有误"),
        lambda: release_list(entry.list, make_staff()),
    ):
        act()
        seen.append(set(public_organizations(NOW)))

    assert seen == [set(), {entry.organization}, set(), {entry.organization}]


def test_a_draft_beside_a_public_list_of_the_same_round_stays_hidden():
    shown = make_entry(state=ListState.RELEASED)
    hidden = make_entry(honor_list=make_list())

    assert shown.round == hidden.round
    assert set(public_entries()) == {shown}
    assert set(public_organizations(NOW)) == {shown.organization}


def test_a_round_with_several_public_lists_is_one_round():
    for _ in range(3):
        make_entry(honor_list=make_list(award_round=make_round(ceremony=None), state=ListState.RELEASED))

    assert list(public_rounds()) == [make_round()]


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN])
def test_nothing_of_a_case_that_is_not_public_shows(state):
    make_case(organization=make_organization(), state=state)

    assert everything_public() == NOTHING


def test_a_case_shows_its_organisation_even_without_an_award():
    organization = make_organization("长一居民区党总支")
    case = make_case(organization=organization, state=CaseState.PUBLISHED)

    assert everything_public() == {**NOTHING, "organizations": {organization}, "cases": {case}}

    withdraw_case(case, make_staff(), "内容有误")

    assert everything_public() == NOTHING


def test_a_scheduled_case_and_its_organisation_appear_when_their_time_comes():
    organization = make_organization()
    case = make_case(organization=organization, state=CaseState.SCHEDULED, publish_at=NOW)
    before = NOW - timedelta(seconds=1)

    assert [set(public_cases(at)) for at in (before, NOW)] == [set(), {case}]
    assert [set(public_organizations(at)) for at in (before, NOW)] == [set(), {organization}]


def test_after_a_merge_readers_see_the_canonical_organisation_in_place_of_the_honoured_one():
    kept, honored = make_organization("甲居民区党支部"), make_organization("乙居民区党支部")
    make_entry(honored, state=ListState.RELEASED)

    merge = merge_organizations(honored, kept, reason="同一个党组织", by=None)
    assert set(public_organizations(NOW)) == {kept}

    undo_merge(merge, reason="是两个党组织", by=None)
    assert set(public_organizations(NOW)) == {honored}


@pytest.mark.parametrize("entry_count", [1, 3])
def test_the_lines_of_a_roll_are_one_query(django_assert_num_queries, entry_count):
    honor_list = make_list(state=ListState.RELEASED)
    for _ in range(entry_count):
        make_entry(honor_list=honor_list)

    with django_assert_num_queries(1):  # entries with list, scheme, tier, place and canonical organisation
        lines = [
            (
                entry.list.heading,
                entry.round.scheme.slug,
                entry.tier.mark,
                str(entry.subdistrict),
                entry.organization.canonical.slug,
            )
            for entry in public_entries()
        ]

    assert len(lines) == entry_count
