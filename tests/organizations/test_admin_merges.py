"""Merging on staff pages: seen side by side, confirmed, undone."""

from datetime import date

import pytest
from django.urls import reverse

from organizations.choices import NameKind
from organizations.merging import merge_organizations
from organizations.models import Organization, OrganizationMerge
from organizations.naming import give_name
from organizations.roles import AUDITOR, CLERK, REVIEWER
from tests.factories import make_organization, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db

MERGES = "/admin/organizations/organizationmerge/"
ADD = f"{MERGES}add/"


@pytest.fixture
def pair():
    return make_organization("潘东居民区党支部"), make_organization("潘东居民区党总支")


@pytest.fixture
def reviewer(client):
    user = make_staff(REVIEWER)
    client.force_login(user)
    return user


def asked(source, target):
    """The address of the page for the two."""
    return f"{ADD}?from={source.pk}&into={target.pk}"


def confirm(client, source, target, reason="同一个党组织"):
    return client.post(ADD, {"from": source.pk, "into": target.pk, "reason": reason})


def rows(response):
    return {row.label: (row.left, row.right, row.verdict) for row in response.context["evidence"].rows}


def test_the_page_asks_for_the_second_organization(client, reviewer, pair):
    response = client.get(f"{ADD}?from={pair[0].pk}")

    assert response.context["choice"].initial == {"from": str(pair[0].pk)}
    assert "evidence" not in response.context


def test_the_two_are_shown_side_by_side_before_anything_happens(client, reviewer, pair):
    give_name(pair[1], "潘东党总支", NameKind.ABBREVIATION)
    give_name(pair[0], "番东居民区党支部", NameKind.FORMER, since=date(2011, 3, 1), until=date(2019, 5, 1))

    told = rows(client.get(asked(*pair)))

    # What awards and showcase know is told in tests/showcase.
    assert {label: told[label] for label in list(told)[:6]} == {
        "类别": (("居民区",), ("居民区",), "一致"),
        "层级": (("党支部",), ("党总支",), "不同"),
        "街道（镇）": (("华阳路街道",), ("华阳路街道",), "一致"),
        "现用名": (("潘东居民区党支部",), ("潘东居民区党总支",), "不同"),
        "曾用名": (("番东居民区党支部（2011年3月1日起，2019年5月1日止）",), (), "只有一边有"),
        "简称": ((), ("潘东党总支",), "只有一边有"),
    }
    assert OrganizationMerge.objects.count() == 0


def test_the_direction_can_be_turned_round(client, reviewer, pair):
    assert client.get(asked(*pair)).context["swapped"] == asked(*reversed(pair))


def test_what_speaks_against_it_is_said_before(client, reviewer, pair):
    elsewhere = make_organization("潘东居民区党总支", subdistrict=make_subdistrict("江苏路街道"))

    warnings = client.get(asked(elsewhere, pair[1])).context["evidence"].warnings

    assert warnings == ["两边不在同一个街道（镇）：江苏路街道和华阳路街道。同名不同街道的，一般是两个党组织。"]


@pytest.mark.parametrize("address", ["?from=x&into=1", "?from=1", "?from=999999&into=999998", "?into=-1&from=1", ""])
def test_an_address_that_names_no_two_asks_again(client, reviewer, address):
    response = client.get(f"{ADD}{address}")

    assert (response.status_code, "evidence" in response.context) == (200, False)


def test_a_confirmed_merge_points_one_at_the_other(client, reviewer, pair):
    confirm(client, *pair)

    merge = OrganizationMerge.objects.get()
    pair[0].refresh_from_db()
    assert (pair[0].canonical, merge.merged_by, merge.reason) == (pair[1], reviewer, "同一个党组织")


@pytest.mark.parametrize("who", ["one with itself", "merged already", "a circle"])
def test_what_cannot_be_merged_is_said_on_the_page_and_refused(client, reviewer, pair, who):
    kept = make_organization("别的党支部")
    if who != "one with itself":
        merge_organizations(pair[0], pair[1], reason="同一个", by=None)
    source, target, words = {
        "one with itself": (pair[0], pair[0], "请选择两个不同的党组织。"),
        "merged already": (pair[0], kept, "这个党组织已经并入另一个；请先撤销那次合并。"),
        "a circle": (pair[1], pair[0], "潘东居民区党支部已经并入潘东居民区党总支，不能反过来再合并。"),
    }[who]
    before = OrganizationMerge.objects.count()

    shown = client.get(asked(source, target)).context["obstacle"]
    confirm(client, source, target)

    assert (shown, OrganizationMerge.objects.count()) == (words, before)


