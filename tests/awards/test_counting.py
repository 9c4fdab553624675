"""Counts added up beforehand: equal to the entries readers see, whichever act changed them."""

from datetime import date

import pytest
from django.db.models import Count

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.counting import recount_all
from awards.models import HonorCount, HonorEntry
from awards.publishing import release_list, withdraw_list
from awards.standing import change_standing
from organizations.changes import records_changed
from organizations.choices import Sector
from organizations.merging import merge_organizations
from tests.factories import make_entry, make_list, make_organization, make_staff, make_subdistrict, make_tier

pytestmark = pytest.mark.django_db

DIMENSIONS = ("list", "round", "tier", "subdistrict")


def counted() -> set[tuple]:
    return set(HonorCount.objects.values_list(*DIMENSIONS, "sector", "standing", "count"))


def on_record() -> set[tuple]:
    """What readers see, counted from the entries themselves."""
    rows = HonorEntry.objects.public().order_by().values_list(*DIMENSIONS, "organization__sector", "standing")
    return set(rows.annotate(count=Count("pk")))


@pytest.fixture
def entry():
    """One of three public honours; a draft that must not be counted lies beside them."""
    make_entry(make_organization("草稿居民区党支部"))
    honor_list = make_list(state=ListState.RELEASED)
    for name in ("甲", "乙"):
        make_entry(make_organization(f"{name}居民区党总支"), honor_list=honor_list)
    return make_entry(make_organization("丙居民区党总支"), honor_list=honor_list)


def test_public_entries_are_counted_and_drafts_are_not(entry):
    assert sum(row[-1] for row in counted()) == 3
    assert counted() == on_record()


def release_another(entry):
    honor_list = make_entry(make_organization("丁居民区党总支")).list
    honor_list.state = ListState.REVIEW
    honor_list.save()
    release_list(honor_list, make_staff())


def decide(entry):
    change_standing(
        entry, StandingAct.REVOKE, decision_number="1号", decided_on=date(2022, 1, 1), reason="弄虚作假", by=None
    )


def bulk(entry):
    HonorEntry.objects.filter(pk=entry.pk).update(tier=make_tier("银奖", rank=3))
    records_changed.send(HonorEntry, rounds=[entry.round_id])


def change_sector(entry):
    entry.organization.sector = Sector.NEW
    entry.organization.save()


ACTS = {
    "release": release_another,
    "withdraw": lambda entry: withdraw_list(entry.list, make_staff(), "内容有误"),
    "correct tier": lambda entry: correct_entry(
        entry, CorrectedField.TIER, make_tier("银奖", rank=3), "抄错", make_staff()
    ),
    "correct subdistrict": lambda entry: correct_entry(
        entry, CorrectedField.SUBDISTRICT, make_subdistrict("新泾镇"), "抄错", make_staff()
    ),
    "correct organization": lambda entry: correct_entry(
        entry, CorrectedField.ORGANIZATION, make_organization("德必党支部", sector=Sector.NEW), "抄错", make_staff()
    ),
    "decide": decide,
    "bulk": bulk,
    "sector": change_sector,
    "save": lambda entry: make_entry(make_organization("戊居民区党总支"), honor_list=entry.list),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_that_changes_what_readers_see_changes_the_counts_with_it(entry, act):
    before = counted()

    act(entry)

    assert counted() == on_record()
    assert counted() != before


def test_a_merge_leaves_the_counts_as_they_are(entry):
    before = counted()

    merge_organizations(entry.organization, make_organization("己居民区党总支"), reason="合并", by=None)

    assert counted() == on_record() == before


def test_counting_everything_anew_mends_whatever_went_wrong(entry):
    HonorCount.objects.update(count=99)
    HonorCount.objects.create(list=make_list(), round=entry.round, sector="new", standing="valid", count=1)

    recount_all()

    assert counted() == on_record()


@pytest.mark.parametrize("item_count", [1, 3])
def test_counting_a_list_asks_four_queries_however_long(django_assert_num_queries, item_count):
    honor_list = make_list(state=ListState.RELEASED)
    for number in range(item_count):
        make_entry(honor_list=honor_list, tier=make_tier(f"等{number}", rank=number + 1))

    # which lists, then: savepoint, lock, delete, count, write, savepoint
    with django_assert_num_queries(7):
        recount_all()
