"""What a document left open is ticked off on the page of its result, by name."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from organizations.roles import AUDITOR, EDITOR
from showcase.choices import CaseState
from showcase.documents.page.writing import write_page
from tests.factories import make_staff
from tests.reading import words_of
from tests.showcase.documents.pages import SEED

pytestmark = pytest.mark.django_db

LIST = "/admin/showcase/documentimport/"
TEXT = SEED.read_text("utf-8")


@pytest.fixture
def editor(client):
    editor = make_staff(EDITOR, full_name="编辑甲")
    client.force_login(editor)
    return editor


def ticked(client, record, number):
    """The status of ticking off the decision at ``number`` on the result page."""
    sent = {"number": str(number), "question": record.decisions[number]["question"], "settled": "1"}
    return client.post(f"{LIST}{record.pk}/decisions/", sent, headers={"accept": "application/json"}).status_code


@pytest.mark.parametrize("page", ["result", "draft"])
def test_the_forms_to_tick_with_are_the_browsers_own(editor, page):
    record = write_page(TEXT.encode(), "版面.txt", by=editor).record
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(editor)
    draft = reverse("admin:showcase_casestudy_change", args=[record.cases.first().pk])

    shown = careful.get(draft if page == "draft" else f"{LIST}{record.pk}/change/").text
    form = shown.partition('decisions/">')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    address = re.search(r'action="([^"]*decisions/)"', shown)[1]
    response = careful.post(address, {name: html.unescape(value) for name, value in sent.items()})

    record.refresh_from_db()
    assert (response.status_code, "settled_at" in record.decisions[0]) == (302, True)


def test_what_is_open_is_ticked_off_on_the_result_page(client, editor):
    record = write_page(TEXT.encode(), "版面.txt", by=editor).record
    numbers = [[one["case"] for one in record.decisions].index(about) for about in ("", record.cases.first().slug)]

    statuses = [ticked(client, record, number) for number in numbers]

    record.refresh_from_db()
    assert statuses == [200, 200]
    assert [one.get("settled_by") for one in record.decisions if "settled_at" in one] == [str(editor)] * 2
    words = words_of(client.get(f"{LIST}{record.pk}/change/"))
    assert f"要核对 {len(record.decisions) - 2} 处" in words
    assert f"已决定：{editor}" in words


@pytest.mark.parametrize(("role", "state"), [(AUDITOR, CaseState.DRAFT), (EDITOR, CaseState.REVIEW)])
def test_who_may_not_write_a_draft_ticks_nothing_about_it(client, role, state):
    record = write_page(TEXT.encode(), "版面.txt", by=None).record
    record.cases.update(state=state)
    client.force_login(make_staff(role))
    about_a_case = [bool(one["case"]) for one in record.decisions].index(True)

    assert ticked(client, record, about_a_case) == 403
    record.refresh_from_db()
    assert [one for one in record.decisions if "settled_at" in one] == []


@pytest.mark.parametrize(("number", "status"), [("x", 404), ("9999", 302), ("", 404)])
def test_a_tick_that_means_nothing_changes_nothing(client, editor, number, status):
    record = write_page(TEXT.encode(), "版面.txt", by=None).record

    response = client.post(f"{LIST}{record.pk}/decisions/", {"number": number, "question": "？", "settled": "1"})

    record.refresh_from_db()
    assert (response.status_code, [one for one in record.decisions if "settled_at" in one]) == (status, [])
