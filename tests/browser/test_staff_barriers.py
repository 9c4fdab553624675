"""The pages where staff spend their days have no barrier that axe-core finds."""

import pytest

from showcase.models import CaseStudy
from tests.browser.conftest import DESKTOP
from tests.browser.test_every_page import AUDIT, TAGS
from tests.browser.tooling import tool
from tests.factories import make_staff

PASSWORD = "a-long-enough-password"
ROLL = """华阳路街道荣获长宁区第九十轮居民区党建工作“金银奖”榜单
金奖标兵 陶家宅居民区党总支
金奖 华一党总支
特色治理奖 没有登记过的居民区党支部
"""


@pytest.fixture(scope="module")
def at_work(chromium, site, django_db_blocker):
    """A page of somebody who may do everything, and the address of each page looked at."""
    with django_db_blocker.unblock():
        make_staff(username="everything", password=PASSWORD, is_superuser=True, full_name="管理员")
        case = CaseStudy.objects.order_by("pk").first()
    context = chromium.new_context(base_url=site, viewport=DESKTOP)
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/awards/importbatch/add/")
    page.fill("[name=username]", "everything")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.fill("textarea[name=text]", ROLL)
    page.click("input[value=读取名单]")
    page.wait_for_url("**/importbatch/*/plan/**")
    yield page, {"plan": page.url, "case": f"/admin/showcase/casestudy/{case.pk}/change/"}
    context.close()


ADDRESSES = [
    "/admin/",
    "/admin/awards/importbatch/add/",
    "plan",
    "case",
    "/admin/showcase/casestudy/",
    "/admin/awards/honorlist/",
    "/admin/awards/honorentry/",
    "/admin/second-factor/",
    "/admin/confirm-password/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_the_workbench_has_no_barrier(at_work, address):
    page, known = at_work
    page.goto(known.get(address, address))
    page.wait_for_load_state("networkidle")
    page.evaluate(tool("axe-core/axe.min.js").read_text(encoding="utf-8"))

    assert page.evaluate(AUDIT, TAGS) == []


def test_signing_in_has_no_barrier(open_page):
    page = open_page(DESKTOP)
    page.goto("/admin/login/")
    page.evaluate(tool("axe-core/axe.min.js").read_text(encoding="utf-8"))

    assert page.evaluate(AUDIT, TAGS) == []
