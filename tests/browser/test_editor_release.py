"""A case goes to the public by two people: submitted, looked at by a link, signed for later, opened by the clock."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import CaseSection, CaseStudy
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_case, make_organization, make_staff
from tests.showcase.photos.shelves import make_photo

PASSWORD = "a-long-enough-password"
TITLE = "把议事厅 搬到弄堂口"


@pytest.fixture
def case(site):
    """A draft of an editor with one picture, and a chief editor to release it."""
    tag = timezone.now().strftime("%H%M%S%f")
    editor = make_staff(EDITOR, username=f"editor{tag}", password=PASSWORD, full_name="编辑")
    make_staff(CHIEF_EDITOR, username=f"chief{tag}", password=PASSWORD, full_name="主编")
    draft = make_case(TITLE, organization=make_organization(f"议事{tag}居民区党总支"), written_by=editor, lead="导语。")
    section = CaseSection.objects.create(
        case=draft, position=1, heading="协商共治", body="甲段写完了。\n\n乙段写完了。"
    )
    make_photo(draft, section=section, caption="弄堂口的议事会", alternative_text="几位居民围着一张方桌说话")
    draft.tag = tag
    yield draft
    if draft.pk:
        CaseStudy.objects.filter(pk=draft.pk).update(
            state=CaseState.WITHDRAWN, withdrawn_at=timezone.now(), withdrawal_reason="测试完毕"
        )


@pytest.fixture
def keep():
    """Keep a picture of each step where SCREENSHOTS names a folder; and no step may scroll sideways."""

    def kept(page, step):
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (step, sideways) == (step, 0)
        if folder := os.environ.get("SCREENSHOTS"):
            name = f"release-{step}-{page.viewport_size['width']}.png"
            page.screenshot(path=os.path.join(folder, name), full_page=True)

    return kept


def signed_in(open_page, username, viewport):
    page = open_page(viewport)
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return page


def in_a_day(page):
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.fill("[name=publish_at_0]", f"{tomorrow:%Y-%m-%d}")
    page.fill("[name=publish_at_1]", "09:00")


def picture_is_shown(page) -> bool:
    return page.locator(".photo-figure img").first.evaluate("async image => { await image.decode(); return true; }")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_case_is_submitted_previewed_signed_for_later_and_opens_with_its_picture(open_page, case, keep, viewport):
    address, public = f"/admin/showcase/casestudy/{case.pk}/change/", f"/cases/{case.slug}/"
    editor = signed_in(open_page, f"editor{case.tag}", viewport)
    editor.goto(address)
    in_a_day(editor)
    editor.click("input[name=_continue]")
    editor.wait_for_load_state("networkidle")
    keep(editor, "1-draft")
    editor.get_by_role("button", name="送审", exact=True).click()
    editor.get_by_text("已送审。").wait_for()
    editor.goto(f"/admin/showcase/casestudy/{case.pk}/previews/")

    chief = signed_in(open_page, f"chief{case.tag}", viewport)
    chief.goto(f"/admin/showcase/casestudy/{case.pk}/previews/")
    chief.get_by_role("button", name="生成链接").click()
    link = chief.locator("#preview-link").input_value()
    keep(chief, "2-link")

    guest = open_page(viewport)
    guest.goto(link)
    guest.get_by_text("预览，未公布").wait_for()
    assert picture_is_shown(guest)
    keep(guest, "3-preview")

    chief.goto(address)
    keep(chief, "4-review")
    with chief.expect_navigation():
        chief.get_by_role("link", name="签发…").click()
    keep(chief, "5-release")
    chief.get_by_role("button", name="确认签发").click()
    chief.get_by_text("定时发布").first.wait_for()
    keep(chief, "6-scheduled")
    assert guest.request.get(public).status == 404

    CaseStudy.objects.filter(pk=case.pk).update(publish_at=timezone.now() - timedelta(seconds=1))
    assert guest.goto(public).status == 200
    assert picture_is_shown(guest)
    keep(guest, "7-public")
    assert guest.goto(link).url.endswith(public)


def test_a_chief_editor_corrects_a_public_case_and_readers_see_it(open_page, case, keep):
    CaseStudy.objects.filter(pk=case.pk).update(state=CaseState.PUBLISHED, published_at=timezone.now())
    chief = signed_in(open_page, f"chief{case.tag}", DESKTOP)
    chief.goto(f"/admin/showcase/casestudy/{case.pk}/change/")
    chief.fill("[name=sections-0-body]", "甲段写完了。\n\n改过的乙段写完了。")
    chief.click("input[name=_continue]")
    chief.get_by_text("请写明更正理由").first.wait_for()
    keep(chief, "8-asked")
    chief.fill("[name=correction_reason]", "据来函更正")
    chief.click("input[name=_continue]")
    with chief.expect_navigation():
        chief.get_by_role("link", name="版本和改动").click()
    keep(chief, "9-versions")
    with chief.expect_navigation():
        chief.get_by_role("link", name="第 2 版").click()
    keep(chief, "10-difference")

    reader = open_page(PHONE)
    reader.goto(f"/cases/{case.slug}/#corrections")
    reader.get_by_text("据来函更正").wait_for()
    keep(reader, "11-corrected")
