"""A clerk puts a pasted roll on record, a reviewer releases it, and readers find it."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from awards.importing.portions import AT_ONCE
from awards.models import HonorEntry, HonorList, ImportBatch, ImportRow
from organizations.models import OrganizationName, Subdistrict
from organizations.roles import CLERK, REVIEWER
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.keyboard import follow, tab_onto
from tests.factories import make_staff

PASSWORD = "a-long-enough-password"
# The newspaper's own roll; one name is shortened, so that somebody has to decide.
ROLL = """光荣榜

华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单

- 金奖标兵 陶家宅居民区党总支
- 金奖 华院居民区党支部
- 银奖 华一党总支
- 特色治理奖 潘东居民区党支部
苏一居民区党总支

华阳路街道荣获长宁区第四轮“两新”组织党建工作“五星奖”榜单

上海德必文化创意产业发展(集团)有限公司党支部
"""
PLAN, ADD = "**/importbatch/*/plan/**", "/admin/awards/importbatch/add/"


def clear_the_roll():
    """Rounds and organisations stay known; nothing is on record, and nothing was brought in."""
    ImportRow.objects.all().delete()
    ImportBatch.objects.all().delete()
    HonorEntry.objects.all()._raw_delete("default")
    HonorList.objects.all().delete()
    OrganizationName.objects.filter(text="华一党总支").delete()


@pytest.fixture(scope="module")
def staff(site, django_db_blocker):
    """The sample without its roll, a clerk of 华阳路街道 and a reviewer; ``site`` tidies up."""
    with django_db_blocker.unblock():
        clear_the_roll()
        clerk = make_staff(CLERK, username="clerk", password=PASSWORD, full_name="录入员")
        clerk.subdistricts.set(Subdistrict.objects.filter(name="华阳路街道"))
        make_staff(REVIEWER, username="reviewer", password=PASSWORD, full_name="审核员")


@pytest.fixture
def registry(staff):
    """The same for each test. On SQLite the server works inside the test's own transaction."""
    yield
    if connection.vendor == "postgresql":
        with ThreadPoolExecutor(1) as outside:
            outside.submit(clear_the_roll).result()
            outside.submit(connections.close_all).result()


@pytest.fixture
def keep(request):
    """Keep a picture of each step where SCREENSHOTS names a folder; and no step may scroll sideways."""

    def kept(page, step):
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (step, sideways) == (step, 0)
        if folder := os.environ.get("SCREENSHOTS"):
            name = f"clerk-{step}-{page.viewport_size['width']}.png"
            page.screenshot(path=os.path.join(folder, name), full_page=True)

    return kept


def signed_in(open_page, username, viewport, **options):
    page = open_page(viewport, **options)
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return page


def paste(page):
    page.goto(ADD)
    page.fill("textarea[name=text]", ROLL)
    page.click("input[value=读取名单]")
    page.wait_for_url(PLAN)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_pasted_roll_is_settled_written_submitted_released_and_read(open_page, registry, keep, viewport):
    page = signed_in(open_page, "clerk", viewport)
    page.goto(ADD)
    keep(page, "1-entry")
    paste(page)
    keep(page, "2-doubt")

    doubt = page.locator(".plan-row--decide")
    doubt.get_by_label("华一居民区党总支").check()
    doubt.locator("select[name$=-remember]").select_option("abbreviation")
    keep(page, "3-answered")
    page.locator(".plan-form__bar button").first.click()
    page.get_by_text("没有疑问，6 行都可以写入。").wait_for()
    keep(page, "4-ready")
    page.get_by_role("button", name="写入 6 条").click()
    page.get_by_text("已写入 6 条").wait_for()
    keep(page, "5-written")

    for address in [link.get_attribute("href") for link in page.locator(".record-panel__links a").all()]:
        page.goto(address)
        keep(page, "6-list")
        page.get_by_role("button", name="提交审核").click()
        page.get_by_text("已提交审核。").wait_for()
    keep(page, "7-submitted")

    reviewer = signed_in(open_page, "reviewer", viewport)
    for honor_list in HonorList.objects.all():
        reviewer.goto(f"/admin/awards/honorlist/{honor_list.pk}/change/")
        with reviewer.expect_navigation():
            reviewer.get_by_role("link", name="公布…").click()
        keep(reviewer, "8-release")
        reviewer.get_by_role("button", name="确认公布").click()
        reviewer.get_by_text("已公布，读者现在就能看到。").wait_for()

    reader = open_page(viewport)
    reader.goto("/awards/jinyin/7/")
    keep(reader, "9-public")
    assert reader.locator("main").get_by_text("华一党总支").count() == 1
    assert HonorEntry.objects.public().count() == 6


