"""A resident looks for the own neighbourhood, on a desk and on an old phone."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE

TITLE = "坚持党员“四先” 破解治理难题"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_resident_finds_the_case_of_taojiazhai_from_the_home_page(open_page, viewport):
    page = open_page(viewport)
    page.goto("/")

    page.locator("main input[name=q], header input[name=q]").first.fill("陶家宅")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="陶家宅居民区党总支").first.click()
    page.locator("main").get_by_role("link", name="坚持党员").first.click()

    assert page.locator("h1").inner_text().replace("\n", " ") == TITLE


def test_the_estate_name_leads_to_the_same_organization(open_page):
    page = open_page(PHONE)
    page.goto("/search/?q=大西别墅")

    page.locator("main").get_by_role("link", name="陶家宅居民区党总支").first.click()

    assert "陶家宅居民区党总支" in page.locator("h1").inner_text()


def test_pages_work_without_javascript(open_page):
    page = open_page(PHONE, java_script_enabled=False)
    page.goto("/honors/")

    page.locator("main select[name=award]").select_option("wuxing")
    page.locator("main form button[type=submit]").first.click()

    assert page.locator("main").get_by_text("上海德必文化创意产业发展(集团)有限公司党支部").count() == 1


def test_a_choice_narrows_the_roll_in_place_and_says_how_many_are_left(open_page):
    page = open_page(DESKTOP)
    page.goto("/honors/")
    page.evaluate("window.stays = true")

    page.locator("#id_award").focus()
    page.locator("#id_award").select_option("wuxing")
    page.wait_for_url("**/honors/?award=wuxing")
    page.get_by_text("去掉这个条件").wait_for(state="attached")

    assert page.evaluate("window.stays")
    assert page.evaluate("document.activeElement.id") == "id_award"
    assert page.locator("#roll-status").inner_text() == "共 1 条"
    page.go_back()
    # The address comes back at once, the page a moment later.
    page.wait_for_function("!window.stays && document.querySelector('#id_award').value === ''")