def test_a_merge_without_a_reason_is_an_error_on_the_form(client, reviewer, pair):
    response = confirm(client, *pair, reason=" ")

    assert response.context["form"].errors == {"reason": ["请写明理由。"]}


def test_two_chosen_in_the_list_lead_to_their_comparison(client, reviewer, pair):
    chosen = {"action": "compare_chosen", "_selected_action": [one.pk for one in pair]}

    response = client.post("/admin/organizations/organization/", chosen)

    assert response.url == asked(pair[1], pair[0])


def test_one_or_three_chosen_are_asked_for_again(client, reviewer, pair):
    third = make_organization("别的党支部")
    for some in ([pair[0]], [*pair, third]):
        chosen = {"action": "compare_chosen", "_selected_action": [one.pk for one in some]}
        response = client.post("/admin/organizations/organization/", chosen, follow=True)

        words = ["请正好勾选两个党组织，再选“对照、合并”。"]
        assert [str(message) for message in response.context["messages"]] == words


def test_clerks_are_not_offered_to_merge(client, pair):
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(pair[0].subdistrict)
    client.force_login(clerk)

    listed = client.get("/admin/organizations/organization/")
    page = client.get(f"/admin/organizations/organization/{pair[0].pk}/change/")

    assert (b"compare_chosen" in listed.content, page.context["links"]) == (False, [])


def test_the_record_of_a_merge_still_shows_each_side_for_itself(client, reviewer, pair):
    merge = merge_organizations(*pair, reason="同一个", by=None)
    undo = reverse("admin:organizations_organizationmerge_act", args=[merge.pk, "undo"])

    for address in (reverse("admin:organizations_organizationmerge_change", args=[merge.pk]), undo):
        assert rows(client.get(address))["现用名"] == (("潘东居民区党支部",), ("潘东居民区党总支",), "不同")


def test_a_merge_is_undone_with_a_reason(client, reviewer, pair):
    merge = merge_organizations(*pair, reason="同一个", by=None)
    undo = reverse("admin:organizations_organizationmerge_act", args=[merge.pk, "undo"])

    client.post(undo, {"reason": "原来是两个"})

    merge.refresh_from_db()
    pair[0].refresh_from_db()
    assert (merge.undo_reason, merge.undone_by, pair[0].canonical) == ("原来是两个", reviewer, pair[0])


def test_undoing_into_a_name_taken_meanwhile_is_refused_in_words(client, reviewer, pair):
    merge = merge_organizations(*pair, reason="同一个", by=None)
    make_organization("潘东居民区党支部")
    undo = reverse("admin:organizations_organizationmerge_act", args=[merge.pk, "undo"])

    response = client.post(undo, {"reason": "原来是两个"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["这个街道（镇）已经登记了同名的党组织。"]


@pytest.mark.parametrize("role", [CLERK, AUDITOR])
def test_others_neither_merge_nor_undo(client, pair, role):
    merge = merge_organizations(*pair, reason="同一个", by=None)
    client.force_login(make_staff(role))
    undo = reverse("admin:organizations_organizationmerge_act", args=[merge.pk, "undo"])

    answers = [confirm(client, *pair).status_code, client.post(undo).status_code]

    assert answers == [403, 403]
    assert Organization.objects.filter(merged_into__isnull=False).count() == 1


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_however_many_merges(client, reviewer, django_assert_num_queries, item_count):
    target = make_organization("保留的党支部")
    for number in range(item_count):
        merge_organizations(make_organization(f"第{number}党支部"), target, reason="同一个", by=reviewer)

    # session, user, the user's and the groups' permissions, first and last date, dates of the row above,
    # count, rows, site name
    with django_assert_num_queries(9):
        client.get(MERGES)
