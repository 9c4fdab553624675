"""Finding organisations, neighbourhoods, rounds and cases by any of their names."""

from datetime import UTC, date, datetime

import pytest

from awards.choices import ListState
from awards.publishing import release_list, submit_list, withdraw_list
from organizations.choices import NameKind
from organizations.merging import merge_organizations
from organizations.naming import give_name, rename_organization
from showcase.choices import CaseState, SearchKind
from showcase.questions import MOST_WORDS, words_of
from showcase.search import MOST_RESULTS, find, matching_organizations
from tests.factories import (
    make_case,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_staff,
    make_subdistrict,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 11, 24, 8, 0, tzinfo=UTC)


def titles(query: str, kind: SearchKind | None = None) -> list[str]:
    """What is found, in the order shown."""
    return [document.title for document in find(query, NOW).results if kind in (None, document.kind)]


def organizations_found(query: str) -> list[str]:
    return titles(query, SearchKind.ORGANIZATION)


@pytest.fixture
def taojiazhai():
    """陶家宅 with every kind of name, honoured in public; 长一 beside it, honoured in a draft."""
    place = make_neighborhood("陶家宅", search_aliases="大西别墅\n金谷苑")
    organization = make_organization("陶家宅居民区党支部", neighborhood=place)
    rename_organization(organization, "陶家宅居民区党总支", on=date(2018, 1, 1))
    give_name(organization, "陶总支", NameKind.ABBREVIATION)
    make_entry(organization, state=ListState.RELEASED, name_as_printed="陶家宅 (华阳)党总支")
    make_entry(make_organization("长一居民区党总支"), honor_list=make_list())
    return organization


FINDING = [
    "陶家宅居民区党总支",  # its current name
    "陶",
    "宅",
    "家宅",
    "宅居民区",
    "陶家宅居民区党支部",  # its former name
    "陶总支",  # its short name
    "陶家宅（华阳）党总支",  # as a roll printed it, with other brackets
    "大西别墅",  # where its residents live
    "西别",
    "金谷苑",
    "华阳路街道",
    "华阳路 陶家宅",
    "陶家宅　党总支",  # a full-width space
    "中共上海市长宁区陶家宅居民区党总支",
    "“陶家宅”",
    "taojiazhai",
    "TaoJiaZhai",
    "tao jia zhai",
    "jiazh",
    "tjz",
    "TJZJMQ",
    "daxibieshu",
    "dxbs",
    "huayanglu",
    "陶家宅居委会",  # what residents say
    "陶家宅居委",
    "陶家宅社区",
    "大西别墅小区",
]
NOT_FINDING = [
    "",
    "居委会",
    "小区",
    "陶小区",
    " \u3000",
    "。",
    "（）",
    "陶家庄",
    "陶家宅 江苏路",
    "%",
    "_",
    "\\",
    "\n",
    "长一",
    "changyi",
    "cy",
]


# One registry for all queries: making it takes longer than asking it.
def test_an_organisation_is_found_by_any_of_its_names_and_places(taojiazhai):
    found = {query: organizations_found(query) for query in FINDING}

    assert found == {query: ["陶家宅居民区党总支"] for query in FINDING}


def test_nothing_is_found_by_other_words_nor_what_only_a_draft_names(taojiazhai):
    found = {query: organizations_found(query) for query in NOT_FINDING}

    assert found == {query: [] for query in NOT_FINDING}


def test_an_organisation_is_found_from_the_release_of_its_list_until_its_withdrawal():
    entry = make_entry(make_organization("长一居民区党总支"), name_as_printed="长一总支")
    found = [organizations_found("长一总支")]

    for act in (
        lambda: submit_list(entry.list, make_staff()),
        lambda: release_list(entry.list, make_staff()),
        lambda: withdraw_list(entry.list, make_staff(), "名单有误"),
    ):
        act()
        found.append(organizations_found("长一总支"))

    assert found == [[], [], ["长一居民区党总支"], []]


def test_a_round_is_found_by_its_number_once_it_is_public():
    make_entry()
    assert titles("第七轮", SearchKind.ROUND) == []

    make_entry(state=ListState.RELEASED)

    spellings = [
        "第七轮",
        "第7轮",
        "七轮",
        "7轮",
        "７轮",
        "第七届",
        "7届",
        "第七轮 金银奖",
        "第７轮“金银奖”",
        "jinyinjiang",
    ]
    for query in spellings:
        assert titles(query, SearchKind.ROUND) == ["第七轮“金银奖”光荣榜"]


