"""Entries on staff pages: drafts are edited, also line by line; what was public is closed."""

import pytest
from django.urls import reverse

from awards.choices import ListState, TierBasis
from awards.models import HonorEntry
from organizations.naming import rename_organization
from organizations.roles import CLERK, REVIEWER
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_staff,
    make_subdistrict,
    make_tier,
)
from tests.staff_forms import complaints, filled_in, send

pytestmark = pytest.mark.django_db

ENTRIES = "/admin/awards/honorentry/"
ONCE = "这个党组织在这一轮的这个等次已经在册。"


@pytest.fixture
def reviewer(client):
    user = make_staff(REVIEWER)
    client.force_login(user)
    return user


def page(entry):
    return reverse("admin:awards_honorentry_change", args=[entry.pk])


def lines(honor_list):
    return f"{ENTRIES}?list__id__exact={honor_list.pk}"


def add_to(honor_list):
    return f"{ENTRIES}add/?list={honor_list.pk}"


def test_a_new_entry_takes_the_round_of_its_list_and_the_name_of_its_organization(client, reviewer):
    honor_list, tier = make_list(award_round=make_round(7)), make_tier()
    organization = make_organization()

    send(client, add_to(honor_list), organization=organization.pk, tier=tier.pk)

    made = HonorEntry.objects.get()
    assert (made.round, made.name_as_printed, made.position) == (honor_list.round, organization.name, 1)
    assert list(honor_list.editors.all()) == [reviewer]


def test_the_same_honour_twice_is_an_error_on_the_form(client, reviewer):
    recorded = make_entry(honor_list=make_list(award_round=make_round(7)))
    another_list = make_list(award_round=make_round(7))

    response = send(client, add_to(another_list), organization=recorded.organization_id, tier=recorded.tier_id)

    assert complaints(response) == [ONCE]


def test_two_honours_without_a_tier_are_an_error_on_the_form(client, reviewer):
    recorded = make_entry(tier_basis=TierBasis.NONE_PRINTED)

    response = send(
        client, add_to(recorded.list), organization=recorded.organization_id, tier_basis=TierBasis.NONE_PRINTED
    )

    assert complaints(response) == [ONCE]


def test_a_tier_that_contradicts_its_basis_is_an_error_on_the_form(client, reviewer):
    response = send(client, add_to(make_list()), organization=make_organization().pk, tier="")

    assert complaints(response) == ["没有等次的条目，等次依据应为“原文未列等次”；有等次的不能选它。"]


def test_only_tiers_of_the_award_are_offered(client, reviewer):
    gold, star = make_tier("金奖"), make_tier("五星", scheme=make_scheme("wuxing"), rank=1)
    honor_list = make_list()

    form = client.get(add_to(honor_list)).context["adminform"].form

    assert [str(label) for key, label in form.fields["tier"].choices] == ["---------", gold.name]
    assert star.name not in [str(label) for key, label in form.fields["tier"].choices]


def test_lines_of_a_draft_are_edited_in_place(client, reviewer):
    entry = make_entry(tier=make_tier("金奖"), tier_basis=TierBasis.INHERITED)
    silver = make_tier("银奖", rank=3)

    send(client, lines(entry.list), form__0__tier=silver.pk, form__0__tier_basis=TierBasis.CONFIRMED)

    entry.refresh_from_db()
    assert (entry.tier, entry.tier_basis) == (silver, TierBasis.CONFIRMED)
    assert list(entry.list.editors.all()) == [reviewer]


def test_two_lines_that_become_one_honour_are_an_error_on_the_page(client, reviewer):
    honor_list, organization = make_list(), make_organization()
    for number, name in enumerate(("金奖", "银奖"), start=2):
        make_entry(organization, honor_list=honor_list, tier=make_tier(name, rank=number))
    bronze = make_tier("铜奖", rank=4)

    response = send(client, lines(honor_list), form__0__tier=bronze.pk, form__1__tier=bronze.pk)

    assert ONCE in complaints(response)


def test_a_line_that_repeats_an_honour_of_another_list_is_an_error_on_the_page(client, reviewer):
    gold, silver = make_tier("金奖"), make_tier("银奖", rank=3)
    recorded = make_entry(tier=gold)
    entry = make_entry(recorded.organization, honor_list=make_list(), tier=silver)

    response = send(client, lines(entry.list), form__0__tier=gold.pk)

    assert ONCE in complaints(response)


