"""From a Word file to the public by two people: its photo placed, looked at by a link, signed for later, opened."""

import os
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from organizations.models import StaffUser
from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState, SignOffAct
from showcase.models import CaseSection, CaseStudy
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_case, make_organization, make_staff
from tests.files.documents.building import paragraph, picture_bytes, styled

PASSWORD = "a-long-enough-password"
TITLE = "把议事厅 搬到弄堂口"
PARAGRAPHS = ["先请居民说话。", "再请大家商量。", "商量定了就办。"]


@pytest.fixture
def people(site):
    """An editor, and a chief editor to release what the editor wrote: the end of their user names."""
    tag = timezone.now().strftime("%H%M%S%f")
    make_staff(EDITOR, username=f"editor{tag}", password=PASSWORD, full_name="编辑")
    make_staff(CHIEF_EDITOR, username=f"chief{tag}", password=PASSWORD, full_name="主编")
    yield tag
    published = CaseStudy.objects.filter(written_by__username=f"editor{tag}")
    published.update(state=CaseState.WITHDRAWN, withdrawn_at=timezone.now(), withdrawal_reason="测试完毕")


@pytest.fixture
def case(people):
    """A public case of the editor."""
    organization = make_organization(f"议事{people}居民区党总支")
    editor = StaffUser.objects.get(username=f"editor{people}")
    made = make_case(TITLE, organization=organization, written_by=editor, lead="导语。", state=CaseState.PUBLISHED)
    CaseSection.objects.create(case=made, position=1, heading="协商共治", body="甲段写完了。\n\n乙段写完了。")
    return made


def word_file(title) -> dict[str, object]:
    """A Word file of one case, whose picture stands after the first of three paragraphs."""
    document = styled()
    document.add(
        paragraph(title, style="Title"),
        paragraph("华阳路街道陶家宅居民区党总支"),
        paragraph("弄堂口支起一张方桌，居民的事居民议。"),
        paragraph("协商共治", style="Heading1"),
        paragraph(PARAGRAPHS[0]),
        paragraph(document.picture(picture_bytes("#35524a", (1200, 800)), words="几位居民围着一张方桌说话")),
        paragraph("▲弄堂口的议事会"),
        *map(paragraph, PARAGRAPHS[1:]),
        paragraph("经验启示", style="Heading1"),
        paragraph("1.把桌子搬到居民门口；话才说得开。"),
    )
    return {"name": "议事.docx", "mimeType": "application/octet-stream", "buffer": document.saved()}


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


def neighbours_of_picture(page) -> list[str]:
    """What stands right before and right after the picture."""
    figure = page.locator("figure.photo-figure")
    around = "figure => [figure.previousElementSibling, figure.nextElementSibling].map(one => one.innerText)"
    return figure.evaluate(around)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_word_file_becomes_a_public_case_by_the_hands_of_two(open_page, people, keep, viewport):
    title = f"{TITLE} {people}"
    editor = signed_in(open_page, f"editor{people}", viewport)
    editor.goto("/admin/showcase/casestudy/word/")
    editor.set_input_files("[name=file]", word_file(title))
    keep(editor, "1-word")
    editor.get_by_role("button", name="读取并建成草稿").click()
    editor.wait_for_url("**/change/")
    address = urlsplit(editor.url).path
    desk = address.removesuffix("change/")

    editor.locator("select[name=photos-0-place]").select_option(label=f"放在第 2 段之后：“{PARAGRAPHS[1]}”")
    in_a_day(editor)
    editor.click("input[name=_continue]")
    editor.locator(".messagelist .success").wait_for()
    keep(editor, "2-draft")
    editor.get_by_role("button", name="送审", exact=True).click()
    editor.get_by_text("已送审。").wait_for()

    chief = signed_in(open_page, f"chief{people}", viewport)
    chief.goto(f"{desk}previews/")
    chief.get_by_role("button", name="生成链接").click()
    link = chief.locator("#preview-link").input_value()
    keep(chief, "3-link")

    guest = open_page(viewport)
    guest.goto(link)
    guest.get_by_text("预览，未公布").wait_for()
    assert picture_is_shown(guest)
    assert neighbours_of_picture(guest) == PARAGRAPHS[1:]
    keep(guest, "4-preview")

    chief.goto(address)
    keep(chief, "5-review")
    with chief.expect_navigation():
        chief.get_by_role("link", name="签发…").click()
    keep(chief, "6-release")
    chief.get_by_role("button", name="确认签发").click()
    chief.get_by_text("定时发布").first.wait_for()
    keep(chief, "7-scheduled")
    case = CaseStudy.objects.get(title=title)
    public = f"/cases/{case.slug}/"
    assert guest.request.get(public).status == 404

    CaseStudy.objects.filter(pk=case.pk).update(publish_at=timezone.now() - timedelta(seconds=1))
    assert guest.goto(public).status == 200
    assert picture_is_shown(guest)
    assert neighbours_of_picture(guest) == PARAGRAPHS[1:]
    keep(guest, "8-public")
    assert guest.goto(link).url.endswith(public)
    signed = list(case.sign_offs.order_by("pk").values_list("act", "by__full_name"))
    assert signed == [(SignOffAct.SUBMIT, "编辑"), (SignOffAct.SCHEDULE, "主编"), (SignOffAct.OPEN, None)]


def test_a_chief_editor_corrects_a_public_case_and_readers_see_it(open_page, people, case, keep):
    chief = signed_in(open_page, f"chief{people}", DESKTOP)
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
