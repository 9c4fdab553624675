"""Photos of organisations, the site's own records, readers' reports and corrections of cases."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.roles import AUDITOR, CHIEF_EDITOR, EDITOR, REVIEWER
from showcase.choices import CaseState, ReportState
from showcase.models import CaseCorrection, ContentVersion, ErrorReport, Photo, Redirect, SiteSettings
from showcase.photos.receiving import receive_photo
from tests.factories import make_case, make_organization, make_staff
from tests.showcase.photos.pictures import jpeg
from tests.staff_forms import complaints, send

pytestmark = pytest.mark.django_db

PHOTOS = "/admin/showcase/photo/"
SETTINGS = "/admin/showcase/sitesettings/"


def photo_page(photo):
    return reverse("admin:showcase_photo_change", args=[photo.pk])


def picture():
    return SimpleUploadedFile("邻里花园.jpg", jpeg())


def organization_photo(**facts):
    photo = Photo(organization=make_organization(), caption="邻里花园", alternative_text="花园", **facts)
    return receive_photo(photo, picture())


def test_a_photo_of_an_organization_is_added_private(client):
    organization = make_organization()
    client.force_login(make_staff(EDITOR))

    send(client, f"{PHOTOS}add/", organization=organization.pk, caption="邻里花园", position="1", upload=picture())

    photo = Photo.objects.get()
    assert (photo.organization, photo.has_picture(), photo.released_at) == (organization, True, None)


def test_a_photo_without_an_owner_is_an_error_on_the_form(client):
    client.force_login(make_staff(EDITOR))

    response = send(client, f"{PHOTOS}add/", caption="邻里花园", position="1")

    assert (complaints(response), Photo.objects.count()) == (["这个字段是必填项。"], 0)


def test_a_chief_editor_releases_and_takes_down_a_photo_of_an_organization(client):
    photo = organization_photo()
    client.force_login(make_staff(CHIEF_EDITOR))
    moments = []

    for name in ("release", "withdraw"):
        client.post(reverse("admin:showcase_photo_act", args=[photo.pk, name]))
        photo.refresh_from_db()
        moments.append(photo.released_at is not None)

    assert moments == [True, False]


def test_a_photo_without_words_is_not_released_and_that_is_said(client):
    photo = organization_photo()
    Photo.objects.update(alternative_text="")
    client.force_login(make_staff(CHIEF_EDITOR))

    response = client.post(reverse("admin:showcase_photo_act", args=[photo.pk, "release"]), follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert said == ["图片没有替代文字：请写明图中是什么，或勾选“纯装饰”。"]


def test_a_photo_of_a_public_case_is_closed_to_editors(client):
    case = make_case(state=CaseState.PUBLISHED)
    photo = Photo.objects.create(case=case, caption="邻里花园")
    client.force_login(make_staff(EDITOR))

    answers = [
        client.post(photo_page(photo), {"caption": "别的"}).status_code,
        client.post(reverse("admin:showcase_photo_delete", args=[photo.pk]), {"post": "yes"}).status_code,
    ]

    assert answers == [403, 403]


def test_who_only_reads_sees_pictures_without_an_error(client):
    photo = organization_photo()
    case = make_case()
    receive_photo(Photo(case=case, caption="邻里花园"), picture())
    client.force_login(make_staff(AUDITOR))

    pages = [photo_page(photo), reverse("admin:showcase_casestudy_change", args=[case.pk])]

    assert [client.get(page).status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_photo_list_asks_the_same_however_many(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        Photo.objects.create(organization=make_organization(f"第{number}党支部"), caption="邻里花园")
        Photo.objects.create(case=make_case(), caption="邻里花园")
    client.force_login(make_staff(EDITOR))

    # session, user, the user's and the groups' permissions, count, rows with their owners, site name
    with django_assert_num_queries(7):
        client.get(PHOTOS)


def test_the_settings_open_at_once_and_stay_one_row(client):
    client.force_login(make_staff(CHIEF_EDITOR))

    send(client, f"{SETTINGS}add/", name="荣誉册")
    again = client.get(f"{SETTINGS}add/")
    opened = client.get(SETTINGS)

    assert (again.status_code, opened.headers["Location"]) == (302, f"{SETTINGS}1/change/")
    assert SiteSettings.objects.get().name == "荣誉册"


def test_the_settings_are_not_deleted(client):
    SiteSettings.objects.create()
    client.force_login(make_staff(CHIEF_EDITOR, is_superuser=True))

    assert client.post(f"{SETTINGS}1/delete/", {"post": "yes"}).status_code == 403


def test_the_content_version_is_read_only(client):
    ContentVersion.objects.get_or_create()
    client.force_login(make_staff(is_superuser=True))

    answers = [client.post(f"/admin/showcase/contentversion/{page}").status_code for page in ("add/", "1/change/")]

    assert answers == [403, 403]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("/old/", "//elsewhere.example/", "网址要以一个 / 开头，只能转到本站。"),
        ("/old/", "https://elsewhere.example/", "网址要以一个 / 开头，只能转到本站。"),
        ("/same/", "/same/", "新旧网址不能相同。"),
    ],
)
def test_a_redirect_away_or_in_a_circle_is_an_error_on_the_form(client, old, new, complaint):
    client.force_login(make_staff(CHIEF_EDITOR))

    response = send(client, "/admin/showcase/redirect/add/", old_path=old, new_path=new)

    assert (complaints(response), Redirect.objects.count()) == ([complaint], 0)


def test_a_settled_report_keeps_who_and_when(client):
    report = ErrorReport.objects.create(page="/awards/jinyin/7/", message="名称有误")
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)
    page = reverse("admin:showcase_errorreport_change", args=[report.pk])

    send(client, page, state=ReportState.ACCEPTED, outcome="已登记更正。", message="改读者的话")

    report.refresh_from_db()
    assert (report.settled_by, report.settled_at is not None, report.message) == (reviewer, True, "名称有误")


def test_a_report_settled_without_a_word_is_an_error_on_the_form(client):
    report = ErrorReport.objects.create(page="/", message="名称有误")
    client.force_login(make_staff(REVIEWER))
    page = reverse("admin:showcase_errorreport_change", args=[report.pk])

    response = send(client, page, state=ReportState.REJECTED)

    assert complaints(response) == ["处理完毕要写明处理说明。"]


def test_a_correction_of_a_case_keeps_who_made_it_and_is_final(client):
    case, chief = make_case(state=CaseState.PUBLISHED), make_staff(CHIEF_EDITOR)
    client.force_login(chief)
    facts = {"place": "第二节第一段", "before": "金廷", "after": "金庭", "reason": "原文如此"}

    send(client, "/admin/showcase/casecorrection/add/", case=case.pk, **facts)

    made = CaseCorrection.objects.get()
    page = reverse("admin:showcase_casecorrection_change", args=[made.pk])
    assert (made.corrected_by, client.post(page, facts).status_code) == (chief, 403)


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({"before": "同", "after": "同", "reason": "误"}, "更正前后相同，没有需要更正的内容。"),
        ({"before": "甲", "after": "乙", "reason": ""}, "这个字段是必填项。"),
    ],
)
def test_a_correction_of_a_case_that_says_nothing_is_an_error_on_the_form(client, facts, complaint):
    case = make_case(state=CaseState.PUBLISHED)
    client.force_login(make_staff(CHIEF_EDITOR))

    response = send(client, "/admin/showcase/casecorrection/add/", case=case.pk, place="首段", **facts)

    assert complaints(response) == [complaint]