@pytest.mark.parametrize("state", [ListState.REVIEW, ListState.RELEASED, ListState.WITHDRAWN])
def test_what_left_the_draft_is_closed_everywhere(client, reviewer, state):
    entry = make_entry(state=state, name_as_printed="照原样")

    answers = [
        client.post(page(entry), {"name_as_printed": "改过", "_save": ""}).status_code,
        client.post(reverse("admin:awards_honorentry_delete", args=[entry.pk]), {"post": "yes"}).status_code,
    ]

    entry.refresh_from_db()
    assert (answers, entry.name_as_printed) == ([403, 403], "照原样")
    assert client.get(lines(entry.list)).context["cl"].formset is None


def test_lines_of_a_public_list_cannot_be_smuggled_into_a_drafts_page(client, reviewer):
    draft, public = make_entry(position=1), make_entry(state=ListState.RELEASED, position=1)
    data = filled_in(client.get(lines(draft.list))) | {"form-0-id": public.pk, "form-0-position": "9", "_save": ""}

    response = client.post(lines(draft.list), data)

    public.refresh_from_db()
    assert (public.position, response.status_code) == (1, 200)


def test_the_public_ones_among_chosen_entries_keep_all_from_being_deleted(client, reviewer):
    draft, public = make_entry(), make_entry(state=ListState.RELEASED)
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk, public.pk], "post": "yes"}

    response = client.post(ENTRIES, chosen)

    assert (response.status_code, HonorEntry.objects.count()) == (403, 2)


def test_drafts_may_be_deleted(client, reviewer):
    entry = make_entry()

    client.post(reverse("admin:awards_honorentry_delete", args=[entry.pk]), {"post": "yes"})

    assert HonorEntry.objects.count() == 0
    assert list(entry.list.editors.all()) == [reviewer]


def test_an_organization_with_honours_is_not_lost(client, reviewer):
    entry = make_entry()

    response = client.post(
        reverse("admin:organizations_organization_delete", args=[entry.organization_id]), {"post": "yes"}
    )

    assert response.status_code == 403


def test_a_clerk_neither_sees_nor_reaches_entries_of_others(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    mine = make_entry(honor_list=make_list(subdistrict=own))
    theirs = make_entry(honor_list=make_list(subdistrict=other))
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)
    client.force_login(clerk)

    shown = list(client.get(ENTRIES).context["cl"].result_list)
    reached = client.get(page(theirs)).status_code
    filled = send(client, add_to(mine.list), list=theirs.list_id, organization=make_organization().pk)
    asked = {"app_label": "awards", "model_name": "correction", "field_name": "entry", "term": theirs.name_as_printed}
    found = client.get("/admin/autocomplete/", asked).json()["results"]

    assert (shown, reached, found) == ([mine], 302, [])
    assert (filled.status_code, theirs.list.entries.count()) == (200, 1)


def test_search_finds_an_entry_by_a_former_name(client, reviewer):
    found = make_entry(make_organization("潘东居民区党支部"), name_as_printed="照原样")
    rename_organization(found.organization, "潘东居民区党总支")
    make_entry()

    shown = client.get(ENTRIES, {"q": "潘东居民区党支部"}).context["cl"].result_list

    assert list(shown) == [found]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_lines_of_a_draft_ask_the_same_however_many(client, reviewer, django_assert_num_queries, item_count):
    honor_list = make_list()
    for _ in range(item_count):
        make_entry(honor_list=honor_list)

    # session, user, own subdistricts, clerk or not, the list, the user's and the groups' permissions,
    # count, tiers to choose from, rows, site name
    with django_assert_num_queries(11):
        client.get(lines(honor_list))


@pytest.mark.parametrize("item_count", [1, 3])
def test_all_entries_ask_the_same_however_many(client, reviewer, django_assert_num_queries, item_count):
    for number in range(item_count):
        make_entry(honor_list=make_list(award_round=make_round(number + 1)))

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not,
    # rounds and subdistricts of the filters, count, rows, site name
    with django_assert_num_queries(11):
        client.get(ENTRIES)


@pytest.mark.parametrize(("state", "offered"), [(ListState.DRAFT, True), (ListState.REVIEW, False)])
def test_one_more_entry_is_offered_in_a_draft_alone(client, reviewer, state, offered):
    html = client.get(lines(make_list(state=state))).content.decode()

    assert ('class="addlink"' in html) == offered


def test_a_public_list_says_how_a_missing_entry_comes_in(client, reviewer):
    honor_list = make_list(state=ListState.RELEASED)

    note = client.get(lines(honor_list)).context["about_note"]
    response = client.get(add_to(honor_list), follow=True)

    way = "已公布的条目不能直接修改，请登记更正。漏了的条目另录一份名单（同一轮、同一个街道），送审公布后就并入这一轮。"
    assert note == way
    assert [str(message) for message in response.context["messages"]] == [way]
