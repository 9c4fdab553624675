"""The line to copy into a paper: which page, of which site, as of which day, where."""

from datetime import UTC, datetime

import pytest

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.models import Correction, StandingChange
from awards.standing import change_standing
from showcase.choices import CaseState
from showcase.models import CaseCorrection
from tests.factories import make_case, make_entry, make_list, make_organization, make_staff, make_tier
from tests.reading import words_of

pytestmark = pytest.mark.django_db

LATER = datetime(2023, 5, 4, 7, 0, tzinfo=UTC)
SITE = "长宁基层党建荣誉册"


@pytest.fixture
def entry():
    return make_entry(make_organization("陶家宅居民区党总支"), state=ListState.RELEASED, verify_code="7K0M1PQRST")


def _correct(entry) -> None:
    correct_entry(entry, CorrectedField.CITATION, "新词", "漏字", None)
    Correction.objects.update(corrected_at=LATER)


def test_a_round_is_cited_as_of_the_day_its_list_was_released(client, entry):
    line = f"{SITE}．第七轮“金银奖”光荣榜[EB/OL]．（2021-11-24）．http://testserver/awards/jinyin/7/"

    assert line in words_of(client.get("/awards/jinyin/7/"))


def test_an_organisation_and_an_entry_are_cited_too(client, entry):
    slug = entry.organization.slug

    line = f"{SITE}．陶家宅居民区党总支[EB/OL]．（2021-11-24）．http://testserver/organizations/{slug}/"
    assert line in words_of(client.get(f"/organizations/{slug}/"))
    line = (
        f"{SITE}．第七轮“金银奖”光荣榜：陶家宅居民区党总支[EB/OL]．（2021-11-24）．http://testserver/verify/7K0M1PQRST/"
    )
    assert line in words_of(client.get("/verify/7K0M1PQRST/"))


@pytest.mark.parametrize("page", ["/awards/jinyin/7/", "/organizations/{slug}/", "/verify/7K0M1PQRST/"])
def test_a_correction_makes_it_the_edition_of_that_day(client, entry, page):
    _correct(entry)

    assert "（2023-05-04）" in words_of(client.get(page.format(slug=entry.organization.slug)))


@pytest.mark.parametrize("page", ["/awards/jinyin/7/", "/organizations/{slug}/", "/verify/7K0M1PQRST/"])
def test_a_decision_does_so_too(client, entry, page):
    change_standing(
        entry,
        StandingAct.REVOKE,
        decision_number="1号",
        decided_on=LATER.date(),
        reason="查实",
        by=make_staff(),
    )
    StandingChange.objects.update(recorded_at=LATER)

    assert "（2023-05-04）" in words_of(client.get(page.format(slug=entry.organization.slug)))


def test_what_happens_in_a_draft_makes_no_new_edition(client, entry):
    other = make_entry(
        entry.organization, honor_list=make_list(state=ListState.RELEASED), tier=make_tier("银奖", rank=3)
    )
    _correct(other)
    other.list.state = ListState.WITHDRAWN
    other.list.withdrawn_at, other.list.withdrawal_reason = LATER, "有误"
    other.list.save()

    assert "（2021-11-24）" in words_of(client.get("/awards/jinyin/7/"))


def test_a_case_is_cited_as_of_its_last_correction(client):
    case = make_case("坚持党员四先", slug="sixian", state=CaseState.PUBLISHED)
    assert "坚持党员四先[EB/OL]．（2021-11-24）．http" in words_of(client.get("/cases/sixian/"))
    CaseCorrection.objects.create(case=case, place="标题", before="甲", after="乙", reason="错字")
    CaseCorrection.objects.update(corrected_at=LATER)

    assert "（2023-05-04）．http://testserver/cases/sixian/" in words_of(client.get("/cases/sixian/"))


def test_an_ampersand_in_a_name_is_cited_as_it_is(client):
    organization = make_organization("甲&乙公司党支部", slug="jia")
    make_entry(organization, state=ListState.RELEASED, verify_code="7K0M1PQRS0")

    assert f"{SITE}．甲&乙公司党支部[EB/OL]" in words_of(client.get("/organizations/jia/"))
    assert "光荣榜：甲&乙公司党支部[EB/OL]" in words_of(client.get("/verify/7K0M1PQRS0/"))
