"""Joining two registrations of one organisation, and parting them again."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from organizations.merging import merge_organizations, undo_merge
from organizations.models import Organization, OrganizationMerge
from tests.factories import make_entry, make_organization, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db


def a_chain(length: int) -> tuple[list[Organization], list[OrganizationMerge]]:
    """Organisations each merged into the next, with the merges: 甲 → 乙 → 丙 …"""
    chain = [make_organization(f"{name}居民区党支部") for name in "甲乙丙丁"[:length]]
    merges = [merge_organizations(source, target, reason="同一个党组织", by=None) for source, target in pairwise(chain)]
    return chain, merges


def pointers(*organizations: Organization) -> list[tuple[str | None, str]]:
    """For each: what it was merged into, and what readers see."""
    fresh = [Organization.objects.get(pk=organization.pk) for organization in organizations]
    return [(row.merged_into and row.merged_into.name[0], row.canonical.name[0]) for row in fresh]


def test_merging_sets_a_pointer_and_says_who_and_why():
    source, target, clerk = make_organization("甲居民区党支部"), make_organization("乙居民区党支部"), make_staff()

    merge = merge_organizations(source, target, reason=" 换届时重复登记 ", by=clerk)

    assert pointers(source, target) == [("乙", "乙"), (None, "乙")]
    assert (merge.reason, merge.merged_by, merge.undone_at) == ("换届时重复登记", clerk, None)


def test_merging_moves_nothing():
    source, target = make_organization("甲居民区党支部"), make_organization("乙居民区党支部")
    entry = make_entry(source)

    merge_organizations(source, target, reason="同一个党组织", by=None)

    entry.refresh_from_db()
    assert entry.organization == source
    assert [name.text for name in source.names.all()] == ["甲居民区党支部"]


def test_readers_of_a_chain_see_its_last_organisation():
    chain, _ = a_chain(4)

    assert pointers(*chain) == [("乙", "丁"), ("丙", "丁"), ("丁", "丁"), (None, "丁")]


def test_merging_into_one_that_is_merged_already_leads_to_the_last():
    (first, second), _ = a_chain(2)
    late = make_organization("丙居民区党支部")

    merge_organizations(late, first, reason="同一个党组织", by=None)

    assert pointers(late, first, second) == [("甲", "乙"), ("乙", "乙"), (None, "乙")]


def test_undoing_clears_one_pointer():
    (source, target), (merge,) = a_chain(2)
    clerk = make_staff()

    undo_merge(merge, reason=" 是两个党组织 ", by=clerk)

    merge.refresh_from_db()
    assert pointers(source, target) == [(None, "甲"), (None, "乙")]
    assert (merge.undo_reason, merge.undone_by, merge.undone_at is None) == ("是两个党组织", clerk, False)


def test_undoing_in_the_middle_of_a_chain_parts_it_there():
    chain, merges = a_chain(4)

    undo_merge(merges[1], reason="是两个党组织", by=None)

    assert pointers(*chain) == [("乙", "乙"), (None, "乙"), ("丁", "丁"), (None, "丁")]


def test_what_was_parted_may_be_merged_again():
    (source, target), (merge,) = a_chain(2)
    undo_merge(merge, reason="是两个党组织", by=None)

    merge_organizations(source, target, reason="确是同一个", by=None)

    assert pointers(source, target) == [("乙", "乙"), (None, "乙")]
    assert OrganizationMerge.objects.count() == 2


def test_an_organisation_is_merged_once_at_a_time():
    (source, _), _ = a_chain(2)

    with pytest.raises(ValidationError) as refused:
        merge_organizations(source, make_organization("丙居民区党支部"), reason="同一个党组织", by=None)

    assert refused.value.messages == ["这个党组织已经并入另一个；请先撤销那次合并。"]
    assert pointers(source) == [("乙", "乙")]


def test_an_organisation_is_not_merged_into_itself():
    organization = make_organization()

    with pytest.raises(ValidationError) as refused:
        merge_organizations(organization, organization, reason="同一个党组织", by=None)

    assert refused.value.messages == ["请选择两个不同的党组织。"]


@pytest.mark.parametrize("length", [2, 3])
def test_a_circle_is_refused(length):
    chain, _ = a_chain(length)

    with pytest.raises(ValidationError) as refused:
        merge_organizations(chain[-1], chain[0], reason="同一个党组织", by=None)

    assert refused.value.messages == [f"{chain[0]}已经并入{chain[-1]}，不能反过来再合并。"]
    assert pointers(chain[-1]) == [(None, chain[-1].name[0])]


def test_a_merge_needs_a_reason():
    source, target = make_organization("甲居民区党支部"), make_organization("乙居民区党支部")

    with pytest.raises(ValidationError) as refused:
        merge_organizations(source, target, reason=" \u3000", by=None)

    assert list(refused.value.message_dict) == ["reason"]
    assert pointers(source) == [(None, "甲")]


def test_an_undo_needs_a_reason():
    (source, _), (merge,) = a_chain(2)

    with pytest.raises(ValidationError) as refused:
        undo_merge(merge, reason=" ", by=None)

    merge.refresh_from_db()
    assert refused.value.messages == ["撤销合并要写明理由。"]
    assert (pointers(source), merge.undone_at) == ([("乙", "乙")], None)


def test_a_merge_is_undone_once():
    _, (merge,) = a_chain(2)
    undo_merge(merge, reason="是两个党组织", by=None)

    with pytest.raises(ValidationError) as refused:
        undo_merge(merge, reason="是两个党组织", by=None)

    assert refused.value.messages == ["这次合并已经撤销过了。"]


def test_an_undo_is_refused_while_another_organisation_bears_the_name():
    (source, _), (merge,) = a_chain(2)
    taken = make_organization(source.name)

    with pytest.raises(ValidationError) as refused:
        undo_merge(merge, reason="是两个党组织", by=None)

    merge.refresh_from_db()
    assert refused.value.messages == ["这个街道（镇）已经登记了同名的党组织。"]
    assert (pointers(source, taken), merge.undone_at) == ([("乙", "乙"), (None, "甲")], None)


def test_directories_list_only_what_stands_for_itself():
    chain, _ = a_chain(3)
    elsewhere = make_organization("甲居民区党支部", subdistrict=make_subdistrict("江苏路街道"))

    assert set(Organization.objects.canonical_only()) == {chain[2], elsewhere}
