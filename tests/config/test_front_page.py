"""The front page of the desk: what waits for this person, and who has handed in what."""

import pytest
from django.urls import reverse

from awards.choices import ListState, TierBasis
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.models import ErrorReport
from tests.factories import make_entry, make_list, make_round, make_staff, make_subdistrict
from tests.reading import Markup

pytestmark = pytest.mark.django_db

INDEX = "/admin/"


def sign_in(client, role, *places):
    user = make_staff(role)
    user.subdistricts.add(*places)
    client.force_login(user)


def waiting(client):
    return {task.label: task.count for task in client.get(INDEX).context["tasks"]}


def ways(client):
    """Where the board's cells lead, row by row."""
    return [[way for _, way in cells] for _, cells in client.get(INDEX).context["board"]["rows"]]


def test_only_lists_with_work_are_counted_and_the_others_are_done(client):
    make_entry(honor_list=make_list(award_round=make_round(document_number="长委〔2021〕9号")), tier_basis="inherited")
    sign_in(client, REVIEWER)

    context = client.get(INDEX).context

    assert [(task.label, task.count) for task in context["tasks"]] == [("等次待确认的条目", 1)]
    assert [task.label for task in context["done"]] == [
        "待处理的批次",
        "退回待改的名单",
        "等待公布的名单",
        "待处理的纠错",
        "同一轮里重复的荣誉",
        "没有等次的条目",
        "数目对不上的公布总数",
        "名称没有登记的条目",
        "可能重复的党组织",
        "没有文号的轮次",
    ]


def test_the_work_at_hand_is_that_of_the_own_subdistrict(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    make_entry(honor_list=make_list(subdistrict=own), tier_basis=TierBasis.INHERITED)
    make_entry(honor_list=make_list(subdistrict=other), tier_basis=TierBasis.INHERITED)
    make_list(subdistrict=other, state=ListState.REVIEW)
    sign_in(client, CLERK, own)

    assert waiting(client) == {"等次待确认的条目": 1}


def test_counts_are_those_of_the_lists_they_lead_to(client):
    make_entry(tier_basis=TierBasis.INHERITED, name_as_printed="没有登记的写法")
    make_entry(tier_basis=TierBasis.NONE_PRINTED)
    make_list(state=ListState.REVIEW)
    ErrorReport.objects.create(page="/", message="年份不对")
    sign_in(client, REVIEWER)

    tasks = client.get(INDEX).context["tasks"]

    assert len(tasks) == 6
    assert [task.count for task in tasks] == [client.get(task.address).context["cl"].result_count for task in tasks]


@pytest.mark.parametrize(
    ("role", "count"), [(CLERK, 9), (REVIEWER, 11), (EDITOR, 3), (CHIEF_EDITOR, 4), (AUDITOR, 14), ("", 0)]
)
def test_each_role_has_its_own_worklists(client, role, count):
    sign_in(client, role)

    context = client.get(INDEX).context

    assert (len(context["tasks"]) + len(context["done"]), context["has_worklists"]) == (count, bool(count))


def test_worklists_stand_first_in_the_directory_and_once_on_the_front_page(client):
    sign_in(client, REVIEWER)

    assert "待办" not in [desk["name"] for desk in client.get(INDEX).context["app_list"]]
    assert client.get("/admin/awards/honorlist/").context["available_apps"][0]["name"] == "待办"


def test_when_all_is_done_that_is_said(client):
    sign_in(client, REVIEWER)

    assert "今天没有待办，都办好了。" in client.get(INDEX).content.decode()


def test_a_cell_leads_to_its_list_its_lists_or_a_new_one(client):
    one, two, none = (make_subdistrict(name) for name in ("华阳路街道", "江苏路街道", "新华路街道"))
    only = make_list(subdistrict=one)
    make_list(subdistrict=two)
    make_list(subdistrict=two)
    sign_in(client, REVIEWER)

    key = only.round_id
    assert ways(client) == [
        [f"/admin/awards/honorlist/{only.pk}/change/"],
        [f"/admin/awards/honorlist/?round={key}&subdistrict__id__exact={two.pk}"],
        [f"/admin/awards/honorlist/add/?round={key}&subdistrict={none.pk}"],
        [f"/admin/awards/honorlist/?round={key}"],
    ]
    assert {client.get(way).status_code for [way] in ways(client)} == {200}


def test_a_cell_of_a_district_wide_list_leads_to_the_entries_in_it(client):
    entry = make_entry(honor_list=make_list())
    sign_in(client, REVIEWER)

    where = f"?round={entry.round_id}&subdistrict__id__exact={entry.subdistrict_id}"
    assert ways(client)[0] == [f"/admin/awards/honorentry/{where}"]


def test_who_only_reads_is_not_led_to_a_new_list(client):
    make_subdistrict()
    make_round()
    sign_in(client, AUDITOR)

    assert ways(client) == [[""], [""]]


def test_the_board_is_a_table_with_a_name_and_heads(client):
    make_list(subdistrict=make_subdistrict())
    sign_in(client, REVIEWER)

    markup = Markup(client.get(INDEX))

    assert (markup.tags["table"], markup.tags["caption"]) == (1, 1)
    assert markup.attributes.count(("th", "scope")) == markup.tags["th"] == 5
    assert ("div", "aria-labelledby") in markup.attributes


def test_without_rounds_there_is_no_board(client):
    make_subdistrict()
    sign_in(client, REVIEWER)

    assert client.get(reverse("admin:index")).context["board"] is None


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_front_page_asks_the_same_however_much_waits(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        place = make_subdistrict(f"第{number}街道")
        honor_list = make_list(award_round=make_round(number + 1), subdistrict=place)
        make_entry(honor_list=honor_list, tier_basis=TierBasis.INHERITED, name_as_printed="没有登记的写法")
    sign_in(client, REVIEWER)

    # session, user, roles, the user's and the groups' permissions, own subdistricts, clerk or not, site name;
    # eleven worklists (counts, spellings and doubles read what they compare), the board's six
    with django_assert_num_queries(27):
        client.get(INDEX)
