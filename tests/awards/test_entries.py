"""Entries: what readers have seen is never deleted, and list, round and tier belong together."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from awards.choices import ListState, TierBasis
from awards.models import HonorEntry, HonorList, RoundTier
from awards.models.entries import CODE_ALPHABET, CODE_LENGTH, new_verify_code
from organizations.merging import merge_organizations
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db

SEEN = [ListState.NOTICE, ListState.RELEASED, ListState.WITHDRAWN]
UNSEEN = [ListState.DRAFT, ListState.REVIEW]


@pytest.mark.parametrize("state", SEEN)
def test_an_entry_that_readers_have_seen_is_not_deleted(state):
    entry = make_entry(state=state)

    with pytest.raises(ProtectedError, match="已公布过的条目不能删除，请改用更正或撤销。"):
        entry.delete()

    assert list(HonorEntry.objects.all()) == [entry]


@pytest.mark.parametrize("state", SEEN)
def test_a_query_that_holds_one_seen_entry_deletes_nothing(state):
    seen, draft = make_entry(state=state), make_entry()

    with pytest.raises(ProtectedError, match="已公布过的条目不能删除，请改用更正或撤销。"):
        HonorEntry.objects.all().delete()

    assert set(HonorEntry.objects.all()) == {seen, draft}


def test_the_entries_of_a_list_are_not_deleted_from_its_side():
    entry = make_entry(state=ListState.RELEASED)

    with pytest.raises(ProtectedError):
        entry.list.entries.all().delete()

    assert HonorEntry.objects.count() == 1


@pytest.mark.parametrize("state", UNSEEN)
def test_an_unseen_entry_is_deleted(state):
    make_entry(state=state).delete()
    make_entry(state=state)
    HonorEntry.objects.all().delete()

    assert HonorEntry.objects.count() == 0


@pytest.mark.parametrize("state", ListState)
def test_neither_a_list_nor_what_an_entry_names_is_deleted_under_it(state):
    entry = make_entry(state=state)

    for owner in (entry.list, entry.round, entry.organization, entry.tier, entry.subdistrict):
        with pytest.raises(ProtectedError):
            owner.delete()

    assert (HonorList.objects.count(), HonorEntry.objects.count()) == (1, 1)


def test_an_empty_draft_list_is_deleted():
    make_list().delete()

    assert HonorList.objects.count() == 0


def test_a_tier_of_another_scheme_is_refused():
    entry = make_entry()
    entry.tier = make_tier("五星", scheme=make_scheme("wuxing"), rank=1)

    with pytest.raises(ValidationError) as refused:
        entry.full_clean()

    assert refused.value.message_dict == {"tier": ["请选择本奖项的等次。"]}


def test_an_entry_stays_in_the_round_of_its_list():
    entry = make_entry()
    entry.round = make_round(6)

    with pytest.raises(ValidationError) as refused:
        entry.full_clean()

    assert refused.value.messages == ["条目的轮次必须与名单一致。"]


def test_a_list_with_entries_stays_in_its_round():
    honor_list = make_entry().list
    honor_list.round = make_round(6)

    with pytest.raises(ValidationError) as refused:
        honor_list.full_clean()

    assert refused.value.message_dict == {"round": ["名单里已有条目，不能再改到另一轮。"]}


def test_a_round_has_tiers_of_its_own_scheme_only():
    row = RoundTier(round=make_round(), tier=make_tier("五星", scheme=make_scheme("wuxing"), rank=1), position=1)

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert refused.value.message_dict == {"tier": ["请选择本奖项的等次。"]}


def test_an_organisation_may_have_two_tiers_of_one_round_but_one_of_them_once():
    organization, honor_list = make_organization(), make_list()
    make_entry(organization, honor_list=honor_list, tier=make_tier("金奖"))
    make_entry(organization, honor_list=honor_list, tier=make_tier("特色治理奖", rank=None))

    with pytest.raises(ValidationError, match="这个党组织在这一轮的这个等次已经在册。"):
        HonorEntry(
            list=honor_list,
            round=honor_list.round,
            organization=organization,
            tier=make_tier("金奖"),
            name_as_printed="陶家宅党总支",
        ).full_clean()


def test_official_order_is_ladder_then_specials_then_no_tier_each_by_place_and_printed_position():
    honor_list, there = make_list(), make_subdistrict("江苏路街道", code="990009999")
    gold, special = make_tier("金奖", rank=2), make_tier("特色治理奖", rank=None)
    none = make_entry(honor_list=honor_list, tier_basis=TierBasis.NONE_PRINTED)
    specially = make_entry(honor_list=honor_list, tier=special)
    elsewhere = make_entry(honor_list=honor_list, tier=gold, subdistrict=there, position=1)
    nowhere = make_entry(honor_list=honor_list, tier=gold, subdistrict=None, position=1)
    second = make_entry(honor_list=honor_list, tier=gold, position=2)
    first = make_entry(honor_list=honor_list, tier=gold, position=1)
    top = make_entry(honor_list=honor_list, tier=make_tier("金奖标兵", rank=1), position=9)

    ordered = list(HonorEntry.objects.in_official_order())

    assert ordered == [top, first, second, elsewhere, nowhere, specially, none]


def test_honours_of_an_organisation_include_those_of_what_was_merged_into_it():
    kept, merged = make_organization("甲居民区党支部"), make_organization("乙居民区党支部")
    first, second = make_entry(kept), make_entry(merged)
    make_entry()
    merge_organizations(merged, kept, reason="同一个党组织", by=None)
    kept.refresh_from_db()

    assert set(HonorEntry.objects.of_organization(kept)) == {first, second}


def test_inherited_tiers_await_confirmation():
    inherited = make_entry(tier_basis=TierBasis.INHERITED)
    make_entry(tier_basis=TierBasis.CONFIRMED)

    assert list(HonorEntry.objects.unconfirmed()) == [inherited]
    assert inherited.tier_awaits_confirmation()


def test_verify_codes_survive_being_read_aloud_and_differ():
    codes = {new_verify_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert set("".join(codes)) <= set(CODE_ALPHABET)
    assert not set("ILOU") & set(CODE_ALPHABET)
