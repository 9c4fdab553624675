"""The way of a case study to the public: which act is open from which state, and to whom."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from showcase.choices import CaseState
from showcase.models import CaseStudy, Photo
from showcase.publishing import release_case, return_case, submit_case, withdraw_case
from tests.factories import make_case, make_staff
from tests.showcase.photos.shelves import make_photo

pytestmark = pytest.mark.django_db

ACTS = {
    "submit": submit_case,
    "return": lambda case, by: return_case(case, by, "缺来源"),
    "release": release_case,
    "withdraw": lambda case, by: withdraw_case(case, by, "内容有误"),
}
LEADS_TO = {
    ("submit", CaseState.DRAFT): CaseState.REVIEW,
    ("return", CaseState.REVIEW): CaseState.DRAFT,
    ("return", CaseState.WITHDRAWN): CaseState.DRAFT,
    ("release", CaseState.REVIEW): CaseState.PUBLISHED,
    ("release", CaseState.WITHDRAWN): CaseState.PUBLISHED,
    ("withdraw", CaseState.PUBLISHED): CaseState.WITHDRAWN,
    ("withdraw", CaseState.SCHEDULED): CaseState.WITHDRAWN,
}
REFUSED = [(act, state) for act in ACTS for state in CaseState if (act, state) not in LEADS_TO]
NOON = datetime(2021, 11, 24, 4, 0, tzinfo=UTC)
NEXT_DAY = datetime(2021, 11, 25, 4, 0, tzinfo=UTC)


def refusal(act, *arguments, **facts) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        act(*arguments, **facts)
    return refused.value.messages


@pytest.mark.parametrize(("act", "state"), LEADS_TO)
def test_acts_open_from_a_state(act, state):
    case = make_case(state=state)

    ACTS[act](case, make_staff())

    case.refresh_from_db()
    assert case.state == LEADS_TO[act, state]


@pytest.mark.parametrize(("act", "state"), REFUSED)
def test_acts_closed_from_a_state_say_where_the_case_stands(act, state):
    case = make_case(state=state)

    said = refusal(ACTS[act], case, make_staff())

    case.refresh_from_db()
    assert said == [f"案例现在是“{state.label}”，不能这样操作；请刷新页面查看。"]
    assert case.state == state


def test_an_act_goes_by_what_the_database_says_not_by_an_old_page():
    case = make_case()
    stale = CaseStudy.objects.get(pk=case.pk)
    submit_case(case, make_staff())

    said = refusal(submit_case, stale, make_staff())

    assert said == ["案例现在是“待审”，不能这样操作；请刷新页面查看。"]


def test_submitting_and_releasing_remember_who_and_when():
    editor, chief = make_staff(), make_staff()

    case = release_case(submit_case(make_case(), editor), chief, at=NOON)

    assert (case.submitted_by, case.submitted_at is None) == (editor, False)
    assert (case.released_by, case.published_at) == (chief, NOON)


@pytest.mark.parametrize("hand", ["written_by", "submitted_by"])
def test_whoever_wrote_or_submitted_a_case_does_not_release_it(hand):
    editor = make_staff()
    case = make_case(state=CaseState.REVIEW, **{hand: editor})

    said = refusal(release_case, case, editor)

    case.refresh_from_db()
    assert said == ["您撰写、修改或送审过这篇案例，请由另一位主编签发。"]
    assert case.state == CaseState.REVIEW
    assert release_case(case, make_staff()).state == CaseState.PUBLISHED


@pytest.mark.parametrize(
    ("publish_at", "state", "published_at"),
    [
        (None, CaseState.PUBLISHED, NOON),
        (NOON, CaseState.PUBLISHED, NOON),
        (NEXT_DAY, CaseState.SCHEDULED, None),
    ],
)
def test_a_case_waits_for_its_time(publish_at, state, published_at):
    case = make_case(state=CaseState.REVIEW, publish_at=publish_at)

    released = release_case(case, make_staff(), at=NOON)

    assert (released.state, released.published_at) == (state, published_at)


def test_a_scheduled_case_opens_by_the_clock():
    case = make_case(state=CaseState.SCHEDULED, publish_at=NOON)

    before, then = NOON.replace(hour=3, minute=59), NOON

    assert [case.is_public(before), case.is_public(then)] == [False, True]
    assert [CaseStudy.objects.public(at).count() for at in (before, then)] == [0, 1]


@pytest.mark.parametrize("reason", ["", " ", "\u3000"])
def test_withdrawing_needs_a_reason(reason):
    case = make_case(state=CaseState.PUBLISHED)

    said = refusal(withdraw_case, case, make_staff(), reason)

    case.refresh_from_db()
    assert (said, case.state) == (["撤下案例要写明理由。"], CaseState.PUBLISHED)


def test_releasing_again_clears_the_withdrawal_and_keeps_the_first_day():
    case = withdraw_case(make_case(state=CaseState.PUBLISHED, published_at=NOON), make_staff(), " 内容有误 ")
    assert case.withdrawal_reason == "内容有误"

    again = release_case(case, make_staff(), at=NEXT_DAY)

    assert (again.state, again.published_at) == (CaseState.PUBLISHED, NOON)
    assert (again.withdrawn_at, again.withdrawal_reason) == (None, "")


def test_a_picture_without_words_holds_its_case_back():
    case = make_case(state=CaseState.REVIEW)
    make_photo(case, alternative_text="居民围坐议事")
    make_photo(case, alternative_text="")

    said = refusal(release_case, case, make_staff())

    case.refresh_from_db()
    assert said == ["有图片没有替代文字：请写明图中是什么，或勾选“纯装饰”。"]
    assert case.state == CaseState.REVIEW


def test_decorations_and_slots_still_waiting_for_their_picture_do_not():
    case = make_case(state=CaseState.REVIEW)
    make_photo(case, alternative_text="", is_decorative=True)
    Photo.objects.create(case=case, caption="针对社区议题进行协商沟通")

    assert release_case(case, make_staff()).state == CaseState.PUBLISHED


def test_pictures_come_and_go_with_their_case():
    case = make_case(state=CaseState.REVIEW)
    photo = make_photo(case, alternative_text="居民围坐议事")

    released = release_case(case, make_staff())
    photo.refresh_from_db()
    assert photo.released_at is not None

    withdraw_case(released, make_staff(), "内容有误")
    photo.refresh_from_db()
    assert photo.released_at is None


def test_pictures_of_a_scheduled_case_wait_with_it():
    case = make_case(state=CaseState.REVIEW, publish_at=datetime(2999, 1, 1, tzinfo=UTC))
    photo = make_photo(case, alternative_text="居民围坐议事")

    release_case(case, make_staff())

    photo.refresh_from_db()
    assert photo.released_at is None