def test_the_clerk_cannot_release_what_the_clerk_entered(open_page, registry):
    page = signed_in(open_page, "clerk", DESKTOP)
    paste(page)
    page.get_by_role("button", name="写入").click()
    page.get_by_text("已写入 5 条").wait_for()
    honor_list = HonorList.objects.first()

    answer = page.request.get(f"/admin/awards/honorlist/{honor_list.pk}/acts/release/")

    assert answer.status == 403


def test_a_doubt_is_settled_without_a_script(open_page, registry):
    page = signed_in(open_page, "clerk", PHONE, java_script_enabled=False)
    paste(page)
    doubt = page.locator(".plan-row--decide")

    doubt.locator("input[name$=-asked]").fill("hyjmq")
    doubt.get_by_role("button", name="查找").click()
    page.get_by_label("华一居民区党总支").first.check()
    page.get_by_role("button", name="只保存这一行").first.click()

    page.get_by_text("没有疑问，6 行都可以写入。").wait_for()


def test_number_keys_choose_and_enter_saves(open_page, registry):
    page = signed_in(open_page, "clerk", DESKTOP)
    paste(page)

    page.locator(".plan-row--decide input[type=radio]").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_url(PLAN)

    page.get_by_text("没有疑问，6 行都可以写入。").wait_for()


def test_organizations_are_found_while_typing(open_page, registry):
    page = signed_in(open_page, "clerk", DESKTOP)
    paste(page)
    doubt = page.locator(".plan-row--decide")

    doubt.locator("input[name$=-asked]").fill("pandong")
    doubt.get_by_label("潘东居民区党支部").check()
    doubt.get_by_role("button", name="只保存这一行").click()

    page.get_by_text("没有疑问，6 行都可以写入。").wait_for()


def test_a_round_nobody_registered_is_registered_from_its_own_list(open_page, registry, keep):
    page = signed_in(open_page, "reviewer", PHONE)
    page.goto(ADD)
    page.fill("textarea[name=text]", ROLL.replace("第七轮", "第九十九轮"))
    page.click("input[value=读取名单]")
    page.wait_for_url(PLAN)
    keep(page, "unregistered-1-offer")

    with page.expect_navigation():
        page.get_by_role("link", name="登记第九十九轮“金银奖”…").click()
    keep(page, "unregistered-2-confirm")
    page.get_by_role("button", name="登记第九十九轮“金银奖”").click()

    page.get_by_text("已登记第九十九轮居民区党建工作“金银奖”").wait_for()
    assert page.locator(".round-offer").count() == 0
    keep(page, "unregistered-3-registered")


def test_the_keyboard_alone_brings_a_roll_on_record(open_page, registry):
    page = signed_in(open_page, "clerk", DESKTOP)
    page.goto(ADD)
    # The browser gives the field its focus with a frame of its own, which may come after the page's "load".
    page.locator("textarea[name=text]:focus").wait_for()
    page.keyboard.insert_text(ROLL)
    follow(page, "读取名单")
    page.wait_for_url(PLAN)
    tab_onto(page, ".plan-row--decide input[type=radio]")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.get_by_text("没有疑问，6 行都可以写入。").wait_for()
    follow(page, "写入")

    page.get_by_text("已写入 6 条").wait_for()


def test_a_long_list_shows_how_far_it_is_and_goes_on_by_itself(open_page, registry, keep):
    page = signed_in(open_page, "reviewer", DESKTOP)
    lines = "".join(f"金奖 第{number}号居民区党总支\n" for number in range(AT_ONCE + 50))
    page.goto(ADD)
    page.fill("textarea[name=text]", f"华阳路街道第七轮“金银奖”名单\n{lines}")
    page.click("input[value=读取名单]")

    page.get_by_text(f"{AT_ONCE + 50} 行要您决定。").wait_for()
    keep(page, "long-plan")


def test_a_plan_left_half_settled_is_as_it_was_when_one_comes_back(open_page, registry):
    page = signed_in(open_page, "clerk", DESKTOP)
    paste(page)
    plan = page.url
    page.locator(".plan-row--decide").get_by_label("跳过这一行，不录入").check()
    page.get_by_role("button", name="只保存这一行").first.click()
    page.get_by_text("没有疑问，5 行都可以写入。").wait_for()

    again = signed_in(open_page, "clerk", PHONE)
    paste(again)

    again.get_by_text("这份名单您已经录入过，还没有写入").wait_for()
    assert again.url == plan
    again.get_by_text("没有疑问，5 行都可以写入。").wait_for()
