"""Each step of a case is signed, named and dated; who had a hand in its words does not release it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState, SignOffAct
from showcase.models import CaseSection, CaseSignOff
from showcase.publishing import publish_due_cases, release_case, return_case, submit_case, withdraw_case
from showcase.signing import had_a_hand
from tests.factories import make_case, make_staff
from tests.showcase.photos.shelves import failing_afterwards
from tests.staff_forms import send

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 11, 24, 4, 0, tzinfo=UTC)
NEXT_DAY = datetime(2021, 11, 25, 4, 0, tzinfo=UTC)


def signed(case) -> list[tuple]:
    return list(case.sign_offs.order_by("pk").values_list("act", "by", "note"))


def page(case) -> str:
    return reverse("admin:showcase_casestudy_change", args=[case.pk])


def test_every_step_is_signed_with_its_hand_and_its_note():
    editor, chief = make_staff(EDITOR), make_staff(CHIEF_EDITOR)
    case = submit_case(make_case(), editor)
    case = submit_case(return_case(case, chief, " 缺来源 "), editor)
    case = release_case(case, chief, at=NOON)

    withdraw_case(case, chief, "内容有误")

    assert signed(case) == [
        (SignOffAct.SUBMIT, editor.pk, ""),
        (SignOffAct.RETURN, chief.pk, "缺来源"),
        (SignOffAct.SUBMIT, editor.pk, ""),
        (SignOffAct.RELEASE, chief.pk, ""),
        (SignOffAct.WITHDRAW, chief.pk, "内容有误"),
    ]
    assert case.sign_offs.get(act=SignOffAct.RELEASE).at == NOON


def test_a_case_opened_by_the_clock_is_signed_by_nobody_at_its_time():
    chief = make_staff(CHIEF_EDITOR)
    case = release_case(make_case(state=CaseState.REVIEW, publish_at=NEXT_DAY), chief, at=NOON)

    publish_due_cases(NEXT_DAY)

    assert signed(case) == [
        (SignOffAct.SCHEDULE, chief.pk, "到 2021年11月25日 12:00 公开"),
        (SignOffAct.OPEN, None, ""),
    ]
    assert case.sign_offs.get(act=SignOffAct.OPEN).at == NEXT_DAY


def test_an_act_that_is_refused_signs_nothing():
    case = make_case(state=CaseState.PUBLISHED)

    with pytest.raises(ValidationError):
        submit_case(case, make_staff())

    assert signed(case) == []


def test_an_act_that_fails_takes_its_signature_along():
    case = make_case()

    with failing_afterwards():
        submit_case(case, make_staff())

    assert CaseSignOff.objects.count() == 0


@pytest.mark.parametrize("note", ["", " ", "\u3000"])
def test_sending_back_says_what_to_mend(note):
    case = make_case(state=CaseState.REVIEW)

    with pytest.raises(ValidationError) as refused:
        return_case(case, make_staff(), note)

    assert (refused.value.messages, signed(case)) == (["退回案例要写明要改什么。"], [])


@pytest.mark.parametrize(
    "change",
    [{"title": "另一个标题"}, {"sections__0__body": "改过的正文。"}, {"sections__0__DELETE": "on"}],
    ids=["title", "section", "section deleted"],
)
def test_who_changed_a_word_on_the_page_does_not_release_it(client, change):
    case = make_case(written_by=make_staff(EDITOR))
    CaseSection.objects.create(case=case, position=1, body="正文。")
    chief = make_staff(CHIEF_EDITOR)
    client.force_login(chief)

    send(client, page(case), **change)

    assert (had_a_hand(case, chief), had_a_hand(case, make_staff(CHIEF_EDITOR))) == (True, False)


def test_who_only_pressed_save_had_no_hand_in_the_words(client):
    case = make_case(written_by=make_staff(EDITOR))
    chief = make_staff(CHIEF_EDITOR)
    client.force_login(chief)

    send(client, page(case))

    assert case.history.filter(history_user=chief).exists()
    assert not had_a_hand(case, chief)


def test_who_sent_it_back_may_release_it_later(client):
    editor, chief = make_staff(EDITOR), make_staff(CHIEF_EDITOR)
    case = submit_case(make_case(written_by=editor), editor)
    client.force_login(chief)

    client.post(reverse("admin:showcase_casestudy_act", args=[case.pk, "return"]), {"reason": "缺来源"})

    case.refresh_from_db()
    assert case.state == CaseState.DRAFT
    assert not had_a_hand(case, chief)


def test_hands_before_the_last_release_do_not_count_for_the_next(client):
    first, second = make_staff(CHIEF_EDITOR), make_staff(CHIEF_EDITOR)
    case = make_case(written_by=make_staff(EDITOR))
    client.force_login(first)
    send(client, page(case), title="第一位改过的标题")
    case.refresh_from_db()
    case = withdraw_case(release_case(submit_case(case, case.written_by), second), second, "内容有误")

    client.force_login(second)
    send(client, page(case), title="第二位改过的标题")

    assert (had_a_hand(case, first), had_a_hand(case, second)) == (False, True)


def test_a_case_signed_for_later_is_closed_until_it_is_withdrawn(client):
    case = make_case(state=CaseState.SCHEDULED, publish_at=datetime(2999, 1, 1, tzinfo=UTC))
    client.force_login(make_staff(CHIEF_EDITOR))

    assert client.post(page(case), {"_save": ""}).status_code == 403
