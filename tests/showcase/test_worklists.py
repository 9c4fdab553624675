"""What waits on the public side: cases to release, photos nobody can hear of, reports nobody has answered."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.choices import CaseState, ReportState
from showcase.models import ErrorReport, OpenReport, Photo, ReturnedCase, UndescribedPhoto, WaitingCase
from showcase.publishing import return_case, submit_case
from tests.factories import make_case, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db

PHOTOS, REPORTS = "/admin/showcase/undescribedphoto/", "/admin/showcase/openreport/"
CASES, RETURNED = "/admin/showcase/waitingcase/", "/admin/showcase/returnedcase/"
SUBMITTED = datetime(2021, 11, 24, 4, 0, tzinfo=UTC)


def make_photo(caption, **facts):
    return Photo.objects.create(case=facts.pop("case", None) or make_case(), caption=caption, **facts)


def sign_in(client, role):
    client.force_login(make_staff(role))


def findings(client, address):
    return [row.finding for row in client.get(address).context["cl"].result_list]


def test_a_photo_without_words_waits_unless_it_is_decoration():
    silent = make_photo("没有文字的")
    make_photo("有文字的", alternative_text="会议室里坐着九个人")
    make_photo("纯装饰的", is_decorative=True)

    assert [photo.pk for photo in UndescribedPhoto.objects.all()] == [silent.pk]


def test_a_report_waits_until_it_is_answered():
    waiting = ErrorReport.objects.create(page="/", message="年份不对")
    ErrorReport.objects.create(page="/", message="错字", state=ReportState.ACCEPTED, outcome="已更正")

    assert [report.pk for report in OpenReport.objects.all()] == [waiting.pk]


def test_a_case_waits_from_submission_to_release_or_return():
    waiting = make_case(state=CaseState.REVIEW)
    for state in set(CaseState) - {CaseState.REVIEW}:
        make_case(state=state)

    assert [case.pk for case in WaitingCase.objects.all()] == [waiting.pk]


def make_returned(title="退回的", note="请补来源", **facts):
    case = make_case(title, state=CaseState.REVIEW, **facts)
    return return_case(case, by=make_staff(CHIEF_EDITOR, full_name="主编乙"), note=note)


def test_a_case_waits_for_its_editor_from_return_to_submission():
    returned, again = make_returned(), make_returned("又送审的")
    make_case("从没送审的", state=CaseState.DRAFT)
    submit_case(again, by=make_staff(EDITOR))

    assert [case.pk for case in ReturnedCase.objects.all()] == [returned.pk]


def test_a_returned_case_says_who_returned_it_and_why_the_first_returned_first(client):
    with time_machine.travel(SUBMITTED, tick=False):
        make_returned("先退回的", "请补来源")
        make_returned("后退回的", "缺图片说明")
    sign_in(client, EDITOR)

    assert [(one.problem, one.step) for one in findings(client, RETURNED)] == [
        ("2021年11月24日主编乙退回：请补来源", "照着改好，再按“送审”。"),
        ("2021年11月24日主编乙退回：缺图片说明", "照着改好，再按“送审”。"),
    ]


def test_cases_to_release_stand_with_who_submitted_them_the_longest_waiting_first(client):
    editor = make_staff(EDITOR, full_name="编辑甲")
    now = timezone.now()
    make_case("后来的", state=CaseState.REVIEW, submitted_by=editor, submitted_at=now - timedelta(days=2))
    make_case("先来的", state=CaseState.REVIEW, submitted_by=editor, submitted_at=now - timedelta(days=9))
    sign_in(client, CHIEF_EDITOR)

    assert [(one.problem, one.step) for one in findings(client, CASES)] == [
        ("编辑甲送审，已等 9 天。", "看检查结果，签发或退回给编辑。"),
        ("编辑甲送审，已等 2 天。", "看检查结果，签发或退回给编辑。"),
    ]


def test_a_case_whose_planned_moment_is_over_says_so(client):
    make_case(state=CaseState.REVIEW, submitted_at=timezone.now(), publish_at=SUBMITTED)
    sign_in(client, CHIEF_EDITOR)

    assert [one.problem for one in findings(client, CASES)] == [
        "系统送审，今天提交。原定 2021年11月24日 12:00 公开，已经过了。"
    ]


def test_the_own_case_is_left_to_another_chief_editor(client):
    chief = make_staff(CHIEF_EDITOR)
    make_case(state=CaseState.REVIEW, written_by=chief)
    client.force_login(chief)

    assert [one.step for one in findings(client, CASES)] == ["您撰写或送审过，请另一位主编签发。"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_cases_to_release_cost_the_same_however_many_wait(client, django_assert_num_queries, item_count):
    editor = make_staff(EDITOR)
    for number in range(item_count):
        make_case(f"第{number}篇", state=CaseState.REVIEW, submitted_by=editor, written_by=editor)
    sign_in(client, CHIEF_EDITOR)

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not, count, rows, site name
    with django_assert_num_queries(9):
        client.get(CASES)


def test_a_photo_says_whether_the_picture_is_missing_too(client):
    make_photo("还没有图片的")
    make_photo("有图片的", original="photos/1.jpg", position=2)
    sign_in(client, EDITOR)

    assert [one.problem for one in findings(client, PHOTOS)] == [
        "只有图片说明，还没有图片，也没有替代文字。",
        "没有替代文字，读屏软件只能读图片说明。",
    ]


@pytest.mark.parametrize("address", [CASES, RETURNED, PHOTOS, REPORTS])
def test_each_row_leads_to_where_it_is_mended(client, address):
    make_photo("没有文字的")
    make_case(state=CaseState.REVIEW)
    make_returned()
    ErrorReport.objects.create(page="/", message="年份不对")
    sign_in(client, CHIEF_EDITOR)

    [finding] = findings(client, address)

    assert client.get(finding.address).status_code == 200


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        (CLERK, [403, 403, 403, 403]),
        (REVIEWER, [403, 403, 403, 200]),
        (EDITOR, [403, 200, 200, 200]),
        (CHIEF_EDITOR, [200] * 4),
        (AUDITOR, [200] * 4),
    ],
)
def test_who_can_mend_it_sees_it(client, role, answers):
    sign_in(client, role)

    assert [client.get(address).status_code for address in (CASES, RETURNED, PHOTOS, REPORTS)] == answers


def test_who_writes_for_one_subdistrict_alone_has_no_work_of_the_district(client):
    ErrorReport.objects.create(page="/", message="年份不对")
    editor = make_staff(EDITOR)
    editor.subdistricts.add(make_subdistrict())
    client.force_login(editor)

    assert findings(client, REPORTS) == []


@pytest.mark.parametrize("address", [PHOTOS, REPORTS])
def test_a_list_without_work_says_so_kindly(client, address):
    sign_in(client, EDITOR)

    assert "这一项没有待办" in client.get(address).content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_returned_cases_cost_the_same_however_many_wait(client, django_assert_num_queries, item_count):
    editor = make_staff(EDITOR)
    for number in range(item_count):
        make_returned(f"第{number}篇", written_by=editor)
    sign_in(client, EDITOR)

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not, count, rows, sign-offs,
    # site name
    with django_assert_num_queries(10):
        client.get(RETURNED)


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize("address", [PHOTOS, REPORTS])
def test_a_worklist_asks_the_same_however_long_it_is(client, django_assert_num_queries, address, item_count):
    for number in range(item_count):
        make_photo(f"第{number}张")
        ErrorReport.objects.create(page="/", message=f"第{number}处")
    sign_in(client, EDITOR)

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not, count, rows, site name
    with django_assert_num_queries(9):
        client.get(address)
