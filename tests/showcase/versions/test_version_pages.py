"""The pages of the desk that show versions and put one back."""

import re

import pytest
from django.urls import reverse

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import Photo
from showcase.versions.saves import versions_of
from tests.factories import make_staff
from tests.showcase.versions.saves import START, changed, save

pytestmark = pytest.mark.django_db


def test_the_pages_of_versions_are_read_by_editors_and_say_what_changed(client, case, clock):
    case.title = "改过的标题"
    save(case, clock)
    client.force_login(make_staff(EDITOR))

    listed = client.get(reverse("admin:showcase_casestudy_versions", args=[case.pk])).content.decode()
    key = versions_of(case)[0].key
    shown = client.get(reverse("admin:showcase_casestudy_version", args=[case.pk, key])).content.decode()

    assert re.search(r"第 2 版</a>.*标题.*第 1 版</a>", listed, re.DOTALL)
    assert re.search(r"<del>.*原来.*</del><ins>.*改过.*</ins>的标题", shown)


def test_an_editor_puts_a_version_back_by_its_page(client, case, clock):
    key = versions_of(case)[0].key
    case.title = "改过的标题"
    save(case, clock)
    client.force_login(make_staff(EDITOR))

    response = client.post(reverse("admin:showcase_casestudy_version", args=[case.pk, key]))

    case.refresh_from_db()
    assert (response.status_code, case.title) == (302, "原来的标题")


@pytest.mark.parametrize(("role", "status"), [(EDITOR, 403), (CHIEF_EDITOR, 200)])
def test_a_published_case_is_put_back_by_chiefs_who_say_why(client, case, clock, role, status):
    key = versions_of(case)[0].key
    case.state, case.published_at, case.title = CaseState.PUBLISHED, START, "改过的标题"
    save(case, clock)
    client.force_login(make_staff(role))

    response = client.post(reverse("admin:showcase_casestudy_version", args=[case.pk, key]), {"reason": ""})

    case.refresh_from_db()
    assert (response.status_code, case.title) == (status, "改过的标题")


def test_words_given_to_a_photo_are_no_change_of_its_file(case, clock):
    photo = Photo.objects.create(case=case, caption="议事", original="photos/1.jpg", public_name="1")
    save(case, clock)
    photo.alternative_text = "九个人围坐"
    save(case, clock, photo)

    assert changed(versions_of(case)[0]) == [
        ("图片“议事”：读者看得到", "否", "是"),
        ("图片“议事”：替代文字", "", "九个人围坐"),
    ]
