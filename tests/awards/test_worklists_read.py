"""What counts as wrong or unfinished beyond single entries: counts, doubles, rounds, batches, lists."""

import datetime

import pytest

from awards.choices import BatchState, Inclusion, ListState, Resolution, Verdict
from awards.models import (
    AnnouncedCount,
    CountMismatch,
    ImportBatch,
    ImportRow,
    PossibleDouble,
    UnnumberedRound,
    WaitingBatch,
    WaitingList,
)
from awards.worklists import doubles, mismatched, overdue
from organizations.choices import NameKind
from organizations.merging import merge_organizations
from organizations.naming import give_name
from organizations.roles import CLERK, REVIEWER
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_source,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2021, 12, 1)


@pytest.mark.parametrize(("count", "is_wrong"), [(1, True), (2, False), (3, True)])
def test_a_count_waits_while_more_or_less_is_on_record(count, is_wrong):
    honor_list = make_list()
    for _ in range(2):
        make_entry(honor_list=honor_list)
    AnnouncedCount.objects.create(round=honor_list.round, count=count)

    assert mismatched(CountMismatch.objects.all(), make_staff(REVIEWER)).exists() is is_wrong


def test_each_scope_of_a_round_is_held_against_its_own_count():
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("新华路街道")
    gold, silver = make_tier("金奖"), make_tier("银奖", rank=3)
    honor_list = make_list()
    make_entry(make_organization(subdistrict=own), honor_list=honor_list, tier=gold)
    for scope in ({"subdistrict": own}, {"subdistrict": other}, {"tier": gold}, {"tier": silver}):
        AnnouncedCount.objects.create(round=honor_list.round, count=1, **scope)

    found = mismatched(CountMismatch.objects.all(), make_staff(REVIEWER)).order_by("pk")

    assert [str(row) for row in found] == ["新华路街道 1", "银奖 1"]


def test_a_count_without_specials_is_held_against_the_ladder_alone():
    honor_list = make_list()
    make_entry(honor_list=honor_list)
    make_entry(honor_list=honor_list, tier=make_tier("特色治理奖", rank=None))
    AnnouncedCount.objects.create(round=honor_list.round, count=1, includes_specials=Inclusion.NO)

    assert mismatched(CountMismatch.objects.all(), make_staff(REVIEWER)).count() == 0


def test_drafts_of_another_subdistrict_are_not_counted_for_a_clerk():
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("新华路街道")
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)
    # Entered by another subdistrict for an organisation of this one.
    make_entry(make_organization(subdistrict=own), honor_list=make_list(subdistrict=other))
    AnnouncedCount.objects.create(round=make_round(), subdistrict=own, count=1)

    assert mismatched(CountMismatch.objects.all(), clerk).count() == 1
    assert mismatched(CountMismatch.objects.all(), make_staff(REVIEWER)).count() == 0


def names_of_doubles():
    found = doubles(PossibleDouble.objects.all())
    return sorted(PossibleDouble.objects.filter(pk__in=found).values_list("name", flat=True))


def test_names_that_differ_in_the_level_may_be_one_organization():
    make_organization("陶家宅居民区党支部")
    make_organization("陶家宅居民区党总支")
    make_organization("华院居民区党总支")

    assert names_of_doubles() == ["陶家宅居民区党总支", "陶家宅居民区党支部"]


def test_a_former_name_may_give_a_double_away():
    renamed = make_organization("陶家宅居民区党总支")
    give_name(renamed, "大西居民区党支部", NameKind.FORMER)
    make_organization("大西居民区党总支")

    assert names_of_doubles() == ["大西居民区党总支", "陶家宅居民区党总支"]


def test_one_name_in_two_subdistricts_is_two_organizations():
    make_organization("新华居民区党总支", subdistrict=make_subdistrict("华阳路街道"))
    make_organization("新华居民区党支部", subdistrict=make_subdistrict("新华路街道"))

    assert names_of_doubles() == []


def test_one_whose_subdistrict_nobody_knows_may_be_any():
    make_organization("新华居民区党总支", subdistrict=make_subdistrict("华阳路街道"))
    make_organization("新华居民区党支部", subdistrict=None)

    assert len(names_of_doubles()) == 2


def test_what_was_merged_is_settled():
    kept, merged = make_organization("陶家宅居民区党总支"), make_organization("陶家宅居民区党支部")
    merge_organizations(merged, kept, reason="同一个", by=None)

    assert names_of_doubles() == []


def test_a_round_waits_for_the_number_of_its_decision():
    without = make_round(7)
    make_round(6, document_number="长委〔2018〕12号")

    assert list(UnnumberedRound.objects.values_list("pk", flat=True)) == [without.pk]


def make_batch(state=BatchState.PLANNED, **row):
    batch = ImportBatch.objects.create(source=make_source(), state=state)
    ImportRow.objects.create(batch=batch, number=1, location="第 1 行", **{"verdict": Verdict.READY, **row})
    return batch


@pytest.mark.parametrize("verdict", [Verdict.READY, Verdict.DECIDE, Verdict.ERROR])
@pytest.mark.parametrize("state", [BatchState.PLANNED, BatchState.APPLIED])
def test_a_batch_waits_while_a_row_does(verdict, state):
    batch = make_batch(state, verdict=verdict)

    assert [one.pk for one in WaitingBatch.objects.all()] == [batch.pk]


@pytest.mark.parametrize(
    "settled",
    [
        {"verdict": Verdict.RECORDED},
        {"verdict": Verdict.DECIDE, "resolution": Resolution.SKIPPED},
        {"state": BatchState.UNDONE},
    ],
)
def test_a_batch_without_open_rows_does_not_wait(settled):
    make_batch(**settled)

    assert WaitingBatch.objects.count() == 0


def test_lists_in_review_wait_the_oldest_first_and_notices_once_they_are_over():
    days = [datetime.datetime(2021, 11, day, tzinfo=datetime.UTC) for day in (20, 10)]
    later, earlier = (make_list(state=ListState.REVIEW, submitted_at=day) for day in days)
    over = make_list(state=ListState.NOTICE, objections_until=TODAY - datetime.timedelta(days=1), submitted_at=days[0])
    make_list(state=ListState.NOTICE, objections_until=TODAY)
    for state in (ListState.DRAFT, ListState.RELEASED, ListState.WITHDRAWN):
        make_list(state=state)

    assert [one.pk for one in overdue(WaitingList.objects.all(), TODAY)] == [earlier.pk, later.pk, over.pk]
