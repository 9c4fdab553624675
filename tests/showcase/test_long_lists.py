"""Lists too long to be counted: every row met once, forward and back, and the count said as it is."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.models import Correction, StandingChange
from awards.standing import change_standing
from organizations.models import Subdistrict
from showcase import bounds
from showcase.browsing import page, words
from showcase.choices import CaseState
from showcase.indexing import index_all
from showcase.long_lists import ByPinyin, walked
from showcase.matrix import ByPlace, honored_organizations
from showcase.models import CaseCorrection
from showcase.record_log import ChangeLog
from showcase.visibility import public_organizations
from tests.factories import make_case, make_entry, make_list, make_organization, make_subdistrict
from tests.reading import words_of

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def few_are_counted(monkeypatch):
    """As if four rows were very many."""
    for module in (bounds, page, words):
        monkeypatch.setattr(module, "MOST", 3)
    monkeypatch.setattr(bounds, "SMALL_REGISTRY", 0)


@pytest.fixture
def registry():
    """Eight honoured organisations in two places and none, two of one reading; one that only a draft names."""
    released = make_list(state=ListState.RELEASED)
    places = [make_subdistrict(), make_subdistrict("新泾镇", code="310105102", slug="xinjing"), None]
    names = ["陶家宅", "华院", "华苑", "潘东", "苏一", "长一", "天山", "古北"]
    for at, name in enumerate(names):
        make_entry(
            make_organization(f"{name}居民区党总支", subdistrict=places[at % 3], neighborhood=None),
            honor_list=released,
        )
    make_entry(make_organization("机密居民区党总支"))


@pytest.fixture
def log():
    """Two corrections, two decisions and two corrected cases, three of them of one moment; one of a draft."""
    entry = make_entry(make_organization("陶家宅居民区党总支"), state=ListState.RELEASED)
    for number in range(2):
        correct_entry(entry, CorrectedField.CITATION, f"表彰词{number}", "漏录", None)
        act = (StandingAct.REVOKE, StandingAct.RESTORE)[number]
        change_standing(entry, act, decision_number=f"{number}号", decided_on=NOW.date(), reason="查实", by=None)
        case = make_case(f"案例{number}", state=CaseState.PUBLISHED)
        CaseCorrection.objects.create(case=case, place="第二节", before="金廷", after="金庭", reason="笔误")
    CaseCorrection.objects.create(case=make_case("机密"), place="机密", before="甲", after="乙", reason="笔误")
    for rows, moment in (
        (Correction, "corrected_at"),
        (StandingChange, "recorded_at"),
        (CaseCorrection, "corrected_at"),
    ):
        first, *others = rows.objects.order_by("pk")
        rows.objects.filter(pk=first.pk).update(**{moment: NOW})
        rows.objects.filter(pk__in=[one.pk for one in others]).update(**{moment: NOW + timedelta(hours=1)})


def directory():
    return ByPinyin(public_organizations(timezone.now()))


def matrix():
    return ByPlace(honored_organizations(None, None), [*Subdistrict.objects.in_official_order(), None])


def changes():
    return ChangeLog(timezone.now())


def page_of(walk, query: str = "", **options):
    return walked(RequestFactory().get(f"/{query}"), walk, 2, unit="个", **options)


def met(walk) -> tuple[list[str], list[str]]:
    """The names of the rows page by page to the end, and back again."""
    shown = page_of(walk)
    forward = list(shown.rows)
    while shown.next:
        shown = page_of(walk, shown.next)
        forward += shown.rows
    back = list(shown.rows)
    while shown.previous:
        shown = page_of(walk, shown.previous)
        back = [*shown.rows, *back]
    return [walk.name_of(row) for row in forward], [walk.name_of(row) for row in back]


@pytest.mark.parametrize(("walk", "count"), [(directory, 8), (matrix, 8)])
def test_forward_and_back_every_organisation_is_met_once_in_its_order(registry, few_are_counted, walk, count):
    whole = [walk().name_of(row) for row in walk().between(0, 100)]

    forward, back = met(walk())

    assert (forward, back) == (whole, whole)
    assert len(set(whole)) == count


def test_forward_and_back_every_change_is_met_once_newest_first(log, few_are_counted):
    forward, back = met(changes())

    assert [name.split("-")[0] for name in forward] == ["case", "entry", "standing"] * 2
    assert forward == back
    assert len(set(forward)) == 6


def test_a_list_that_was_not_counted_to_its_end_says_so(registry, few_are_counted):
    first, second = page_of(directory()), page_of(directory(), "?page=2")

    assert (first.total_in_words, first.place) == ("3+", "第 1–2 个，共 3+ 个")
    assert second.place == "第 3–4 个，共 3+ 个"
    assert page_of(directory(), first.next).place == "共 3+ 个"


def test_in_a_small_registry_every_list_is_counted_to_its_end(registry, monkeypatch):
    monkeypatch.setattr(bounds, "MOST", 3)

    last = page_of(directory(), "?page=4")

    assert (last.total_in_words, last.place, last.next) == ("8", "第 4 页，共 4 页", "")


def test_no_numbered_page_lies_behind_what_was_counted(registry, few_are_counted):
    with pytest.raises(Http404):
        page_of(directory(), "?page=3")


@pytest.mark.parametrize("turn", ["after", "before"])
@pytest.mark.parametrize("name", ["", "nobody", "ji-mi-ju-min-qu-dang-zong-zhi", "' OR 1=1"])
def test_a_page_beside_a_row_that_is_not_public_is_not_found(registry, few_are_counted, turn, name):
    for walk in (directory(), matrix()):
        with pytest.raises(Http404):
            page_of(walk, f"?{turn}={name}")


@pytest.mark.parametrize("name", ["", "entry", "entry-0", "entry-９", "entry-999999", "nobody-1", f"entry-{'9' * 40}"])
def test_a_page_beside_a_change_that_is_not_public_is_not_found(log, name):
    hidden = CaseCorrection.objects.get(place="机密")

    for asked in (name, f"case-{hidden.pk}"):
        with pytest.raises(Http404):
            page_of(changes(), f"?after={asked}")


def test_the_way_on_keeps_the_filters_and_the_way_back_ends_at_the_address_of_the_list(registry, few_are_counted):
    first = page_of(directory(), "?award=jinyin&page=1")
    second = page_of(directory(), first.next)

    assert parse_qs(first.next.removeprefix("?")) == {"award": ["jinyin"], "after": [first.rows[-1].slug]}
    assert page_of(directory(), second.previous).rows == first.rows
    assert page_of(directory(), f"?before={first.rows[1].slug}").rows == first.rows


def test_words_borne_by_very_many_are_looked_for_among_some_and_the_page_says_so(client, registry, few_are_counted):
    index_all()

    for address in ("/organizations/", "/matrix/", "/honors/"):
        said = words_of(client.get(address, {"q": "居民区"}))

        assert "3+" in said, address
        assert "请再多写一两个字，或者再选一个条件" in said, address


def test_common_words_beside_a_narrow_choice_are_answered_to_the_last_line(client, registry, few_are_counted):
    index_all()

    found = client.get("/honors/", {"q": "居民区", "subdistrict": "xinjing"}).context["page"]

    assert (found.total_in_words, found.is_capped) == ("3", False)
    assert {entry.subdistrict.slug for entry in found.entries} == {"xinjing"}


def test_what_is_published_as_files_is_counted_whole_and_numbered(registry, few_are_counted):
    request = RequestFactory().get("/")
    request.is_static = True

    first = walked(request, directory(), 2, unit="个")

    assert (first.total_in_words, first.next) == ("8", "?page=2")
