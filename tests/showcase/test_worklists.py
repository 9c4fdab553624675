"""What is missing on the public side: photos nobody can hear of, reports nobody has answered."""

import pytest

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.choices import ReportState
from showcase.models import ErrorReport, OpenReport, Photo, UndescribedPhoto
from tests.factories import make_case, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db

PHOTOS, REPORTS = "/admin/showcase/undescribedphoto/", "/admin/showcase/openreport/"


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


def test_a_photo_says_whether_the_picture_is_missing_too(client):
    make_photo("还没有图片的")
    make_photo("有图片的", original="photos/1.jpg", position=2)
    sign_in(client, EDITOR)

    assert [one.problem for one in findings(client, PHOTOS)] == [
        "只有图片说明，还没有图片，也没有替代文字。",
        "没有替代文字，读屏软件只能读图片说明。",
    ]


@pytest.mark.parametrize("address", [PHOTOS, REPORTS])
def test_each_row_leads_to_where_it_is_mended(client, address):
    make_photo("没有文字的")
    ErrorReport.objects.create(page="/", message="年份不对")
    sign_in(client, CHIEF_EDITOR)

    [finding] = findings(client, address)

    assert client.get(finding.address).status_code == 200


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        (CLERK, [403, 403]),
        (REVIEWER, [403, 200]),
        (EDITOR, [200, 200]),
        (CHIEF_EDITOR, [200, 200]),
        (AUDITOR, [200] * 2),
    ],
)
def test_who_can_mend_it_sees_it(client, role, answers):
    sign_in(client, role)

    assert [client.get(address).status_code for address in (PHOTOS, REPORTS)] == answers


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
@pytest.mark.parametrize("address", [PHOTOS, REPORTS])
def test_a_worklist_asks_the_same_however_long_it_is(client, django_assert_num_queries, address, item_count):
    for number in range(item_count):
        make_photo(f"第{number}张")
        ErrorReport.objects.create(page="/", message=f"第{number}处")
    sign_in(client, EDITOR)

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not, count, rows, site name
    with django_assert_num_queries(9):
        client.get(address)
