"""Worklists as pages: what is said, where it leads, who sees which row, and what it costs."""

import datetime
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState, TierBasis, Verdict
from awards.models import AnnouncedCount, HonorEntry, ImportBatch, ImportRow
from organizations.merging import merge_organizations
from organizations.roles import AUDITOR, CLERK, REVIEWER
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_source,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if hasattr(admin.site._registry[model], "rule")]
AWARDS = sorted((model for model in OURS if model._meta.app_label == "awards"), key=lambda model: model.__name__)


def page(name):
    return f"/admin/awards/{name}/"


def sign_in(client, role, *places):
    user = make_staff(role)
    user.subdistricts.add(*places)
    client.force_login(user)
    return user


def rows(client, name, asked=""):
    return list(client.get(page(name) + asked).context["cl"].result_list)


def findings(client, name):
    return [(row.finding.problem, row.finding.label, row.finding.address) for row in rows(client, name)]


def one_of_each(place, number):
    """A row for every worklist, all of one subdistrict."""
    award_round = make_round(number, scheme=make_tier().scheme)
    review = make_list(award_round=award_round, subdistrict=place, state=ListState.REVIEW, submitted_at=timezone.now())
    clash = make_list(award_round=award_round, subdistrict=place)
    kept = make_organization(f"第{number}居民区党总支", subdistrict=place)
    twin = make_organization(f"第{number}居民区党支部", subdistrict=place)
    make_entry(kept, honor_list=review, tier_basis=TierBasis.INHERITED, name_as_printed=f"第{number}党总支")
    make_entry(kept, honor_list=clash, tier_basis=TierBasis.NONE_PRINTED)
    make_list(award_round=award_round, subdistrict=place, returned_at=timezone.now(), return_reason="缺一行")
    AnnouncedCount.objects.create(round=award_round, subdistrict=place, count=9)
    batch = ImportBatch.objects.create(source=make_source(), subdistrict=place)
    ImportRow.objects.create(batch=batch, number=1, location="第 1 行", verdict=Verdict.READY, subdistrict=place)
    return SimpleNamespace(review=review, clash=clash, kept=kept, twin=twin)


@pytest.mark.parametrize("model", AWARDS)
def test_a_list_without_work_says_so_kindly(client, model):
    sign_in(client, REVIEWER)

    html = client.get(page(model._meta.model_name)).content.decode()

    assert "这一项没有待办" in html


@pytest.mark.parametrize("model", AWARDS)
def test_each_row_says_what_is_wrong_and_leads_to_a_page_that_opens(client, model):
    one_of_each(make_subdistrict(), 7)
    sign_in(client, REVIEWER)

    found = findings(client, model._meta.model_name)

    assert [client.get(address).status_code for _, _, address in found] == [200] * (len(found) or 1)
    assert all(problem and label for problem, label, _ in found)


@pytest.mark.parametrize("model", [model for model in AWARDS if model.__name__ != "UnnumberedRound"])
def test_a_clerk_is_shown_the_own_subdistrict_s_rows_alone(client, model):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("新华路街道")
    one_of_each(own, 7)
    sign_in(client, REVIEWER)
    before = [row.pk for row in rows(client, model._meta.model_name)]
    one_of_each(other, 8)
    sign_in(client, CLERK, own)

    found = findings(client, model._meta.model_name)

    assert [row.pk for row in rows(client, model._meta.model_name)] == before
    assert {client.get(address).status_code for _, _, address in found} <= {200, 302}


def test_rounds_are_no_work_of_a_clerk(client):
    make_round()
    sign_in(client, CLERK, make_subdistrict())
    assert client.get(page("unnumberedround")).status_code == 403


@pytest.mark.parametrize("role", [REVIEWER, AUDITOR])
@pytest.mark.parametrize("model", AWARDS)
def test_nothing_is_added_or_deleted_on_a_worklist(client, model, role):
    one_of_each(make_subdistrict(), 7)
    sign_in(client, role)
    name = model._meta.model_name
    key = rows(client, name)[0].pk

    answers = [
        client.get(reverse(f"admin:awards_{name}_add")).status_code,
        client.post(reverse(f"admin:awards_{name}_delete", args=[key]), {"post": "yes"}).status_code,
        client.post(page(name), {"action": "delete_selected", "_selected_action": key, "post": "yes"}).status_code,
    ]

    # 200: there is no such action, so the list is shown again.
    assert answers == [403, 403, 200]
    assert key in [row.pk for row in rows(client, name)]


@pytest.mark.parametrize("page_name", ["change", "history"])
def test_a_row_s_own_page_is_that_of_the_record(client, page_name):
    entry = make_entry(tier_basis=TierBasis.INHERITED)
    sign_in(client, REVIEWER)

    response = client.get(reverse(f"admin:awards_unconfirmedentry_{page_name}", args=[entry.pk]))

    assert response.url == reverse(f"admin:awards_honorentry_{page_name}", args=[entry.pk])


