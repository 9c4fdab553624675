"""Rows with their verdicts: what is ready, what a person must decide, and why."""

import pytest

from awards.choices import ListState, TierBasis, Verdict
from awards.importing.planning import Defaults, plan_rows
from awards.importing.registry import load_registry
from awards.importing.rows import ReadRow, RoundText
from organizations.choices import NameKind
from organizations.models import Organization, Subdistrict
from organizations.naming import give_name
from tests.factories import (
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db


def read_row(organization="陶家宅居民区党总支", **facts):
    facts.setdefault("position", "第 1 行")
    facts.setdefault("tier", "金奖")
    facts.setdefault("tier_basis", TierBasis.PRINTED)
    facts.setdefault("round", RoundText("金银奖", 7))
    facts.setdefault("subdistrict", "华阳路街道")
    return ReadRow(organization=organization, **facts)


@pytest.fixture
def registry_of_one():
    """陶家宅居民区党总支 of 华阳路街道, the seventh round, the tier 金奖."""
    make_tier("金奖", scheme=make_round(7).scheme)
    return make_organization("陶家宅居民区党总支")


def plan_one(row, **defaults):
    return plan_rows([row], load_registry(), Defaults(**defaults))[0]


def test_a_known_name_round_and_tier_are_ready(registry_of_one):
    planned = plan_one(read_row())

    assert (planned.verdict, planned.organization, planned.message) == (Verdict.READY, registry_of_one.pk, "")


def test_an_inherited_tier_is_ready_and_stays_inherited(registry_of_one):
    planned = plan_one(read_row(tier_basis=TierBasis.INHERITED))

    assert (planned.verdict, planned.tier_basis) == (Verdict.READY, TierBasis.INHERITED)


def test_a_round_that_is_not_registered_is_for_a_person_to_decide(registry_of_one):
    planned = plan_one(read_row(round=RoundText("金银奖", 8)))

    assert (planned.verdict, planned.organization) == (Verdict.DECIDE, registry_of_one.pk)
    assert planned.message == "第八轮“金银奖”还没有登记，请先登记这一轮，登记后会重新核对。"


def test_a_row_keeps_the_round_it_names_until_that_is_registered(registry_of_one):
    planned = plan_one(read_row(round=RoundText("金银奖", 8)))

    assert planned.unregistered == {"scheme": "金银奖", "number": 8, "slug": "jinyin"}


def test_without_any_neighbourhood_the_offer_says_why_none_is_recognised():
    make_round(7)
    make_tier("金奖")
    make_subdistrict()

    planned = plan_one(read_row())

    assert planned.suggestions[0]["reason"] == "新建党组织（系统里还没有登记居民区，认不出是哪一个）"


def test_without_any_subdistrict_the_row_says_who_loads_them(registry_of_one):
    Organization.objects.all().update(subdistrict=None)
    Subdistrict.objects.all().delete()

    planned = plan_one(read_row())

    assert planned.messages[0].startswith("系统里还没有登记街道（镇），认不出“华阳路街道”，请先由管理员载入")


def test_a_list_that_names_no_round_takes_the_one_chosen_at_import(registry_of_one):
    planned = plan_one(read_row(round=None), round=make_round(7))

    assert (planned.verdict, planned.round) == (Verdict.READY, make_round(7))


def test_a_row_without_any_round_is_an_error(registry_of_one):
    assert plan_one(read_row(round=None)).message == "没有写明是哪个奖项的第几轮，请在导入时选择轮次。"


def test_an_unknown_tier_asks_a_person(registry_of_one):
    planned = plan_one(read_row(tier="铜奖"))

    assert (planned.verdict, planned.message) == (Verdict.DECIDE, "“金银奖”没有“铜奖”这个等次，请选择。")


def test_a_missing_tier_asks_a_person_where_the_scheme_has_tiers(registry_of_one):
    planned = plan_one(read_row(tier="", tier_basis=TierBasis.NONE_PRINTED))

    assert planned.verdict == Verdict.DECIDE


def test_a_missing_tier_is_ready_where_the_scheme_has_none():
    make_round(4, scheme=make_scheme("wuxing"))
    make_organization("德必党支部", sector="new")

    planned = plan_one(read_row("德必党支部", tier="", tier_basis=TierBasis.NONE_PRINTED, round=RoundText("五星奖", 4)))

    assert (planned.verdict, planned.tier, planned.tier_basis) == (Verdict.READY, None, TierBasis.NONE_PRINTED)


def test_an_honour_on_record_is_recorded_even_under_a_former_name(registry_of_one):
    give_name(registry_of_one, "陶家宅党总支", NameKind.FORMER)
    make_entry(registry_of_one, honor_list=make_list(state=ListState.RELEASED))

    planned = plan_one(read_row("陶家宅党总支"))

    assert (planned.verdict, planned.message) == (Verdict.RECORDED, "已经在册，不重复写入。")


def test_another_tier_in_the_same_round_asks_a_person(registry_of_one):
    make_tier("银奖", rank=3)
    make_entry(registry_of_one, honor_list=make_list(state=ListState.RELEASED))

    planned = plan_one(read_row(tier="银奖"))

    assert planned.message == "本轮已经在册，等次是“金奖”；请核对是否又获这一等次。"


def test_the_same_honour_twice_in_one_list_is_an_error_that_names_the_first(registry_of_one):
    rows = [read_row(), read_row("陶家宅居民区 党总支", position="第 9 行")]

    planned = plan_rows(rows, load_registry(), Defaults())

    assert [row.verdict for row in planned] == [Verdict.READY, Verdict.ERROR]
    assert planned[1].message == "与第 1 行重复，请删去一行。"


def test_an_empty_registry_offers_to_create_with_the_neighbourhood_recognised():
    make_round(7)
    make_tier("金奖")
    area = make_neighborhood("陶家宅")

    planned = plan_one(read_row())

    assert planned.verdict == Verdict.DECIDE
    assert planned.suggestions == [
        {
            "create": "陶家宅居民区党总支",
            "sector": "residential",
            "subdistrict": area.subdistrict.pk,
            "neighborhood": area.pk,
            "reason": "新建党组织（陶家宅居民区）",
        }
    ]


def test_a_list_without_subdistricts_learns_the_place_from_a_neighbourhood_only_one_bears(registry_of_one):
    make_neighborhood("陶家宅")

    planned = plan_one(read_row(subdistrict=""))

    assert (planned.verdict, planned.organization) == (Verdict.READY, registry_of_one.pk)


def test_a_neighbourhood_name_that_two_subdistricts_bear_decides_nothing(registry_of_one):
    make_neighborhood("陶家宅")
    make_neighborhood("陶家宅", subdistrict=make_subdistrict("新华路街道"))

    assert plan_one(read_row(subdistrict="")).verdict == Verdict.DECIDE


def test_an_unknown_subdistrict_asks_a_person(registry_of_one):
    planned = plan_one(read_row(subdistrict="外滩街道"))

    assert planned.messages[0] == "没有登记“外滩街道”这个街道（镇），请核对。"


def test_all_that_is_wrong_is_said_at_once(registry_of_one):
    planned = plan_one(read_row("不存在的党支部", tier="铜奖"))

    assert planned.messages == ["“金银奖”没有“铜奖”这个等次，请选择。", "没有登记这个党组织，请核对名称，或新建。"]


@pytest.mark.parametrize("row_count", [1, 3])
def test_planning_asks_seven_questions_however_long_the_list(registry_of_one, django_assert_num_queries, row_count):
    rows = [read_row(position=f"第 {number} 行") for number in range(row_count)]

    with django_assert_num_queries(7):  # tiers, schemes, names, subdistricts, neighbourhoods, rounds; entries
        plan_rows(rows, load_registry(), Defaults())
