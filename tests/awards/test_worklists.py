"""What counts as wrong or missing: each worklist's definition, with its neighbours that are right."""

import datetime

import pytest

from awards.choices import Standing, TierBasis
from awards.models import (
    ClashingEntry,
    UnconfirmedEntry,
    UnknownSpelling,
    UntieredEntry,
)
from awards.worklists import unknown_spellings
from organizations.choices import NameKind
from organizations.merging import merge_organizations
from organizations.naming import give_name
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

TODAY = datetime.date(2021, 12, 1)


def make_untiered(award_round):
    return make_entry(honor_list=make_list(award_round=award_round), tier_basis=TierBasis.NONE_PRINTED)


def merged_pair():
    """Two registrations joined into one organisation."""
    kept, merged = make_organization("华三居民区党总支"), make_organization("华三社区党总支")
    merge_organizations(merged, kept, reason="同一个", by=None)
    return kept, merged


def clashes():
    return list(ClashingEntry.objects.order_by("pk").values_list("name_as_printed", flat=True))


def test_an_entry_without_tier_waits_while_its_award_has_tiers():
    make_tier("金奖")
    without = make_untiered(make_round(document_number="长委〔2021〕9号"))
    make_entry(honor_list=without.list)

    assert list(UntieredEntry.objects.values_list("pk", flat=True)) == [without.pk]


def test_an_entry_without_tier_waits_while_nobody_has_found_the_decision():
    without = make_untiered(make_round(4, scheme=make_scheme("wuxing")))

    assert list(UntieredEntry.objects.values_list("pk", flat=True)) == [without.pk]


def test_an_award_without_tiers_whose_decision_is_on_record_misses_none():
    make_untiered(make_round(4, scheme=make_scheme("wuxing"), document_number="长委〔2021〕9号"))

    assert UntieredEntry.objects.count() == 0


def test_a_tier_taken_over_waits_until_it_is_confirmed():
    taken_over = make_entry(tier_basis=TierBasis.INHERITED)
    make_entry(tier_basis=TierBasis.CONFIRMED)
    make_entry(tier_basis=TierBasis.PRINTED)

    assert list(UnconfirmedEntry.objects.values_list("pk", flat=True)) == [taken_over.pk]


def test_a_printed_name_that_is_none_of_the_organization_waits():
    organization = make_organization("陶家宅居民区党总支")
    make_entry(organization, name_as_printed="陶家宅居民区党总支")
    make_entry(make_organization("华院居民区党支部"), name_as_printed="华院党支部")

    found = unknown_spellings(UnknownSpelling.objects.all())

    assert list(found.values_list("name_as_printed", flat=True)) == ["华院党支部"]


def test_brackets_width_and_place_make_no_other_name():
    place = make_subdistrict("华阳路街道")
    organization = make_organization("德必(集团)有限公司党支部", subdistrict=place)
    make_entry(organization, name_as_printed="华阳路街道德必（集团）有限公司党支部")

    assert UnknownSpelling.objects.count() == 1
    assert unknown_spellings(UnknownSpelling.objects.all()).count() == 0


def test_a_printed_name_registered_as_a_variant_is_known():
    organization = make_organization("德必(集团)有限公司党支部")
    entry = make_entry(organization, name_as_printed="德必(集团)股份有限公司党支部")
    give_name(organization, entry.name_as_printed, NameKind.VARIANT)

    assert unknown_spellings(UnknownSpelling.objects.all()).count() == 0


def test_a_name_of_what_was_merged_in_is_a_name_of_the_whole():
    kept, merged = merged_pair()
    make_entry(kept, name_as_printed=merged.name)

    assert unknown_spellings(UnknownSpelling.objects.all()).count() == 0


def test_after_a_merge_two_entries_of_one_tier_clash():
    kept, merged = merged_pair()
    honor_list = make_list()
    make_entry(kept, honor_list=honor_list)
    make_entry(merged, honor_list=honor_list)

    assert clashes() == ["华三居民区党总支", "华三社区党总支"]


def test_two_tiers_of_the_ladder_in_one_round_clash():
    organization, honor_list = make_organization(), make_list()
    make_entry(organization, honor_list=honor_list, tier=make_tier("金奖"))
    make_entry(organization, honor_list=honor_list, tier=make_tier("银奖", rank=3))

    assert len(clashes()) == 2


def test_a_tier_and_no_tier_in_one_round_clash():
    organization, honor_list = make_organization(), make_list()
    make_entry(organization, honor_list=honor_list, tier=make_tier("金奖"))
    make_entry(organization, honor_list=honor_list, tier_basis=TierBasis.NONE_PRINTED)

    assert len(clashes()) == 2


def test_a_special_award_stands_beside_a_tier():
    organization, honor_list = make_organization(), make_list()
    make_entry(organization, honor_list=honor_list, tier=make_tier("金奖"))
    make_entry(organization, honor_list=honor_list, tier=make_tier("特色治理奖", rank=None))

    assert clashes() == []


def test_the_same_special_award_twice_clashes():
    kept, merged = merged_pair()
    honor_list, special = make_list(), make_tier("特色治理奖", rank=None)
    make_entry(kept, honor_list=honor_list, tier=special)
    make_entry(merged, honor_list=honor_list, tier=special)

    assert len(clashes()) == 2


def test_two_rounds_do_not_clash():
    organization = make_organization()
    for number in (6, 7):
        make_entry(organization, honor_list=make_list(award_round=make_round(number)))

    assert clashes() == []


def test_an_honour_that_was_revoked_clashes_with_none():
    organization, honor_list = make_organization(), make_list()
    make_entry(organization, honor_list=honor_list, tier=make_tier("金奖"), standing=Standing.REVOKED)
    make_entry(organization, honor_list=honor_list, tier=make_tier("银奖", rank=3))

    assert clashes() == []
