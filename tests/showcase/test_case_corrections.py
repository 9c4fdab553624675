"""A published case changes in the open: a reason is asked, and readers see what changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.roles import CHIEF_EDITOR
from showcase.choices import CaseState
from showcase.models import CaseCorrection, CaseSection, Photo
from tests.factories import make_case, make_staff
from tests.reading import words_of
from tests.showcase.photos.pictures import jpeg
from tests.showcase.photos.shelves import make_released_photo
from tests.staff_forms import complaints, send

pytestmark = pytest.mark.django_db

ASKED = "案例已经发布，改动会公开：请写明更正理由。"


@pytest.fixture
def chief(client):
    user = make_staff(CHIEF_EDITOR)
    client.force_login(user)
    return user


@pytest.fixture
def case():
    made = make_case("原来的标题", state=CaseState.PUBLISHED, lead="导语。")
    CaseSection.objects.create(case=made, position=1, heading="第一节", body="甲段。\n\n乙段。")
    Photo.objects.create(case=made, caption="议事现场")
    return made


def page(case):
    return reverse("admin:showcase_casestudy_change", args=[case.pk])


def told():
    return list(CaseCorrection.objects.order_by("pk").values_list("place", "before", "after", "reason"))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "改过的标题"},
        {"sections__0__body": "甲段。"},
        {"photos__0__caption": "议事"},
        {"sections__0__DELETE": "on"},
    ],
    ids=["title", "section", "photo", "deleted"],
)
def test_a_change_readers_see_is_not_saved_without_a_reason(client, chief, case, change):
    response = send(client, page(case), **change)

    case.refresh_from_db()
    assert complaints(response) == [ASKED]
    assert (case.title, case.sections.count(), told()) == ("原来的标题", 1, [])


def test_each_place_that_changed_is_told_with_before_after_and_reason(client, chief, case):
    changes = {"title": "改过的标题", "sections__0__body": "甲段。\n\n新的乙段。", "photos__0__caption": "议事"}

    send(client, page(case), correction_reason="据来函更正", **changes)

    assert told() == [
        ("标题", "原来的标题", "改过的标题", "据来函更正"),
        ("“第一节”一节第 2 段", "乙段。", "新的乙段。", "据来函更正"),
        ("图片“议事”的说明", "议事现场", "议事", "据来函更正"),
    ]
    assert set(CaseCorrection.objects.values_list("corrected_by", flat=True)) == {chief.pk}


def test_what_only_the_desk_sees_needs_no_reason(client, chief, case):
    response = send(client, page(case), position="2")

    assert (response.status_code, told()) == (302, [])


def test_a_reason_without_a_change_tells_nothing(client, chief, case):
    send(client, page(case), correction_reason="没有改什么")

    assert told() == []


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.WITHDRAWN])
def test_a_case_readers_do_not_see_is_changed_without_a_reason(client, chief, state):
    case = make_case("原来的标题", state=state)

    response = send(client, page(case), title="改过的标题")

    assert (response.status_code, told()) == (302, [])


def test_readers_see_what_changed_and_why(client, chief, case):
    send(client, page(case), title="改过的标题", correction_reason="据来函更正")

    words = words_of(client.get(reverse("showcase:case", args=[case.slug])))

    assert "更正" in words
    assert "标题" in words
    assert "更正前 原来的标题 更正后 改过的标题" in words
    assert "据来函更正" in words


def test_a_photo_of_a_public_case_is_changed_on_its_page_alone(client, chief):
    photo = make_released_photo()

    response = client.post(reverse("admin:showcase_photo_change", args=[photo.pk]), {"caption": "别的"})

    assert response.status_code == 403


def test_a_picture_is_told_of_on_the_day_readers_see_it(client, chief, case):
    upload = SimpleUploadedFile("花园.jpg", jpeg(), "image/jpeg")
    client.post(reverse("admin:showcase_casestudy_photos", args=[case.pk]), {"file": upload})
    send(client, page(case), photos__1__placement_is_inferred="on", correction_reason="先放着")
    assert told() == []

    send(client, page(case), photos__1__alternative_text="一片花园", correction_reason="补发图片")

    assert told() == [
        ("第 2 幅图片：读者看得到", "否", "是", "补发图片"),
        ("第 2 幅图片：替代文字", "", "一片花园", "补发图片"),
    ]


def test_a_new_picture_that_readers_do_not_see_yet_needs_no_reason(client, chief, case):
    response = send(client, page(case), new_photos=[SimpleUploadedFile("花园.jpg", jpeg(), "image/jpeg")])

    assert (response.status_code, case.photos.count(), told()) == (302, 2, [])