def test_an_unseen_row_has_no_page(client):
    entry = make_entry(tier_basis=TierBasis.INHERITED, honor_list=make_list(subdistrict=make_subdistrict("新华路街道")))
    sign_in(client, CLERK, make_subdistrict("华阳路街道"))

    response = client.get(reverse("admin:awards_unconfirmedentry_change", args=[entry.pk]))

    assert response.url == reverse("admin:index")


@pytest.mark.parametrize(
    ("state", "label", "start"),
    [
        (ListState.DRAFT, "打开名单修改", "/admin/awards/honorentry/?list__id__exact="),
        (ListState.REVIEW, "打开名单", "/admin/awards/honorlist/"),
        (ListState.RELEASED, "登记更正", "/admin/awards/correction/add/?entry="),
        (ListState.WITHDRAWN, "登记更正", "/admin/awards/correction/add/?entry="),
    ],
)
def test_an_unconfirmed_tier_is_mended_where_its_list_stands(client, state, label, start):
    make_entry(state=state, tier_basis=TierBasis.INHERITED)
    sign_in(client, REVIEWER)

    [(problem, found, address)] = findings(client, "unconfirmedentry")

    assert problem == "暂按上一行记为“金奖”，没有人核实过。"
    assert (found, address.startswith(start)) == (label, True)


def test_confirming_by_the_way_offered_takes_a_public_entry_off_the_list(client):
    entry = make_entry(state=ListState.RELEASED, tier_basis=TierBasis.INHERITED)
    sign_in(client, REVIEWER)
    [(_, _, address)] = findings(client, "unconfirmedentry")

    client.post(address, {"after": entry.tier_id, "reason": "表彰决定写明金奖"})

    assert rows(client, "unconfirmedentry") == []
    assert HonorEntry.objects.get().tier_basis == TierBasis.CONFIRMED


def test_a_clash_with_another_subdistrict_s_draft_does_not_tell_its_words(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("新华路街道")
    kept, merged = make_organization("华三居民区党总支", subdistrict=own), make_organization("别处", subdistrict=other)
    merge_organizations(merged, kept, reason="同一个", by=None)
    make_entry(kept, honor_list=make_list(subdistrict=own))
    make_entry(merged, honor_list=make_list(subdistrict=other), name_as_printed="别处的草稿")
    sign_in(client, CLERK, own)

    [(problem, _, _)] = findings(client, "clashingentry")

    assert problem == "第七轮“金银奖”里，它记为金奖，同一个党组织另有别的街道的名单里的一条。"


def test_a_count_says_what_is_missing_and_where_it_is_expected(client):
    honor_list = make_list()
    make_entry(honor_list=honor_list)
    make_entry(state=ListState.RELEASED)
    AnnouncedCount.objects.create(round=honor_list.round, count=5)
    sign_in(client, REVIEWER)

    [(problem, _, address)] = findings(client, "countmismatch")

    assert problem == "公布 5，在册 2（已公布 1，未公布 1），还差 3。来源没有说明总数是否含专项奖。"
    assert address == f"/admin/awards/honorlist/?round={honor_list.round_id}"


def test_a_list_in_review_says_how_long_it_has_waited(client):
    clerk = make_staff(CLERK, full_name="录入员甲")
    submitted = timezone.now() - datetime.timedelta(days=12)
    make_list(state=ListState.REVIEW, submitted_by=clerk, submitted_at=submitted)
    sign_in(client, REVIEWER)

    [(problem, _, _)] = findings(client, "waitinglist")

    assert problem == "录入员甲提交审核，已等 12 天。"


def test_possible_doubles_lead_to_the_page_that_lays_them_side_by_side(client):
    place = make_subdistrict()
    pair = one_of_each(place, 7)
    sign_in(client, REVIEWER)

    found = findings(client, "possibledouble")

    merge_page = "/admin/organizations/organizationmerge/add/"
    assert [(problem, address) for problem, _, address in found] == [
        (f"和“{pair.kept}”（华阳路街道）可能是同一个。", f"{merge_page}?from={pair.twin.pk}&into={pair.kept.pk}"),
        (f"和“{pair.twin}”（华阳路街道）可能是同一个。", f"{merge_page}?from={pair.kept.pk}&into={pair.twin.pk}"),
    ]


QUERIES = {
    # session, user, two of permissions, own subdistricts, clerk or not, site name; then filters, count, rows …
    "clashingentry": 12,
    "countmismatch": 17,
    "possibledouble": 12,
    "returnedlist": 11,
    "unconfirmedentry": 11,
    "unknownspelling": 13,
    "unnumberedround": 7,
    "untieredentry": 12,
    "waitingbatch": 9,
    "waitinglist": 11,
}


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_a_worklist_asks_the_same_however_long_it_is(client, django_assert_num_queries, name, item_count):
    for number in range(item_count):
        one_of_each(make_subdistrict(f"第{number}街道"), number + 1)
    sign_in(client, REVIEWER)

    with django_assert_num_queries(QUERIES[name]):
        client.get(page(name))
