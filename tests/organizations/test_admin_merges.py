"""Merging on staff pages: seen side by side, confirmed, undone."""

import pytest
from django.urls import reverse

from organizations.merging import merge_organizations
from organizations.models import Organization, OrganizationMerge
from organizations.roles import AUDITOR, CLERK, REVIEWER
from tests.factories import make_organization, make_staff

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


def choice(pair, **facts):
    return {"from_organization": pair[0].pk, "into_organization": pair[1].pk, "reason": "同一个党组织", **facts}


def test_the_two_are_shown_side_by_side_before_anything_happens(client, reviewer, pair):
    response = client.post(ADD, choice(pair))

    assert [side["organization"] for side in response.context["pair"]] == list(pair)
    assert OrganizationMerge.objects.count() == 0


def test_a_confirmed_merge_points_one_at_the_other(client, reviewer, pair):
    client.post(ADD, choice(pair, confirmed="1"))

    merge = OrganizationMerge.objects.get()
    pair[0].refresh_from_db()
    assert (pair[0].canonical, merge.merged_by, merge.reason) == (pair[1], reviewer, "同一个党组织")


def test_one_organization_with_itself_is_an_error_on_the_form(client, reviewer, pair):
    response = client.post(ADD, choice((pair[0], pair[0]), confirmed="1"))

    assert response.context["form"].non_field_errors() == ["请选择两个不同的党组织。"]


def test_a_merge_without_a_reason_is_an_error_on_the_form(client, reviewer, pair):
    response = client.post(ADD, choice(pair, reason=" ", confirmed="1"))

    assert response.context["form"].errors == {"reason": ["请写明合并理由。"]}


def test_a_second_merge_of_one_organization_is_an_error_on_the_form(client, reviewer, pair):
    merge_organizations(*pair, reason="同一个", by=None)

    response = client.post(ADD, choice((pair[0], make_organization("别的党支部")), confirmed="1"))

    assert "这个党组织已经并入另一个；请先撤销那次合并。" in response.context["form"].non_field_errors()


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

    answers = [client.post(ADD, choice(pair, confirmed="1")).status_code, client.post(undo).status_code]

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
