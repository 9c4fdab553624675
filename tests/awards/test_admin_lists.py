"""Honour lists on staff pages: who may do what, and what is said to those who may not."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.choices import ListState
from awards.models import HonorList
from organizations.roles import AUDITOR, CLERK, REVIEWER
from tests.factories import make_entry, make_list, make_round, make_staff, make_subdistrict
from tests.staff_forms import complaints, filled_in, send

pytestmark = pytest.mark.django_db

LISTS = "/admin/awards/honorlist/"


def page(honor_list):
    return reverse("admin:awards_honorlist_change", args=[honor_list.pk])


def act(honor_list, name):
    return reverse("admin:awards_honorlist_act", args=[honor_list.pk, name])


def clerk_of(place, **facts):
    clerk = make_staff(CLERK, **facts)
    clerk.subdistricts.add(place)
    return clerk


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_who_enters_a_list_is_kept_and_counts_as_an_editor(client):
    place, award_round = make_subdistrict(), make_round()
    clerk = clerk_of(place)
    client.force_login(clerk)

    send(client, f"{LISTS}add/", round=award_round.pk, subdistrict=place.pk, heading="光荣榜")

    made = HonorList.objects.get()
    assert (made.entered_by, list(made.editors.all())) == (clerk, [clerk])


def test_who_changes_a_list_counts_as_an_editor(client):
    honor_list = make_list()
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)

    send(client, page(honor_list), heading="光荣榜")

    assert list(honor_list.editors.all()) == [reviewer]


def test_a_list_goes_from_draft_to_the_public_by_two_people(client):
    place = make_subdistrict()
    honor_list = make_list(subdistrict=place)
    make_entry(honor_list=honor_list)
    client.force_login(clerk_of(place))
    client.post(act(honor_list, "submit"), follow=True)
    client.force_login(make_staff(REVIEWER))

    response = client.post(act(honor_list, "release"), follow=True)

    honor_list.refresh_from_db()
    assert (honor_list.state, said(response)) == (ListState.RELEASED, ["已公布，读者现在就能看到。"])


def test_the_confirming_page_releases_nothing(client):
    honor_list = make_list(state=ListState.REVIEW)
    make_entry(honor_list=honor_list)
    client.force_login(make_staff(REVIEWER))

    response = client.get(act(honor_list, "release"))

    honor_list.refresh_from_db()
    assert (response.status_code, honor_list.state) == (200, ListState.REVIEW)


def test_who_edited_a_list_is_told_why_somebody_else_must_release_it(client):
    honor_list = make_list(state=ListState.REVIEW)
    make_entry(honor_list=honor_list)
    reviewer = make_staff(REVIEWER)
    honor_list.editors.add(reviewer)
    client.force_login(reviewer)

    response = client.post(act(honor_list, "release"), follow=True)

    honor_list.refresh_from_db()
    assert honor_list.state == ListState.REVIEW
    assert said(response) == ["您录入、修改或提交过这份名单，请由另一位审核员公布。"]


def test_withdrawing_asks_for_a_reason(client):
    honor_list = make_list(state=ListState.RELEASED)
    client.force_login(make_staff(REVIEWER))

    response = client.post(act(honor_list, "withdraw"), {"reason": " "})

    honor_list.refresh_from_db()
    assert honor_list.state == ListState.RELEASED
    assert response.context["form"].errors == {"reason": ["请写明理由。"]}


def test_withdrawing_keeps_the_reason(client):
    honor_list = make_list(state=ListState.RELEASED)
    client.force_login(make_staff(REVIEWER))

    client.post(act(honor_list, "withdraw"), {"reason": "名单有误"})

    honor_list.refresh_from_db()
    assert (honor_list.state, honor_list.withdrawal_reason) == (ListState.WITHDRAWN, "名单有误")


def test_an_act_out_of_turn_is_refused_in_words(client):
    honor_list = make_list(state=ListState.RELEASED)
    client.force_login(make_staff(REVIEWER))

    response = client.post(act(honor_list, "return"), {"reason": "缺一行"}, follow=True)

    assert said(response) == ["名单现在是“已公布”，不能这样操作；请刷新页面查看。"]


@pytest.mark.parametrize(("role", "name"), [(CLERK, "release"), (AUDITOR, "submit"), (CLERK, "withdraw")])
def test_acts_need_their_permission(client, role, name):
    place = make_subdistrict()
    honor_list = make_list(subdistrict=place, state=ListState.REVIEW)
    user = make_staff(role)
    if role == CLERK:
        user.subdistricts.add(place)
    client.force_login(user)

    assert client.post(act(honor_list, name)).status_code == 403


def test_an_act_needs_the_token_of_its_own_page():
    honor_list = make_list(state=ListState.REVIEW)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_staff(REVIEWER))

    assert strict.post(act(honor_list, "return")).status_code == 403


@pytest.mark.parametrize("state", [ListState.REVIEW, ListState.RELEASED, ListState.WITHDRAWN])
def test_what_left_the_draft_keeps_its_content(client, state):
    honor_list = make_list(state=state, heading="光荣榜")
    client.force_login(make_staff(REVIEWER))

    client.post(page(honor_list), {**filled_in(client.get(page(honor_list))), "heading": "改过的标题", "_save": ""})

    honor_list.refresh_from_db()
    assert honor_list.heading == "光荣榜"


@pytest.mark.parametrize(("state", "can_be_saved"), [(ListState.DRAFT, True), (ListState.RELEASED, False)])
def test_a_page_without_a_field_to_write_in_has_nothing_to_save(client, state, can_be_saved):
    client.force_login(make_staff(REVIEWER))

    shown = client.get(page(make_list(state=state))).content.decode()

    assert ('name="_save"' in shown) is can_be_saved
    assert ('name="_continue"' in shown) is can_be_saved


def test_entries_bind_a_list_to_its_round(client):
    honor_list = make_list(award_round=make_round(7))
    make_entry(honor_list=honor_list)
    client.force_login(make_staff(REVIEWER))

    response = send(client, page(honor_list), round=make_round(8).pk)

    assert complaints(response) == ["名单里已有条目，不能再改到另一轮。"]


def test_a_clerk_sees_the_lists_of_the_own_subdistrict_only(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    mine = make_list(subdistrict=own)
    theirs, of_the_district = make_list(subdistrict=other), make_list(subdistrict=None)
    client.force_login(clerk_of(own))

    shown = list(client.get(LISTS).context["cl"].result_list)
    hidden = [client.get(page(one)).status_code for one in (theirs, of_the_district)]
    acts = [client.post(act(one, "submit")).status_code for one in (theirs, of_the_district)]
    histories = [
        client.get(reverse("admin:awards_honorlist_history", args=[one.pk])).status_code
        for one in (theirs, of_the_district)
    ]

    # 302: to the front page, as for a list that does not exist.
    assert (shown, hidden, acts, histories) == ([mine], [302, 302], [404, 404], [404, 404])


def test_a_clerk_without_a_subdistrict_sees_and_enters_nothing(client):
    make_list(subdistrict=make_subdistrict())
    client.force_login(make_staff(CLERK))

    send(client, f"{LISTS}add/", round=make_round().pk, subdistrict="")

    assert list(client.get(LISTS).context["cl"].result_list) == []
    assert HonorList.objects.count() == 1


def test_a_clerk_cannot_enter_a_list_for_another_subdistrict(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    client.force_login(clerk_of(own))

    send(client, f"{LISTS}add/", round=make_round().pk, subdistrict=other.pk)

    assert HonorList.objects.count() == 0


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_however_many_lists(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        make_list(award_round=make_round(number + 1), subdistrict=make_subdistrict(f"第{number}街道"))
    client.force_login(make_staff(REVIEWER))

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not,
    # rounds and subdistricts of the filters, count, rows with counts, site name
    with django_assert_num_queries(11):
        client.get(LISTS)
