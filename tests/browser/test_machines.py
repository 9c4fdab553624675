"""What pages tell machines, in a browser under the strict policy: read as data, run by nothing, nothing refused."""

import json

import pytest

ADDRESSES = ["/", "/honors/", "/awards/jinyin/7/", "/organizations/taojiazhai/", "/cases/taojiazhai-sixian/", "/data/"]
DATA = "[...document.querySelectorAll('script[type=\"application/ld+json\"]')].map((one) => one.textContent)"


def test_the_policy_lets_data_stand_in_every_page(open_page):
    page = open_page()

    for address in ADDRESSES:
        # A refusal of the policy is an error on the console, and fails the test.
        policy = page.goto(address).header_value("content-security-policy")
        assert "script-src 'self'" in policy
        assert [json.loads(text)["@context"] for text in page.evaluate(DATA)]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_dictionary_scrolls_inside_its_table_and_the_page_does_not(open_page, width):
    page = open_page({"width": width, "height": 800})
    page.goto("/data/")

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_click_takes_the_whole_line_to_cite_by(open_page):
    page = open_page()
    page.goto("/awards/jinyin/7/")

    page.locator(".citation__line").click()

    taken = page.evaluate("getSelection().toString()")
    assert taken == page.locator(".citation__line").inner_text()
    assert taken.endswith("/awards/jinyin/7/")
