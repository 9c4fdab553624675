"""Steps of an editor at the page of a case, and the draft they are taken on."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

from showcase.models import CaseSection, Photo
from tests.browser.conftest import DESKTOP
from tests.factories import make_case

PASSWORD = "a-long-enough-password"
TITLE = "坚持党员“四先” 试写稿"


def committed(step):
    """What ``step`` gives, done where the server sees it: only on SQLite does it share the test's own transaction."""
    if connection.vendor != "postgresql":
        return step()
    with ThreadPoolExecutor(1) as outside:
        made = outside.submit(step).result()
        outside.submit(connections.close_all).result()
    return made


def put_a_case_in_place():
    case = make_case(TITLE, lead="导语一段。")
    first = CaseSection.objects.create(case=case, position=1, heading="民情", body="甲段在此。\n\n乙段在此。")
    CaseSection.objects.create(case=case, position=2, heading="议事", body="丙段在此。")
    Photo.objects.create(case=case, section=first, after_paragraph=2, caption="邻里花园")
    return case


def signed_in(open_page, username, viewport=None, **options):
    page = open_page(viewport or DESKTOP, **options)
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=username]", f"writer-{username}")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return page


def opened(page, case):
    page.goto(address(case))
    page.locator(".has-script").wait_for()
    return page


def save(page):
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator(".messagelist .success").wait_for()


def address(case):
    return f"/admin/showcase/casestudy/{case.pk}/change/"


def reading(page):
    return page.frame_locator(".beside__frame").locator("main")
