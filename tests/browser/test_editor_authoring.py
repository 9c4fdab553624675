"""An editor writes a case: seen as it is typed, put in order by keyboard, pasted from Word, and never lost."""

import pytest

from organizations.roles import EDITOR
from showcase.models import CaseStudy, Photo
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.editors import (
    PASSWORD,
    TITLE,
    address,
    committed,
    opened,
    put_a_case_in_place,
    reading,
    save,
    signed_in,
)
from tests.factories import make_staff
from tests.showcase.photos.pictures import jpeg

# So tall that nothing has to be scrolled while a mouse holds a row.
WHOLE_FORM = {"width": 1280, "height": 3600}
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>
<!--StartFragment--><p class=MsoNormal style='text-indent:21pt'><span>近年来，居民区党总支
坚持协商于民。</span><o:p></o:p></p>
<p class=MsoNormal>\u3000\u3000第二段&nbsp;说\u200b加梯。<o:p>&nbsp;</o:p></p>
<table border=1 style='x'><tr><td><p class=MsoNormal>楼<o:p></o:p></p></td><td>户</td></tr></table>
<p>最后一段。</p><!--EndFragment--></body></html>"""
PASTE = """([selector, html]) => {
  const area = document.querySelector(selector), data = new DataTransfer();
  area.focus(); area.select();
  data.setData("text/html", html); data.setData("text/plain", "不用这个");
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def editors(site, django_db_blocker):
    """Two editors; ``site`` tidies up."""
    with django_db_blocker.unblock():
        for username, name in (("bianji", "编辑甲"), ("tongshi", "编辑乙")):
            make_staff(EDITOR, username=f"writer-{username}", password=PASSWORD, full_name=name)


@pytest.fixture
def case(editors):
    """A draft of two sections and one photo in the first."""
    yield committed(put_a_case_in_place)
    committed(CaseStudy.objects.filter(title__startswith=TITLE).delete)


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def headings_shown(page):
    return page.locator("#sections-group .inline-related:not(.empty-form) input[name$=-heading]").evaluate_all(
        "fields => fields.map(field => field.value)"
    )


def test_what_is_typed_is_seen_at_once_and_not_saved(open_page, case):
    page = opened(signed_in(open_page, "bianji"), case)
    reading(page).get_by_text("甲段在此。").wait_for()

    page.fill("#id_sections-0-body", "改过的甲段。\n\n乙段在此。")

    reading(page).get_by_text("改过的甲段。").wait_for()
    assert case.sections.get(position=1).body == "甲段在此。\n\n乙段在此。"
    assert reading(page).locator("figcaption").inner_text().strip() == "邻里花园"


def test_sections_change_places_by_keyboard_and_keep_the_focus(open_page, case):
    page = opened(signed_in(open_page, "bianji"), case)
    down = page.get_by_role("button", name="下移：民情")

    down.focus()
    page.keyboard.press("Enter")

    page.get_by_text("“民情”现在是第 2 节，共 2。").wait_for(state="attached")
    assert headings_shown(page) == ["议事", "民情"]
    assert down.evaluate("button => button === document.activeElement")
    reading(page).locator("h2#section-2", has_text="民情").wait_for()
    save(page)
    assert list(case.sections.order_by("position").values_list("heading", flat=True)) == ["议事", "民情"]


def test_a_section_is_dragged_below_the_next(open_page, case):
    page = opened(signed_in(open_page, "bianji", WHOLE_FORM), case)
    handle, below = page.locator("#sections-0 .row-mover__handle"), page.locator("#sections-1").bounding_box()

    handle.hover()
    page.mouse.down()
    page.mouse.move(below["x"] + 80, below["y"] + 20, steps=4)
    page.mouse.move(below["x"] + 80, below["y"] + below["height"] - 20, steps=4)
    page.mouse.up()

    assert headings_shown(page) == ["议事", "民情"]
    save(page)
    assert list(case.sections.order_by("position").values_list("heading", flat=True)) == ["议事", "民情"]


def test_a_photo_goes_with_its_paragraph_to_another_section(open_page, case):
    page = opened(signed_in(open_page, "bianji"), case)
    place = page.locator("select[name=photos-0-place]")
    assert place.locator("option:checked").inner_text() == "放在第 2 段之后：“乙段在此。”"
    row = page.locator("#sections-0")

    row.get_by_text("移动一段……").click()
    row.locator(".mover__which").select_option(label="第 2 段：“乙段在此。”")
    row.locator(".mover__where").select_option(label="第 2 节“议事” 开头")
    row.get_by_role("button", name="移动").click()
    save(page)

    photo = Photo.objects.get(case=case)
    bodies = list(case.sections.order_by("position").values_list("body", flat=True))
    assert bodies == ["甲段在此。", "乙段在此。\n\n丙段在此。"]
    assert (photo.section.heading, photo.after_paragraph) == ("议事", 1)


def test_word_arrives_as_clean_paragraphs(open_page, case):
    page = opened(signed_in(open_page, "bianji"), case)

    page.evaluate(PASTE, ["#id_sections-1-body", WORD])

    table = "<table><tbody><tr><td>楼</td><td>户</td></tr></tbody></table>"
    clean = f"近年来，居民区党总支坚持协商于民。\n\n第二段 说加梯。\n\n{table}\n\n最后一段。"
    assert page.input_value("#id_sections-1-body") == clean
    reading(page).locator("table td", has_text="楼").wait_for()
    page.keyboard.press("Control+z")
    assert page.input_value("#id_sections-1-body") == "丙段在此。"


def test_leaving_unsaved_work_is_warned_of_and_only_then(open_page, case):
    page = opened(signed_in(open_page, "bianji"), case)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.click("#id_title")
    page.goto("/admin/")
    assert asked == []
    opened(page, case)
    page.locator("#id_title").press("End")
    page.locator("#id_title").press_sequentially("？")
    page.goto("/admin/")

    assert asked == ["beforeunload"]
    opened(page, case)
    page.get_by_role("button", name="恢复这些文字").click()
    assert page.input_value("#id_title").endswith("？")


def test_an_expired_session_gives_the_words_back_after_signing_in(open_page, case):
    page = opened(signed_in(open_page, "bianji"), case)
    page.fill("#id_sections-1-body", "写了半天的一段。")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="保存", exact=True).click()
    page.goto(f"/admin/login/?next={address(case)}")
    page.fill("[name=username]", "writer-bianji")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("button", name="恢复这些文字").click()
    save(page)

    assert case.sections.get(position=2).body == "写了半天的一段。"
    opened(page, case)
    assert page.locator(".kept-draft").count() == 0


