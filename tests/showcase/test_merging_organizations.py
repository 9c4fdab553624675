"""A merge as readers meet it, and everything laid before the person who decides on it."""

import pytest
from django.urls import reverse

from awards.choices import ListState, TierBasis
from organizations.comparing import compare
from organizations.merging import merge_organizations, undo_merge
from organizations.models import OrganizationMerge
from organizations.roles import CLERK, REVIEWER
from showcase.choices import CaseState
from showcase.models import CaseOrganization, Photo
from tests.factories import (
    make_case,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make_organization("潘东居民区党支部"), make_organization("潘东居民区党总支")


def page(organization):
    return reverse("showcase:organization", args=[organization.slug])


def evidence(pair, by=None):
    found = compare(*pair, by or make_staff(REVIEWER))
    return {row.label: (row.left, row.right, row.verdict) for row in found.rows}, found.warnings


def test_a_merge_made_on_the_staff_page_sends_readers_on_for_good_until_it_is_undone_there(client, pair):
    for number, one in enumerate(pair):
        make_entry(one, honor_list=make_list(award_round=make_round(number + 6), state=ListState.RELEASED))
    before = [client.get(page(one)).status_code for one in pair]
    client.force_login(make_staff(REVIEWER))
    choice = {"from": pair[0].pk, "into": pair[1].pk, "reason": "同一个党组织"}
    client.post(reverse("admin:organizations_organizationmerge_add"), choice)
    client.logout()

    moved, kept = client.get(page(pair[0])), client.get(page(pair[1]))

    assert (before, moved.status_code, moved.url) == ([200, 200], 301, page(pair[1]))
    assert honored_in(kept) == [pair[1], pair[0]]

    merge = OrganizationMerge.objects.get()
    client.force_login(make_staff(REVIEWER))
    undo = reverse("admin:organizations_organizationmerge_act", args=[merge.pk, "undo"])
    client.post(undo, {"reason": "原来是两个"})
    client.logout()

    again = [client.get(page(one)) for one in pair]
    assert [response.status_code for response in again] == [200, 200]
    assert [honored_in(response) for response in again] == [[pair[0]], [pair[1]]]


def honored_in(response):
    """Whose honours the page of an organisation tells, latest first."""
    return [moment.entry.organization for moment in response.context["told"].moments if moment.entry]


def test_honours_stand_beside_each_other_round_by_round_with_the_drafts(pair):
    seventh = make_list(state=ListState.RELEASED)
    make_entry(pair[0], honor_list=seventh, tier=make_tier("银奖", rank=3), tier_basis=TierBasis.INHERITED)
    make_entry(pair[1], honor_list=make_list(), tier=make_tier("金奖", rank=2), name_as_printed="潘东")
    make_entry(pair[1], honor_list=make_list(award_round=make_round(6)))
    make_entry(pair[0], honor_list=make_list(award_round=make_round(5)))

    rows, warnings = evidence(pair)

    assert rows["第七轮居民区党建工作“金银奖”"] == (
        ("银奖（待确认），印作“潘东居民区党支部”（已公布）",),
        ("金奖，印作“潘东”（草稿）",),
        "两边都有",
    )
    assert rows["第六轮居民区党建工作“金银奖”"] == ((), ("金奖，印作“潘东居民区党总支”（草稿）",), "只有一边有")
    assert warnings == [
        "第七轮居民区党建工作“金银奖”两边都有荣誉（一边“银奖（待确认）”，一边“金奖”）。"
        "合并后读者会在同一页看到两条；如果是重复收录，请先删除草稿或登记更正。"
    ]


def test_drafts_of_other_subdistricts_are_not_told(pair):
    make_entry(pair[0], honor_list=make_list(subdistrict=make_subdistrict("江苏路街道")))
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(pair[0].subdistrict)

    assert "第七轮居民区党建工作“金银奖”" not in evidence(pair, clerk)[0]
    assert "第七轮居民区党建工作“金银奖”" in evidence(pair)[0]


def test_cases_and_photos_stand_beside_each_other(pair):
    both = make_case("一家亲", organization=pair[0], state=CaseState.PUBLISHED)
    CaseOrganization.objects.create(case=both, organization=pair[1], name_as_printed="潘东")
    Photo.objects.create(organization=pair[1], caption="花园")

    rows, warnings = evidence(pair)

    assert rows["经验案例"] == (
        ("一家亲，印作“潘东居民区党支部”（已发布）",),
        ("一家亲，印作“潘东”（已发布）",),
        "不同",
    )
    assert rows["照片"] == ((), ("花园（未公开）",), "只有一边有")
    assert warnings == ["案例“一家亲”同时列了两边，合并后同一页会列出两次。"]


def test_cases_nobody_released_are_not_told_to_clerks_of_other_subdistricts(pair):
    make_case("还没有公布", organization=pair[0])
    stranger, own = make_staff(CLERK), make_staff(CLERK)
    stranger.subdistricts.add(make_subdistrict("江苏路街道"))
    own.subdistricts.add(pair[0].subdistrict)

    assert "经验案例" not in evidence(pair, stranger)[0]
    assert evidence(pair, own)[0]["经验案例"][0] == ("还没有公布，印作“潘东居民区党支部”（草稿）",)


def test_what_was_merged_into_a_side_before_speaks_for_it(pair):
    absorbed = make_organization("番东居民区党支部")
    make_entry(absorbed, state=ListState.RELEASED)
    merge_organizations(absorbed, pair[0], reason="同一个", by=None)

    for _ in ("before the merge", "after it"):
        rows, _warnings = evidence(pair)
        assert rows["已并入它的"] == (("番东居民区党支部",), (), "只有一边有")
        assert rows["第七轮居民区党建工作“金银奖”"][:2] == (("金奖，印作“番东居民区党支部”（已公布）",), ())
        if not OrganizationMerge.objects.filter(from_organization=pair[0]).exists():
            merge_organizations(*pair, reason="同一个", by=None)
            pair[0].refresh_from_db()


def test_the_record_says_where_readers_are_sent(pair):
    make_entry(pair[1], state=ListState.RELEASED)
    merge = merge_organizations(*pair, reason="同一个", by=None)
    pair[0].refresh_from_db()
    merged = evidence(pair)[0]["读者看到的网页"]
    undo_merge(merge, reason="两个", by=None)
    pair[0].refresh_from_db()

    assert merged[:2] == ((f"{page(pair[0])} 自动转到 {page(pair[1])}",), (page(pair[1]),))
    assert evidence(pair)[0]["读者看到的网页"][0] == (f"{page(pair[0])}（读者还看不到）",)


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_comparison_asks_the_same_however_much_is_known(pair, django_assert_num_queries, item_count):
    reviewer = make_staff(REVIEWER)
    for number in range(item_count):
        make_entry(pair[0], honor_list=make_list(award_round=make_round(number + 1), state=ListState.RELEASED))
        make_case(f"案例{number}", organization=pair[1])
        Photo.objects.create(organization=pair[1], caption="花园")

    # what lies under each (2), their names (2), own subdistricts, clerk or not, entries,
    # the user's and the groups' permissions, cases, photos (2), public pages (2)
    with django_assert_num_queries(14):
        compare(*pair, reviewer)
