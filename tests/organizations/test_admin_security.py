"""The desk of the security log: read by auditors alone, and what happens at other desks is told in it."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from awards.choices import ListState
from organizations.choices import SecurityAct
from organizations.models import OrganizationMerge, SecurityEvent, StaffUser
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from organizations.security_log import record
from tests.factories import make_entry, make_list, make_organization, make_staff
from tests.staff_forms import filled_in, send

pytestmark = pytest.mark.django_db

LOG = "/admin/organizations/securityevent/"
EXPORT = f"{LOG}export/"
PASSWORD = "my-own-Pass-2021"


def told(*acts):
    """Act, person, object and detail of the lines of those kinds, the first first."""
    lines = SecurityEvent.objects.filter(act__in=acts).select_related("user").order_by("pk")
    return [(line.act, line.user and line.user.username, line.subject, line.detail) for line in lines]


@pytest.fixture
def auditor(client):
    user = make_staff(AUDITOR, username="shenji")
    client.force_login(user)
    return user


@pytest.fixture
def root(client):
    user = StaffUser.objects.create_superuser("root", password=PASSWORD)
    client.force_login(user)
    return user


@pytest.mark.parametrize("role", [CLERK, REVIEWER, EDITOR, CHIEF_EDITOR, ""])
def test_nobody_but_an_auditor_reads_it(client, role):
    line = record(SecurityAct.LOGIN, username="见不得人")
    client.force_login(make_staff(role))

    answers = [client.get(page) for page in (LOG, EXPORT, f"{LOG}{line.pk}/change/")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_a_superuser_reads_it_only_in_the_role_of_an_auditor(client, root):
    before = [client.get(page).status_code for page in (LOG, EXPORT)]
    listed = LOG in client.get("/admin/").content.decode()
    root.groups.add(Group.objects.get(name=AUDITOR))

    assert (before, listed) == ([403, 403], False)
    assert [client.get(page).status_code for page in (LOG, EXPORT)] == [200, 200]


def test_an_auditor_changes_and_deletes_nothing(client, auditor):
    line = record(SecurityAct.LOGIN)
    pages = (f"{LOG}add/", f"{LOG}{line.pk}/delete/", f"{LOG}{line.pk}/change/")
    chosen = {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"}

    answers = [client.post(page, {"username": "x", "post": "yes"}).status_code for page in pages]
    client.post(LOG, chosen)

    line.refresh_from_db()
    assert (answers, line.username) == ([403, 403, 403], "")


def test_a_line_is_shown_with_its_detail_in_words(client, auditor):
    line = record(SecurityAct.ROLE_CHANGED, subject="luru", detail={"角色": ["", "审计员"], "有效": [True, False]})

    page = client.get(f"{LOG}{line.pk}/change/").content.decode()

    assert "<div>有效：是 → 否</div><div>角色：（无） → 审计员</div>" in page


def shown(client, query):
    return [line.username for line in client.get(f"{LOG}?{query}").context["cl"].result_list]


def test_the_list_is_narrowed_by_event_person_day_and_words(client, auditor):
    clerk = make_staff(CLERK, username="luru", full_name="录入员甲")
    record(SecurityAct.LOGIN, by=clerk)
    record(SecurityAct.LOGIN_FAILED, username="guess")
    today = SecurityEvent.objects.latest("pk").at.strftime("at__year=%Y&at__month=%m")

    found = [shown(client, query) for query in ("act__exact=login_failed", f"user__id__exact={clerk.pk}", "q=录入员甲")]

    assert found == [["guess"], ["luru"], ["luru"]]
    assert shown(client, today) == ["guess", "luru", "shenji"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_however_many_lines(client, auditor, django_assert_num_queries, item_count):
    for number in range(item_count):
        record(SecurityAct.LOGIN, by=make_staff(CLERK, username=f"luru{number}"))

    # session, user, permissions of the person and of the roles, people of the filter, count, lines, site name,
    # first and last day, years
    with django_assert_num_queries(10):
        client.get(LOG)


def rows_of(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_the_sheet_has_what_the_list_has_and_no_formula(client, auditor):
    record(SecurityAct.LOGIN_FAILED, username='=HYPERLINK("x")', detail={"a": 1})
    record(SecurityAct.LOGOUT, by=auditor)

    rows = rows_of(client.get(f"{EXPORT}?act__exact=login_failed"))

    assert [*rows[0][:5], rows[0][8]] == ["时间", "事件", "工作人员", "登录名", "对象", "详情"]
    assert [row[1:5] + row[8:9] for row in rows[1:]] == [["登录失败", "", '\'=HYPERLINK("x")', "", '{"a": 1}']]
    assert told(SecurityAct.EXPORTED) == [
        ("exported", "shenji", "安全日志", {"filters": {"act__exact": "login_failed"}, "lines": 1})
    ]


@pytest.mark.parametrize("query", ["at__gte=x", "user__id__exact=x", "nonsense=1"])
def test_a_filter_that_means_nothing_breaks_nothing(client, auditor, query):
    assert [client.get(f"{page}?{query}").status_code for page in (LOG, EXPORT)] == [302, 302]


def test_a_page_refused_to_somebody_signed_in_is_told(client):
    client.force_login(make_staff(CLERK, username="luru"))

    client.get(LOG)

    assert told(SecurityAct.REFUSED) == [("refused", "luru", LOG, {"method": "GET"})]


def test_a_refusal_of_four_eyes_is_told(client):
    reviewer = make_staff(REVIEWER, username="shenhe")
    waiting = make_list(state=ListState.REVIEW, entered_by=reviewer)
    make_entry(honor_list=waiting)
    client.force_login(reviewer)

    client.post(reverse("admin:awards_honorlist_act", args=[waiting.pk, "release"]), {"reason": "x"})

    reason = "您录入、修改或提交过这份名单，请由另一位审核员公布。"
    assert told(SecurityAct.REFUSED, SecurityAct.RELEASED) == [
        ("refused", "shenhe", str(waiting), {"act": "公布", "reason": [reason]})
    ]


def test_a_new_account_and_what_becomes_of_it_are_told(client, root):
    send(client, "/admin/organizations/staffuser/add/", username="luru", password1=PASSWORD, password2=PASSWORD)
    user = StaffUser.objects.get(username="luru")
    page = reverse("admin:organizations_staffuser_change", args=[user.pk])
    roles = [Group.objects.get(name=name).pk for name in (CLERK, AUDITOR)]
    data = filled_in(client.get(page))
    client.post(page, {**data, "groups": roles})
    without = {name: value for name, value in data.items() if name != "is_active"}
    client.post(page, {**without, "groups": roles})
    client.post(page, {**data, "groups": roles})

    kinds = (SecurityAct.USER_CREATED, SecurityAct.ROLE_CHANGED)
    kinds += (SecurityAct.USER_DEACTIVATED, SecurityAct.USER_REACTIVATED)
    assert told(*kinds) == [
        ("user_created", "root", "luru", {"有效": [None, True], "可登录工作台": [None, True]}),
        ("role_changed", "root", "luru", {"角色": ["", f"{CLERK}、{AUDITOR}"]}),
        ("user_deactivated", "root", "luru", {}),
        ("user_reactivated", "root", "luru", {}),
    ]


def test_an_account_saved_as_it_was_is_not_told(client, root):
    page = reverse("admin:organizations_staffuser_change", args=[make_staff(CLERK).pk])

    client.post(page, filled_in(client.get(page)))

    assert told(SecurityAct.ROLE_CHANGED, SecurityAct.USER_DEACTIVATED) == []


def test_a_role_that_may_do_something_else_is_told(client, root):
    role = Group.objects.get(name=EDITOR)
    page = reverse("admin:auth_group_change", args=[role.pk])
    kept = list(role.permissions.order_by("pk"))

    client.post(page, {"name": role.name, "permissions": [one.pk for one in kept[1:]]})

    [(_, by, subject, detail)] = told(SecurityAct.ROLE_CHANGED)
    assert (by, subject, detail["增加"], detail["取消"]) == ("root", f"角色 {EDITOR}", [], [str(kept[0])])


def test_passwords_changed_by_oneself_and_by_an_administrator_are_told(client, root):
    clerk = make_staff(CLERK, username="luru")
    new = {"password1": "another-Pass-2021", "password2": "another-Pass-2021"}
    client.post(reverse("admin:auth_user_password_change", args=[clerk.pk]), new)
    own = {"old_password": PASSWORD, "new_password1": "Fresh-Pass-2022", "new_password2": "Fresh-Pass-2022"}
    client.post("/admin/password_change/", own)

    assert told(SecurityAct.PASSWORD_CHANGED) == [
        ("password_changed", "root", "luru", {"own": False}),
        ("password_changed", "root", "root", {"own": True}),
    ]


def test_a_merge_and_its_undoing_are_told(client):
    client.force_login(make_staff(REVIEWER, username="shenhe"))
    source, target = make_organization("甲居民区党总支"), make_organization("乙居民区党总支")
    add = "/admin/organizations/organizationmerge/add/"
    client.post(add, {"from": source.pk, "into": target.pk, "reason": "同一个"})
    merge = OrganizationMerge.objects.get()
    client.post(reverse("admin:organizations_organizationmerge_act", args=[merge.pk, "undo"]), {"reason": "弄错了"})

    assert told(SecurityAct.MERGED, SecurityAct.UNMERGED) == [
        ("merged", "shenhe", str(merge), {"merge": merge.pk, "reason": "同一个"}),
        ("unmerged", "shenhe", str(merge), {"merge": merge.pk, "reason": "弄错了"}),
    ]
