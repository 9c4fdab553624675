"""A list on its staff page between submission and release: sent back with a reason, on public notice, off it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState
from organizations.roles import CLERK, REVIEWER
from tests.factories import make_entry, make_list, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db


def page(honor_list):
    return reverse("admin:awards_honorlist_change", args=[honor_list.pk])


def act(honor_list, name):
    return reverse("admin:awards_honorlist_act", args=[honor_list.pk, name])


def clerk_of(place):
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(place)
    return clerk


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_a_list_whose_notice_begins_is_said_to_be_on_notice(client):
    honor_list = make_list(state=ListState.REVIEW, objections_until=date(2999, 12, 1))
    make_entry(honor_list=honor_list)
    client.force_login(make_staff(REVIEWER))

    asked = client.get(act(honor_list, "release")).context
    response = client.post(act(honor_list, "release"), follow=True)

    assert (asked["act"].label, asked["facts"][-1]) == ("开始公示", "公示到 2999年12月01日。")
    assert asked["act"].consequence == (
        "确认后进入公示，读者马上能看到整份名单，并注明“公示中”；此后条目只能公开更正，不能删除。"
        "截止日过后自动成为“已公布”，不用再按。"
    )
    assert said(response) == [
        "已开始公示，读者现在就能看到；公示到 2999年12月01日，截止日过后自动成为“已公布”，不用再按。"
    ]


def test_a_list_on_notice_offers_to_end_it_and_says_so(client):
    honor_list = make_list(state=ListState.NOTICE, objections_until=date(2999, 12, 1))
    make_entry(honor_list=honor_list)
    client.force_login(make_staff(REVIEWER))

    offered = [step["act"].label for step in client.get(page(honor_list)).context["acts"]]
    response = client.post(act(honor_list, "end-notice"), follow=True)

    assert offered == ["结束公示", "撤下"]
    assert said(response) == ["公示已结束，名单现在是“已公布”。"]


def test_a_release_pressed_on_an_old_page_does_not_end_a_notice(client):
    honor_list = make_list(state=ListState.NOTICE, objections_until=date(2999, 12, 1))
    make_entry(honor_list=honor_list)
    client.force_login(make_staff(REVIEWER))

    response = client.post(act(honor_list, "release"), follow=True)

    honor_list.refresh_from_db()
    assert honor_list.state == ListState.NOTICE
    assert said(response) == ["名单现在是“公示中”，不能这样操作；请刷新页面查看。"]


def test_the_clerk_reads_why_a_list_was_sent_back(client):
    place = make_subdistrict()
    honor_list = make_list(state=ListState.REVIEW, subdistrict=place)
    client.force_login(make_staff(REVIEWER, full_name="审核员乙"))
    client.post(act(honor_list, "return"), {"reason": "第 3 行名称不全"})
    client.force_login(clerk_of(place))

    notes = client.get(page(honor_list)).context["notes"]

    assert notes[0] == f"{timezone.localdate():%Y年%m月%d日}审核员乙退回：第 3 行名称不全"


def test_a_list_sent_back_is_work_of_its_clerk(client):
    place, today = make_subdistrict(), timezone.localdate()
    facts = {"returned_by": make_staff(full_name="审核员乙"), "return_reason": "缺一行"}
    make_list(subdistrict=place, returned_at=timezone.now(), **facts)
    make_list(subdistrict=make_subdistrict("新华路街道"), returned_at=timezone.now(), **facts)
    client.force_login(clerk_of(place))

    findings = [row.finding for row in client.get("/admin/awards/returnedlist/").context["cl"].result_list]

    assert [(one.problem, one.step) for one in findings] == [
        (f"{today:%Y年%m月%d日}审核员乙退回：缺一行", "照着改好，再按“提交审核”。")
    ]