@pytest.mark.parametrize("state", CaseState)
def test_the_text_of_a_case_is_found_only_while_it_is_public(state):
    facts = {"publish_at": NOW.replace(year=2022)} if state == CaseState.SCHEDULED else {}
    case = make_case("坚持党员“四先” 破解治理难题", state=state, lead="大事要先知，难事要\n先议。", **facts)
    case.sections.create(position=1, heading="协商共治", body="老公房加装电梯。")
    case.case_organizations.create(organization=make_organization(), name_as_printed="陶家宅总支部")
    queries = ["加装电梯", "四先", "难事要先议", "破解", "陶家宅总支部", "协商 电梯"]

    found = {query: titles(query, SearchKind.CASE) for query in queries}

    expected = [case.title] if state == CaseState.PUBLISHED else []
    assert all(titles_found == expected for titles_found in found.values()), found


def test_a_scheduled_case_is_found_when_its_time_has_come():
    make_case("加梯记", state=CaseState.SCHEDULED, publish_at=NOW)

    assert titles("加梯记") == ["加梯记"]
    assert find("加梯记", NOW.replace(hour=7)).results == []


def test_a_residential_area_is_found_by_its_estates_even_without_an_honour():
    make_neighborhood("新风", search_aliases="兆丰花园")

    assert titles("兆丰花园") == ["新风居民区"]


def test_a_merged_organisation_is_found_under_the_one_that_stands_for_it():
    kept, merged = make_organization("甲居民区党支部"), make_organization("乙居民区党支部")
    make_entry(merged, state=ListState.RELEASED)

    merge_organizations(merged, kept, reason="同一个党组织", by=None)

    assert organizations_found("乙居民区党支部") == ["甲居民区党支部"]


def test_the_exact_name_comes_first_then_names_and_other_names_that_begin_so_then_those_that_hold_it_then_text():
    for name in ("新华一居民区党支部", "华一居民区党支部", "华一"):
        make_entry(make_organization(name), state=ListState.RELEASED)
    make_neighborhood("阿一", search_aliases="华一新村")
    make_case("邻里新篇", state=CaseState.PUBLISHED, lead="学习华一的做法。")

    assert titles("华一") == ["华一", "华一居民区党支部", "阿一居民区", "新华一居民区党支部", "邻里新篇"]


def test_a_former_name_comes_after_a_current_one():
    renamed = make_organization("乙居民区党支部")
    rename_organization(renamed, "阿居民区党支部")
    for organization in (renamed, make_organization("乙居民区党支部", subdistrict=make_subdistrict("江苏路街道"))):
        make_entry(organization, state=ListState.RELEASED)

    assert titles("乙居民区党支部") == ["乙居民区党支部", "阿居民区党支部"]


def test_of_what_fits_equally_well_organisations_come_first(taojiazhai):
    assert titles("陶家宅") == ["陶家宅居民区党总支", "陶家宅居民区"]


def test_results_are_cut_and_say_so():
    for number in range(MOST_RESULTS):
        make_neighborhood(f"苏{number}")
    whole = find("苏", NOW)
    make_neighborhood("苏末")
    cut = find("苏", NOW)

    assert [len(found.results) for found in (whole, cut)] == [MOST_RESULTS, MOST_RESULTS]
    assert [found.is_cut for found in (whole, cut)] == [False, True]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("陶家宅　Party", ["陶家宅", "party"]),
        ("“陶家宅”（华阳）", ["陶家宅华阳"]),
        ("长宁区", ["长宁区"]),
        ("、 。", ["、", "。"]),
        ("一 二 三 四 五 六 七", list("一二三四五六")),
    ],
)
def test_a_query_is_read_word_by_word(query, words):
    assert words_of(query) == words
    assert len(words) <= MOST_WORDS


def test_the_filter_of_the_roll_knows_the_same_names(taojiazhai):
    assert [key for (key,) in matching_organizations("大西 tjz").values_list("organization_id")] == [taojiazhai.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_is_four_queries(django_assert_num_queries, count):
    honor_list = make_list(state=ListState.RELEASED)
    for number in range(count):
        make_entry(make_organization(f"苏{number}居民区党支部"), honor_list=honor_list)

    with django_assert_num_queries(4):  # phrases, how common each sign is, the best documents, those that fit
        found = find("苏", NOW)

    assert len(found.results) == count
