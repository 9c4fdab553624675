"""Everything that changed in the record since its release, in the open."""

import datetime

import pytest

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.publishing import withdraw_list
from awards.standing import change_standing
from showcase.choices import CaseState
from showcase.models import CaseCorrection
from showcase.record_log import latest_lines
from tests.factories import make_case, make_entry, make_organization, make_staff
from tests.reading import words_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2023, 5, 4)


@pytest.fixture
def entry():
    return make_entry(make_organization("陶家宅居民区党总支"), state=ListState.RELEASED)


def _revoke(entry) -> None:
    change_standing(entry, StandingAct.REVOKE, decision_number="5号", decided_on=DAY, reason="申报不实", by=None)


def _correct_case(title: str, state: CaseState = CaseState.PUBLISHED) -> CaseCorrection:
    case = make_case(title, state=state)
    return CaseCorrection.objects.create(case=case, place="第二节", before="金廷", after="金庭", reason="笔误")


def test_before_anything_was_corrected_the_page_says_so(client):
    assert "公布以来还没有更正" in words_of(client.get("/corrections/"))


def test_corrections_decisions_and_corrected_cases_stand_together_newest_first(client, entry):
    correct_entry(entry, CorrectedField.CITATION, "攻坚克难", "漏录", None)
    _revoke(entry)
    _correct_case("坚持党员四先")

    what = [(line.subject, line.what) for line in latest_lines(10)]

    named = "陶家宅居民区党总支（第七轮居民区党建工作“金银奖”）"
    assert [name for name, _ in what] == ["《坚持党员四先》", named, named]
    assert [change for _, change in what] == ["更正第二节", "撤销荣誉（5号）", "更正表彰词"]


def test_a_line_gives_before_after_and_reason(client, entry):
    _correct_case("坚持党员四先")

    words = words_of(client.get("/corrections/"))

    assert "更正第二节 更正前 金廷 更正后 金庭 理由：笔误" in words


def test_what_was_withdrawn_is_not_in_the_log(client, entry):
    _revoke(entry)
    withdraw_list(entry.list, make_staff(), "名单有误")
    _correct_case("机密案例", CaseState.WITHDRAWN)

    words = words_of(client.get("/corrections/"))

    assert "陶家宅" not in words
    assert "机密案例" not in words


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_log_asks_the_same_queries_however_long(client, entry, django_assert_num_queries, item_count):
    for number in range(item_count):
        correct_entry(entry, CorrectedField.CITATION, f"表彰词{number}", "漏录", None)
        _correct_case(f"案例{number}")
    _revoke(entry)

    # how many; of corrections, decisions and corrected cases the keys of the page, and those on it; site settings
    with django_assert_num_queries(8):
        client.get("/corrections/")


def test_a_page_that_does_not_exist_is_not_found(client, entry):
    assert client.get("/corrections/?page=2").status_code == 404
