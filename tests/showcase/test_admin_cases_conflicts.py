"""Two people at one case: the second save is held back, nobody's words are lost, and it can be saved again."""

import pytest

from organizations.roles import EDITOR
from showcase.admin.authoring.case_form import HELD_BACK
from showcase.models import CaseSection, Lesson, Photo
from tests.factories import make_staff
from tests.showcase.writing import as_opened, bodies, case_of, page
from tests.staff_forms import complaints, filled_in, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client):
    user = make_staff(EDITOR, full_name="编辑甲")
    client.force_login(user)
    return user


@pytest.fixture
def colleague(client, me):
    """Saves something of the case, in a browser of their own."""
    user = make_staff(EDITOR, full_name="编辑乙")

    def saves(case, **changes):
        client.force_login(user)
        assert send(client, page(case), **changes).status_code == 302
        client.force_login(me)

    return saves


def told(response):
    """Where, what is on record and what was sent, as the page lays it out."""
    return [(one.where, one.label, one.theirs, one.mine) for one in response.context["differences"]]


def test_the_second_save_is_held_back_and_says_who_saved_what(client, colleague):
    case = case_of("原来的字。")
    mine = as_opened(client, case, sections__0__body="甲的字。")
    colleague(case, sections__0__body="乙的字。")

    response = client.post(page(case), mine)

    assert (response.status_code, bodies(case)) == (200, ["乙的字。"])
    assert complaints(response) == [HELD_BACK]
    assert response.context["saved_meanwhile"].by == "编辑乙"
    assert told(response) == [("章节 1", "正文", "乙的字。", "甲的字。")]
    assert filled_in(response)["sections-0-body"] == "甲的字。"


def test_after_a_look_the_same_words_are_saved(client, colleague):
    case = case_of("原来的字。")
    mine = as_opened(client, case, sections__0__body="甲的字。")
    colleague(case, sections__0__body="乙的字。")
    held_back = client.post(page(case), mine)

    response = client.post(page(case), filled_in(held_back) | {"_save": "保存"})

    assert (response.status_code, bodies(case)) == (302, ["甲的字。"])


def test_a_third_save_in_between_is_held_back_again(client, colleague):
    case = case_of("原来的字。")
    mine = as_opened(client, case, sections__0__body="甲的字。")
    colleague(case, sections__0__body="乙的字。")
    held_back = client.post(page(case), mine)
    colleague(case, sections__0__body="乙又改了。")

    client.post(page(case), filled_in(held_back) | {"_save": "保存"})

    assert bodies(case) == ["乙又改了。"]


def test_words_in_a_row_the_other_deleted_become_a_new_row(client, colleague):
    case = case_of("甲", "乙", "丙")
    mine = as_opened(client, case, sections__1__body="乙节我改了很久。")
    colleague(case, sections__1__DELETE="on")

    held_back = client.post(page(case), mine)
    client.post(page(case), filled_in(held_back) | {"_save": "保存", "sections-2-position": "9"})

    assert bodies(case) == ["甲", "丙", "乙节我改了很久。"]


def test_a_row_the_other_added_is_not_lost(client, colleague):
    case = case_of("甲")
    mine = as_opened(client, case, lead="我的导语。")
    row = {"sections__1__heading": "新的一节", "sections__1__body": "乙写的。", "sections__1__position": "2"}
    colleague(case, sections__TOTAL_FORMS="2", **row)

    held_back = client.post(page(case), mine)
    client.post(page(case), filled_in(held_back) | {"_save": "保存"})

    case.refresh_from_db()
    assert (bodies(case), case.lead) == (["甲", "乙写的。"], "我的导语。")


def test_what_the_sender_did_not_touch_is_taken_from_the_record(client, colleague):
    case = case_of("甲", "乙", "丙")
    mine = as_opened(client, case, sections__0__body="甲改过。", touched="sections-0-body")
    changes = {"sections__0__heading": "对方的标题", "sections__1__DELETE": "on", "is_featured": ""}
    colleague(case, lead="对方的导语。", publish_at_0="2030-01-01", publish_at_1="09:00", **changes)

    held_back = client.post(page(case), mine)
    saved = client.post(page(case), filled_in(held_back) | {"_save": "保存"})

    assert told(held_back) == [("章节 1", "正文", "甲", "甲改过。")]
    case.refresh_from_db()
    headings = list(case.sections.order_by("position").values_list("heading", flat=True))
    assert (saved.status_code, case.lead, headings) == (302, "对方的导语。", ["对方的标题", "第 3 节"])
    assert (case.is_featured, case.publish_at.year) == (False, 2030)
    assert bodies(case) == ["甲改过。", "丙"]


def test_a_tick_taken_away_is_a_touch(client, colleague):
    case = case_of("甲")
    Photo.objects.create(case=case, caption="花园", is_illustration=True)
    mine = as_opened(client, case, touched="photos-0-is_illustration")
    del mine["photos-0-is_illustration"]
    colleague(case, lead="对方的导语。")

    held_back = client.post(page(case), mine)

    assert told(held_back) == [("图片 1", "示意图", "是", "否")]


def test_a_photo_described_elsewhere_meanwhile_is_not_overwritten(client, me):
    case = case_of("甲")
    photo = Photo.objects.create(case=case, caption="花园")
    mine = as_opened(client, case, photos__0__caption="楼道")
    Photo.objects.filter(pk=photo.pk).update(caption="邻里花园")

    response = client.post(page(case), mine)

    assert Photo.objects.get().caption == "邻里花园"
    assert told(response) == [("图片 1", "图片说明", "邻里花园", "楼道")]


def test_a_form_that_does_not_say_when_it_was_opened_is_held_back(client, me):
    case = case_of("甲")

    response = client.post(page(case), as_opened(client, case, version="", sections__0__body="乙"))

    assert (complaints(response), bodies(case)) == ([HELD_BACK], ["甲"])


def test_saving_twice_in_a_row_is_no_conflict_with_oneself(client, me):
    case = case_of("甲")
    Lesson.objects.create(case=case, number=1, statement="依靠群众")

    first = send(client, page(case), sections__0__body="乙")
    second = send(client, page(case), sections__0__body="丙")

    assert (first.status_code, second.status_code, bodies(case)) == (302, 302, ["丙"])


@pytest.mark.parametrize("total", ["", "x", "-1", "99999999999999999999", "²"])
def test_nonsense_in_the_numbers_of_rows_is_no_server_error(client, me, total):
    case = case_of("甲")

    response = client.post(page(case), as_opened(client, case, version="old", sections__TOTAL_FORMS=total))

    assert (response.status_code, bodies(case)) == (200, ["甲"])
    assert CaseSection.objects.count() == 1
