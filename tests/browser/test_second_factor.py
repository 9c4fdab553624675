"""A reviewer takes a phone, a pencil and no script: enabling the second factor, signing in with it."""

from base64 import b32decode

from django_otp.oath import TOTP

from organizations.roles import REVIEWER
from tests.browser.editors import PASSWORD, committed
from tests.factories import make_staff

NARROW = {"width": 320, "height": 640}


def enter(page, username):
    page.goto("/admin/login/?next=/admin/awards/honorlist/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_a_reviewer_enables_it_and_signs_in_with_a_recovery_code(open_page):
    committed(lambda: make_staff(REVIEWER, username="with-a-pencil", password=PASSWORD))
    page = open_page(NARROW, java_script_enabled=False)
    enter(page, "with-a-pencil")
    page.get_by_role("link", name="登录验证码").click()
    key = page.locator(".second-factor__key").inner_text()
    shown = TOTP(b32decode(key.replace(" ", ""))).token()
    page.get_by_label("验证码").fill(f"{shown:06d}")
    page.get_by_role("button", name="启用").click()
    codes = page.locator(".recovery-codes code").all_inner_texts()
    page.get_by_role("button", name="退出").click()

    enter(page, "with-a-pencil")
    page.get_by_label("验证码").fill(codes[0].lower())
    page.get_by_role("button", name="登录").click()

    page.wait_for_url("**/admin/awards/honorlist/")
    assert len(codes) == 10


def test_its_pages_fit_the_narrowest_screen(open_page):
    committed(lambda: make_staff(REVIEWER, username="with-a-phone", password=PASSWORD))
    page = open_page(NARROW)
    page.goto("/admin/login/")
    wide = [is_too_wide(page)]
    enter(page, "with-a-phone")
    for address in ("/admin/second-factor/", "/admin/confirm-password/", "/admin/"):
        page.goto(address)
        wide.append(is_too_wide(page))

    assert wide == [False] * 4
