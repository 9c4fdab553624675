"""The way of an honour list to the public: which act is open from which state, and to whom."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from awards.models import HonorList
from awards.publishing import end_notice, note_editor, release_list, return_list, submit_list, withdraw_list
from tests.factories import make_entry, make_list, make_staff

pytestmark = pytest.mark.django_db

ACTS = {
    "submit": submit_list,
    "return": lambda honor_list, by: return_list(honor_list, by, "缺一行"),
    "release": release_list,
    "end-notice": end_notice,
    "withdraw": lambda honor_list, by: withdraw_list(honor_list, by, "内容有误"),
}
LEADS_TO = {
    ("submit", ListState.DRAFT): ListState.REVIEW,
    ("return", ListState.REVIEW): ListState.DRAFT,
    ("release", ListState.REVIEW): ListState.RELEASED,
    ("end-notice", ListState.NOTICE): ListState.RELEASED,
    ("release", ListState.WITHDRAWN): ListState.RELEASED,
    ("withdraw", ListState.NOTICE): ListState.WITHDRAWN,
    ("withdraw", ListState.RELEASED): ListState.WITHDRAWN,
}
REFUSED = [(act, state) for act in ACTS for state in ListState if (act, state) not in LEADS_TO]
NOON = datetime(2021, 11, 24, 4, 0, tzinfo=UTC)
LATE_EVENING = datetime(2021, 11, 24, 17, 0, tzinfo=UTC)  # already the 25th in Shanghai


def a_list(state: ListState = ListState.REVIEW, **facts) -> HonorList:
    """A list with one entry."""
    return make_entry(honor_list=make_list(state=state, **facts)).list


def refusal(act, *arguments, **facts) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        act(*arguments, **facts)
    return refused.value.messages


@pytest.mark.parametrize(("act", "state"), LEADS_TO)
def test_acts_open_from_a_state(act, state):
    honor_list = a_list(state)

    ACTS[act](honor_list, make_staff())

    honor_list.refresh_from_db()
    assert honor_list.state == LEADS_TO[act, state]


@pytest.mark.parametrize(("act", "state"), REFUSED)
def test_acts_closed_from_a_state_say_where_the_list_stands(act, state):
    honor_list = a_list(state)

    said = refusal(ACTS[act], honor_list, make_staff())

    honor_list.refresh_from_db()
    assert said == [f"名单现在是“{state.label}”，不能这样操作；请刷新页面查看。"]
    assert honor_list.state == state


def test_an_act_goes_by_what_the_database_says_not_by_an_old_page():
    honor_list = a_list(ListState.DRAFT)
    stale = HonorList.objects.get(pk=honor_list.pk)
    submit_list(honor_list, make_staff())

    said = refusal(submit_list, stale, make_staff())

    assert said == ["名单现在是“待审核”，不能这样操作；请刷新页面查看。"]


def test_submitting_remembers_who_and_when():
    clerk = make_staff()

    submitted = submit_list(a_list(ListState.DRAFT), clerk)

    assert (submitted.submitted_by, submitted.submitted_at is None) == (clerk, False)


def test_an_empty_list_is_neither_submitted_nor_released():
    assert refusal(submit_list, make_list(), make_staff()) == ["名单里还没有条目，请先录入再提交。"]
    assert refusal(release_list, make_list(state=ListState.REVIEW), make_staff()) == ["名单里还没有条目，不能公布。"]


def test_releasing_remembers_who_and_when():
    reviewer = make_staff()

    released = release_list(a_list(), reviewer, at=NOON)

    assert (released.released_by, released.released_at) == (reviewer, NOON)
    assert released.is_public()


@pytest.mark.parametrize("hand", ["entered_by", "submitted_by"])
def test_whoever_entered_or_submitted_a_list_does_not_release_it(hand):
    clerk = make_staff()
    honor_list = a_list(**{hand: clerk})

    said = refusal(release_list, honor_list, clerk)

    honor_list.refresh_from_db()
    assert said == ["您录入、修改或提交过这份名单，请由另一位审核员公布。"]
    assert honor_list.state == ListState.REVIEW
    assert release_list(honor_list, make_staff()).state == ListState.RELEASED


def test_whoever_edited_a_list_does_not_release_it_even_from_public_notice():
    editor = make_staff()
    honor_list = a_list(ListState.NOTICE)
    note_editor(honor_list, editor)
    note_editor(honor_list, editor)

    said = refusal(end_notice, honor_list, editor)

    assert said == ["您录入、修改或提交过这份名单，请由另一位审核员公布。"]
    assert list(honor_list.editors.all()) == [editor]


@pytest.mark.parametrize(
    ("until", "at", "state"),
    [
        (None, NOON, ListState.RELEASED),
        (date(2021, 11, 23), NOON, ListState.RELEASED),
        # The last day still counts, and days are Shanghai's.
        (date(2021, 11, 24), NOON, ListState.NOTICE),
        (date(2021, 11, 24), LATE_EVENING, ListState.RELEASED),
        (date(2021, 12, 1), NOON, ListState.NOTICE),
    ],
)
def test_a_list_goes_on_public_notice_while_objections_are_open(until, at, state):
    honor_list = a_list(objections_until=until)

    released = release_list(honor_list, make_staff(), at=at)

    assert released.state == state


def test_a_notice_ended_by_hand_leaves_the_day_the_list_became_public_and_who_released_it():
    honor_list = release_list(a_list(objections_until=date(2021, 12, 1)), (first := make_staff()), at=NOON)

    released = end_notice(honor_list, make_staff())

    assert (released.state, released.released_at, released.released_by) == (ListState.RELEASED, NOON, first)


def test_withdrawing_takes_a_list_off_and_keeps_its_entries():
    honor_list, reviewer = a_list(ListState.RELEASED), make_staff()

    withdrawn = withdraw_list(honor_list, reviewer, " 名单有误 ")

    assert (withdrawn.is_public(), withdrawn.was_public()) == (False, True)
    assert (withdrawn.withdrawn_by, withdrawn.withdrawal_reason) == (reviewer, "名单有误")
    assert withdrawn.entries.count() == 1


@pytest.mark.parametrize("reason", ["", " ", "\u3000"])
def test_withdrawing_needs_a_reason(reason):
    honor_list = a_list(ListState.RELEASED)

    said = refusal(withdraw_list, honor_list, make_staff(), reason)

    honor_list.refresh_from_db()
    assert (said, honor_list.state) == (["撤下名单要写明理由。"], ListState.RELEASED)


def test_releasing_again_clears_the_withdrawal_and_keeps_the_first_day():
    withdrawn = withdraw_list(a_list(ListState.RELEASED, released_at=NOON), make_staff(), "名单有误")

    again = release_list(withdrawn, make_staff())

    assert (again.state, again.released_at) == (ListState.RELEASED, NOON)
    assert (again.withdrawn_at, again.withdrawn_by, again.withdrawal_reason) == (None, None, "")


def test_a_list_withdrawn_during_public_notice_comes_back_on_notice():
    on_notice = release_list(a_list(objections_until=date(2021, 12, 1)), make_staff(), at=NOON)
    withdrawn = withdraw_list(on_notice, make_staff(), "名单有误")

    again = release_list(withdrawn, make_staff(), at=datetime(2021, 11, 26, tzinfo=UTC))

    assert again.state == ListState.NOTICE


def test_a_list_sent_back_may_be_submitted_again():
    clerk = make_staff()

    returned = return_list(a_list(submitted_by=clerk), make_staff(), "缺一行")

    assert submit_list(returned, clerk).state == ListState.REVIEW


def test_sending_back_needs_a_reason():
    honor_list = a_list()

    said = refusal(return_list, honor_list, make_staff(), " ")

    honor_list.refresh_from_db()
    assert (said, honor_list.state) == (["退回名单要写明要改什么。"], ListState.REVIEW)


def test_why_a_list_was_sent_back_stays_until_its_release_and_then_in_the_history():
    clerk, reviewer = make_staff(), make_staff()
    submitted = submit_list(return_list(a_list(), reviewer, " 缺一行 "), clerk)

    released = release_list(submitted, reviewer)

    assert (submitted.returned_by, submitted.return_reason) == (reviewer, "缺一行")
    assert (released.returned_by, released.returned_at, released.return_reason) == (None, None, "")
    told = released.history.order_by("history_id").values_list("state", "return_reason")
    assert list(told) == [("review", ""), ("draft", "缺一行"), ("review", "缺一行"), ("released", "")]


@pytest.mark.parametrize("state", [ListState.RELEASED, ListState.WITHDRAWN])
def test_whoever_corrected_a_withdrawn_list_leaves_its_release_to_somebody_else(state):
    reviewer = make_staff()
    entry = make_entry(honor_list=make_list(state=state))
    correct_entry(entry, CorrectedField.CITATION, "改过", "原文如此", reviewer)
    if state == ListState.RELEASED:
        withdraw_list(entry.list, reviewer, "内容有误")

    assert refusal(release_list, entry.list, reviewer) == ["您录入、修改或提交过这份名单，请由另一位审核员公布。"]
    assert release_list(entry.list, make_staff()).state == ListState.RELEASED


def test_whoever_withdrew_a_list_and_changed_nothing_may_release_it_again():
    reviewer = make_staff()
    withdrawn = withdraw_list(a_list(ListState.RELEASED), reviewer, "先核对")

    assert release_list(withdrawn, reviewer).state == ListState.RELEASED
