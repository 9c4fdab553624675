"""What a reader comes for, by keyboard alone; with JavaScript and without it."""

import pytest
from django.core.cache import cache

from awards.models import HonorEntry
from showcase.models import ErrorReport
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.keyboard import follow, tab, tab_to
from tests.browser.kinds import addresses

CASE = "坚持党员“四先”"
# What has the focus is where it will stay.
STILL = {"reduced_motion": "reduce"}


@pytest.fixture(params=[True, False], ids=["with-javascript", "without"])
def reader(request, open_page):
    return open_page(DESKTOP, java_script_enabled=request.param, **STILL)


def heading(page) -> str:
    return page.locator("h1").inner_text().replace("\n", " ")


def test_the_first_tab_offers_to_skip_to_the_text(reader):
    reader.goto("/honors/")

    tab_to(reader, "跳到正文")
    reader.keyboard.press("Enter")

    reader.wait_for_url("**#content")
    assert tab(reader)["in_main"]


def test_a_neighbourhood_is_found(reader):
    reader.goto("/")
    tab_to(reader, "找找我们居民区")
    reader.keyboard.type("陶家宅")
    with reader.expect_navigation():
        reader.keyboard.press("Enter")

    follow(reader, "陶家宅居民区党总支")

    assert "陶家宅居民区党总支" in heading(reader)


def test_the_roll_is_filtered(reader):
    reader.goto("/honors/")
    tab_to(reader, "奖项", "select")
    reader.keyboard.press("End")
    tab_to(reader, "筛选")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**award=wuxing**")

    reader.get_by_role("status").get_by_text("共 1 条").wait_for()
    assert reader.locator("main .entry-list__name").count() == 1


def test_a_round_is_opened_and_set_by_subdistrict(reader):
    reader.goto("/")
    follow(reader, "华阳路街道荣获长宁区第七轮")
    assert heading(reader) == "第七轮“金银奖”光荣榜"

    follow(reader, "按街道（镇）")

    assert reader.locator("main").get_by_role("heading", name="华阳路街道").count() == 1


def test_a_case_is_read_and_the_next_one_after_it(reader):
    reader.goto("/cases/")
    follow(reader, CASE)
    assert heading(reader).startswith(CASE)

    follow(reader, "下一篇")

    assert heading(reader).startswith("当好“领头雁”")


def test_the_large_type_is_put_on_and_off_again(reader):
    reader.goto("/about/")
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    standard = reader.evaluate(size)

    follow(reader, "长辈版")
    large = reader.evaluate(size)
    assert reader.url.endswith("/about/")
    follow(reader, "标准版")

    assert (large > 1.25 * standard, reader.evaluate(size)) == (True, standard)


def test_an_error_is_reported(reader):
    cache.clear()
    before = ErrorReport.objects.count()
    reader.goto("/report/")
    tab_to(reader, "哪里有误")
    reader.keyboard.type("第七轮的名称少一个字。")

    follow(reader, "提交")

    assert reader.url.endswith("/report/received/")
    assert ErrorReport.objects.count() == before + 1


def test_a_code_is_verified(reader):
    entry = HonorEntry.objects.public().first()
    reader.goto("/verify/")
    tab_to(reader, "核验码")
    reader.keyboard.type(entry.verify_code.lower())

    follow(reader, "核验")

    assert heading(reader) == entry.name_as_printed


@pytest.mark.parametrize("kind", ["home", "honors", "round", "organization", "case", "matrix", "search", "report"])
def test_every_stop_of_the_keyboard_is_seen_and_in_the_order_of_the_page(open_page, kind):
    page = open_page(PHONE, **STILL)
    page.goto(next(addresses(kind)))
    focusable = "a[href], button, input:not([type=hidden], [tabindex='-1']), select, textarea, summary, [tabindex='0']"
    shown = page.locator(focusable).evaluate_all("all => all.filter(one => one.checkVisibility()).length")

    stops = 0
    while not (focused := tab(page))["is_nothing"]:
        stops += not focused["is_same"]

    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0
    assert stops == shown
