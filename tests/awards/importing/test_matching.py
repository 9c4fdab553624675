"""What decides by itself, and what is only suggested."""

import pytest

from awards.importing.matching import match
from awards.importing.names import KnownName, NameIndex
from organizations.choices import NameKind
from organizations.folding import fold

HUAYANG, XINHUA = 1, 2


def known(organization, text, *, place=HUAYANG, kind=NameKind.CURRENT, current=""):
    return KnownName(organization, place, text, fold(text), kind, current or text)


def index_of(*names):
    return NameIndex.of(names)


def test_the_exact_current_name_decides():
    index = index_of(known(1, "陶家宅居民区党总支"))

    found = match("陶家宅居民区党总支", HUAYANG, "华阳路街道", index)

    assert (found.organization, found.reason) == (1, "与现用名一致")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (NameKind.FORMER, "是它的曾用名"),
        (NameKind.ABBREVIATION, "是它的简称"),
        (NameKind.VARIANT, "是它登记过的异写"),
    ],
)
def test_a_recorded_other_name_decides_and_says_which_kind_it_is(kind, reason):
    index = index_of(known(1, "陶家宅居民区党总支"), known(1, "陶家宅党总支", kind=kind, current="陶家宅居民区党总支"))

    found = match("陶家宅党总支", HUAYANG, "华阳路街道", index)

    assert (found.organization, found.reason) == (1, reason)


@pytest.mark.parametrize(
    "printed",
    [
        "陶家宅居民区 党总支",
        "华阳路街道陶家宅居民区党总支",
        "中共长宁区华阳路街道陶家宅居民区党总支",
        "“陶家宅”居民区党总支",
    ],
)
def test_spaces_quotes_and_place_do_not_matter(printed):
    index = index_of(known(1, "陶家宅居民区党总支"))

    assert match(printed, HUAYANG, "华阳路街道", index).organization == 1


def test_width_of_brackets_does_not_matter():
    index = index_of(known(1, "上海德必文化创意产业发展(集团)有限公司党支部"))

    found = match("上海德必文化创意产业发展（集团）有限公司党支部", HUAYANG, "华阳路街道", index)

    assert found.organization == 1


def test_the_same_name_in_another_subdistrict_is_only_suggested():
    index = index_of(known(1, "虹桥居民区党总支", place=XINHUA))

    found = match("虹桥居民区党总支", HUAYANG, "华阳路街道", index)

    assert found.organization is None
    assert [(one.organization, one.reason) for one in found.suggestions] == [(1, "同名，但在另一个街道")]


def test_without_a_subdistrict_even_an_exact_name_asks_a_person():
    index = index_of(known(1, "陶家宅居民区党总支"))

    found = match("陶家宅居民区党总支", None, "", index)

    assert found.organization is None
    assert [one.reason for one in found.suggestions] == ["同名，但名单没有写明街道"]


def test_two_organizations_of_one_name_in_one_subdistrict_ask_a_person():
    index = index_of(known(1, "陶家宅居民区党总支"), known(2, "陶家宅居民区党总支", kind=NameKind.FORMER))

    found = match("陶家宅居民区党总支", HUAYANG, "华阳路街道", index)

    assert found.organization is None
    assert {one.organization for one in found.suggestions} == {1, 2}


def test_another_level_of_the_same_stem_asks_about_a_change():
    index = index_of(known(1, "陶家宅居民区党支部"))

    found = match("陶家宅居民区党总支", HUAYANG, "华阳路街道", index)

    assert found.organization is None
    assert found.suggestions[0].reason == "同一居民区或单位，层级不同：更名或升格？"


def test_an_abbreviation_is_suggested():
    index = index_of(known(1, "华阳路一社区党总支"))

    found = match("华一居民区党总支", HUAYANG, "华阳路街道", index)

    assert [(one.organization, one.reason) for one in found.suggestions] == [(1, "可能是简称与全称")]


def test_a_near_spelling_is_suggested():
    index = index_of(known(1, "陶家宅居民区党总支"))

    found = match("陶家寨居民区党总支", HUAYANG, "华阳路街道", index)

    assert [(one.organization, one.reason) for one in found.suggestions] == [(1, "写法相近")]


@pytest.mark.parametrize(("printed", "neighbour"), [("长三居民区党总支", "长一居民区党总支"), ("周一", "周二")])
def test_neighbours_told_apart_by_a_number_are_not_taken_for_each_other(printed, neighbour):
    index = index_of(known(1, neighbour))

    assert match(printed, HUAYANG, "华阳路街道", index).suggestions == []


def test_an_organization_is_suggested_once_for_its_best_reason():
    index = index_of(known(1, "陶家宅居民区党支部"), known(1, "陶家宅社区党支部", kind=NameKind.FORMER))

    found = match("陶家宅居民区党总支", HUAYANG, "华阳路街道", index)

    assert [one.score for one in found.suggestions] == [90]
