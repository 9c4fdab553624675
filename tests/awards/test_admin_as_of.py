"""A round's roll as it was announced, now, and on a day: the staff page."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from awards.choices import ListState
from awards.correcting import correct_entry
from awards.publishing import withdraw_list
from organizations.roles import AUDITOR, CLERK
from tests.factories import make_entry, make_list, make_organization, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    """A line of Huayang, corrected on 1 March 2022."""
    line = make_entry(
        make_organization("苏一居民区党总支", subdistrict=make_subdistrict("华阳路街道")), state=ListState.RELEASED
    )
    with time_machine.travel(datetime(2022, 3, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        correct_entry(line, "name_as_printed", "苏一居民区总支", "照原件", None)
    return line


def page(client, award_round, **asked):
    return client.get(reverse("admin:awards_awardround_as_of", args=[award_round.pk]), asked)


def names(response):
    return [dict(row["cells"])["名单上的名称"] for row in response.context["rows"]]


@pytest.fixture
def auditor(client):
    user = make_staff(AUDITOR)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("asked", "name", "changes"),
    [
        ({}, "苏一居民区总支", 1),
        ({"view": "now"}, "苏一居民区总支", 1),
        ({"view": "announced"}, "苏一居民区党总支", 1),
        ({"view": "day", "on": "2022-02-28"}, "苏一居民区党总支", 0),
        ({"view": "day", "on": "2022-03-01"}, "苏一居民区总支", 1),
    ],
)
def test_each_view_shows_its_roll_and_what_differs(client, auditor, entry, asked, name, changes):
    response = page(client, entry.round, **asked)

    assert (names(response), response.context["change_count"]) == ([name], changes)


def test_a_difference_is_told_in_words_with_its_reason(client, auditor, entry):
    body = page(client, entry.round).content.decode()

    assert "<b>名单上的名称</b>：原为“苏一居民区党总支”，改为“苏一居民区总支”。" in body
    assert "更正（2022年3月1日）：照原件" in body


@pytest.mark.parametrize("day", ["", "2022-02-30", "昨天"])
def test_a_day_that_is_none_is_an_error_on_the_form(client, auditor, entry, day):
    response = page(client, entry.round, view="day", on=day)

    assert list(response.context["form"].errors) == ["on"]
    assert "rows" not in response.context


def test_what_was_withdrawn_is_listed_apart_with_its_reason(client, auditor, entry):
    withdraw_list(entry.list, make_staff(), "印错了一行")

    response = page(client, entry.round)

    (gone,) = response.context["absent"]
    assert (names(response), gone["entry"], gone["differences"][0].reasons) == ([], entry, ("撤下：印错了一行",))


def test_a_clerk_reads_what_is_public_and_what_is_the_own_subdistricts(client, entry):
    own = make_subdistrict("江苏路街道")
    mine = make_list(subdistrict=own, state=ListState.WITHDRAWN)
    theirs = make_list(subdistrict=make_subdistrict("新华路街道"), state=ListState.WITHDRAWN)
    make_entry(make_organization("江苏居民区党总支"), honor_list=mine)
    make_entry(make_organization("新华居民区党总支"), honor_list=theirs)
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)
    client.force_login(clerk)

    response = page(client, entry.round, view="announced")

    assert names(response) == ["苏一居民区党总支", "江苏居民区党总支"]
    assert [row["is_open"] for row in response.context["rows"]] == [False, True]


def test_nobody_without_a_role_reads_it(client, entry):
    client.force_login(make_staff())

    assert page(client, entry.round).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_page_asks_the_same_however_many_lines(client, auditor, entry, django_assert_num_queries, item_count):
    for number in range(item_count):
        make_entry(make_organization(f"第{number}居民区党总支"), honor_list=entry.list)

    # session, user, the user's and the groups' permissions, round, own subdistricts, clerk or not,
    # eight of the chronicle, lists that may be opened, site name
    with django_assert_num_queries(17):
        page(client, entry.round)
