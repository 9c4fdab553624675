"""The bin on staff pages: what goes in, who sees it, who brings it back."""

import pytest
from django.urls import reverse

from awards.choices import ListState
from awards.discarding import discard_list
from awards.models import HonorEntry, HonorList
from organizations.models import DiscardedDraft
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.discarding import discard_case
from tests.factories import make_case, make_entry, make_list, make_round, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db

BIN = "/admin/organizations/discardeddraft/"


def said(response):
    return [str(message) for message in response.context["messages"]]


def clerk_of(*places):
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(*places)
    return clerk


def restoring(draft):
    return reverse("admin:organizations_discardeddraft_act", args=[draft.pk, "restore"])


def shown(client, user):
    client.force_login(user)
    return list(client.get(BIN).context["cl"].result_list)


def test_deleting_a_draft_list_says_that_it_lies_in_the_bin(client):
    entry = make_entry()
    client.force_login(make_staff(REVIEWER))
    address = reverse("admin:awards_honorlist_delete", args=[entry.list_id])

    asked = client.get(address).content.decode()
    response = client.post(address, {"post": "yes"}, follow=True)

    assert "连同 1 条" in asked
    assert said(response)[0] == f'已移入<a href="{BIN}">回收站</a>，需要时可以在那里恢复。'
    assert (HonorList.objects.count(), HonorEntry.objects.count(), DiscardedDraft.objects.count()) == (0, 0, 1)


def test_several_drafts_go_at_once_each_by_itself(client):
    lists = [make_list(award_round=make_round(number)) for number in (6, 7)]
    client.force_login(make_staff(REVIEWER))
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in lists]}

    asked = client.post("/admin/awards/honorlist/", chosen)
    client.post("/admin/awards/honorlist/", {**chosen, "post": "yes"})

    assert asked.context["perms_lacking"] == set()
    assert (HonorList.objects.count(), DiscardedDraft.objects.count()) == (0, 2)


def test_one_public_list_among_the_chosen_keeps_all_of_them(client):
    draft, public = make_list(), make_list(state=ListState.RELEASED, heading="公布过的名单")
    client.force_login(make_staff(REVIEWER))
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk, public.pk]}

    asked = client.post("/admin/awards/honorlist/", chosen)
    answer = client.post("/admin/awards/honorlist/", {**chosen, "post": "yes"})

    assert "公布过的名单" in asked.content.decode()
    assert (answer.status_code, HonorList.objects.count(), DiscardedDraft.objects.count()) == (403, 2, 0)


def test_entries_deleted_together_are_one_draft(client):
    first = make_entry()
    second = make_entry(honor_list=first.list)
    client.force_login(make_staff(REVIEWER))

    client.post(
        "/admin/awards/honorentry/",
        {"action": "delete_selected", "_selected_action": [first.pk, second.pk], "post": "yes"},
    )

    draft = DiscardedDraft.objects.get()
    assert (HonorEntry.objects.count(), draft.title) == (0, f"{first}等 2 条（{first.list}）")


def test_bringing_a_list_back_leads_to_its_page(client):
    entry = make_entry()
    draft = discard_list(entry.list, None)
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)

    asked = client.get(restoring(draft))
    response = client.post(restoring(draft))

    draft.refresh_from_db()
    assert asked.context["facts"] == [f"光荣榜条目：1 条：{entry}"]
    assert response.url == reverse("admin:awards_honorlist_change", args=[entry.list_id])
    assert (draft.restored_by, HonorEntry.objects.get()) == (reviewer, entry)


def test_what_stands_in_the_way_is_said(client):
    organization_entry = make_entry()
    draft = discard_list(organization_entry.list, None)
    make_entry(organization_entry.organization, tier=organization_entry.tier)
    client.force_login(make_staff(REVIEWER))

    response = client.post(restoring(draft), follow=True)

    assert "已经在册" in said(response)[0]
    assert response.redirect_chain == [(f"{BIN}{draft.pk}/change/", 302)]


def test_clerks_find_only_what_was_their_subdistricts(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    mine, theirs, of_the_district = (discard_list(make_list(subdistrict=place), None) for place in (own, other, None))
    case = discard_case(make_case(), None)
    clerk = clerk_of(own)

    assert shown(client, clerk) == [mine]
    assert [client.post(restoring(one)).status_code for one in (theirs, of_the_district, case)] == [404, 404, 404]
    assert client.post(restoring(mine)).status_code == 302
    assert list(HonorList.objects.all().values_list("subdistrict", flat=True)) == [own.pk]


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (REVIEWER, ["awards.honorlist"]),
        (EDITOR, ["showcase.casestudy"]),
        (CHIEF_EDITOR, ["showcase.casestudy"]),
        (AUDITOR, ["showcase.casestudy", "awards.honorlist"]),
        ("", []),
    ],
)
def test_each_role_finds_the_drafts_it_could_have_thrown_away(client, role, kinds):
    discard_list(make_list(), None)
    discard_case(make_case(), None)
    user = make_staff(role)
    client.force_login(user)

    page = client.get(BIN)

    assert [one.kind for one in page.context["cl"].result_list] == kinds if role else page.status_code == 403


def test_auditors_see_and_do_not_restore(client):
    draft = discard_list(make_list(), None)
    client.force_login(make_staff(AUDITOR))

    page = client.get(f"{BIN}{draft.pk}/change/")

    assert (page.status_code, page.context["acts"], client.post(restoring(draft)).status_code) == (200, [], 403)
    assert HonorList.objects.count() == 0


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_bin_asks_the_same_however_much_lies_in_it(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        discard_list(make_list(award_round=make_round(number + 1)), make_staff())
    client.force_login(make_staff(REVIEWER))

    # session, user, auditor or not, the user's and the groups' permissions, own subdistricts, clerk or not,
    # first and last date, dates of the row above, count, rows, site name
    with django_assert_num_queries(12):
        client.get(BIN)


def history_of(client, draft):
    return client.get(reverse("admin:organizations_discardeddraft_history", args=[draft.pk]))


def test_the_history_of_a_draft_tells_auditors_what_was_changed_before_it_went(client):
    reviewer, place = make_staff(REVIEWER, full_name="审核员乙"), make_subdistrict()
    honor_list = make_list(subdistrict=place, heading="旧标题")
    honor_list.heading = "新标题"
    honor_list.save()
    draft = discard_list(honor_list, reviewer)
    client.force_login(make_staff(AUDITOR))

    response = history_of(client, draft)

    told = [
        (
            version.history_type,
            [(change["old"], change["new"]) for change in getattr(version, "history_delta_changes", [])],
        )
        for version in response.context["versions"]
    ]
    assert "admin/organizations/discarded_history.html" in [one.name for one in response.templates]
    assert told == [("-", []), ("~", [("旧标题", "新标题")]), ("+", [])]


def test_a_clerk_reads_who_threw_a_draft_away_and_no_more(client):
    place = make_subdistrict()
    clerk = clerk_of(place)
    draft = discard_list(make_list(subdistrict=place), clerk)
    client.force_login(clerk)

    response = history_of(client, draft)

    assert (response.context["versions"], "还没有恢复" in response.content.decode()) == ([], True)


def test_the_history_of_a_draft_of_another_subdistrict_is_not_there(client):
    draft = discard_list(make_list(subdistrict=make_subdistrict("新华路街道")), make_staff(REVIEWER))
    client.force_login(clerk_of(make_subdistrict("华阳路街道")))

    assert history_of(client, draft).status_code == 404