def test_the_second_of_two_saves_is_held_back_with_both_texts_in_sight(open_page, case):
    mine, theirs = opened(signed_in(open_page, "bianji"), case), opened(signed_in(open_page, "tongshi"), case)
    theirs.fill("#id_sections-0-body", "乙编辑的字。")
    save(theirs)

    mine.fill("#id_sections-0-body", "甲编辑的字。")
    mine.get_by_role("button", name="保存", exact=True).click()

    told = mine.locator(".saved-meanwhile")
    told.wait_for()
    assert "编辑乙" in told.locator("h2").inner_text()
    assert told.locator("td").all_inner_texts() == ["乙编辑的字。", "甲编辑的字。"]
    assert case.sections.get(position=1).body == "乙编辑的字。"
    save(mine)
    assert case.sections.get(position=1).body == "甲编辑的字。"


def test_photos_chosen_together_become_rows_and_the_bad_one_says_why(open_page, case):
    page = opened(signed_in(open_page, "bianji"), case)
    files = [
        {"name": "楼道.jpg", "mimeType": "image/jpeg", "buffer": jpeg()},
        {"name": "标志.svg", "mimeType": "image/svg+xml", "buffer": b"<svg></svg>"},
        {"name": "花园.jpg", "mimeType": "image/jpeg", "buffer": jpeg(500, 400)},
    ]

    page.set_input_files("#id_new_photos", files)
    page.locator(".photo-drop__list .is-kept").nth(1).wait_for()

    assert "SVG" in page.locator(".photo-drop__list .is-refused").inner_text()
    page.fill("#id_photos-2-alternative_text", "一片花园")
    save(page)
    described = Photo.objects.filter(case=case).order_by("position").values_list("alternative_text", flat=True)
    assert list(described) == ["", "", "一片花园"]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_never_scrolls_sideways_and_previews_on_a_phone_too(open_page, case, viewport):
    page = opened(signed_in(open_page, "bianji", viewport), case)
    assert sideways(page) == 0

    page.get_by_role("tab", name="预览").click()

    reading(page).get_by_text("甲段在此。").wait_for()
    assert sideways(page) == 0


def test_without_a_script_the_preview_opens_by_a_button(open_page, editors):
    page = signed_in(open_page, "bianji", java_script_enabled=False)
    page.goto("/admin/showcase/casestudy/add/")
    page.fill("#id_title", TITLE)
    page.fill("#id_lead", "还没有保存的导语。")

    with page.context.expect_page() as opening:
        page.get_by_role("button", name="预览").click()

    shown = opening.value
    shown.get_by_text("还没有保存的导语。").wait_for()
    assert shown.locator("h1").inner_text() == TITLE
    assert not CaseStudy.objects.filter(title=TITLE).exists()
