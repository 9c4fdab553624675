"""Lines of pages that the page cache answers, where a setting asks for them."""

import json
import logging

import pytest
from django.http import HttpResponse

from config.access_lines import AccessLines
from config.log_lines import JsonLines
from organizations.tracing import LINE_WRITTEN
from tests.showcase.caching.edges import Counting, ask, cache_around

NUMBER = "0123456789abcdef"


@pytest.fixture
def lines(caplog):
    caplog.handler.setFormatter(JsonLines())
    caplog.set_level(logging.INFO, "honours.access")
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


def page(environ):
    """What Django answers, and that it has written its line."""
    environ[LINE_WRITTEN].append(True)
    response = HttpResponse("page")
    response.headers["X-Request-ID"] = "of-the-first-reader"
    return response


def test_a_kept_page_has_a_line_of_its_own_and_one_made_anew_has_djangos(lines):
    application = AccessLines(cache_around(Counting(page)))

    for _ in range(3):
        ask(application, "/honors/?q=x", x_request_id=NUMBER)

    told = [(line["request"], line["path"], line["status"], line["kept"]) for line in lines()]
    assert told == [(NUMBER, "/honors/", 200, True)] * 2


def test_a_kept_page_bears_the_number_of_each_reader(lines):
    application = AccessLines(cache_around(Counting(page)))

    numbers = [ask(application, x_request_id=f"{NUMBER}{turn}").headers["X-Request-ID"] for turn in range(3)]

    assert numbers == [f"{NUMBER}0", f"{NUMBER}1", f"{NUMBER}2"]


def test_an_unreadable_path_breaks_nothing(lines):
    application = AccessLines(cache_around(Counting(page)))

    ask(application, "/%FF%0A{}/")
    ask(application, "/%FF%0A{}/")

    assert all("\n" not in json.dumps(line) for line in lines())
