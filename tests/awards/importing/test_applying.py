"""Ready rows become entries: all or none, once, and undone while nobody outside has seen them."""

import pytest
from django.core.exceptions import ValidationError

from awards.choices import BatchState, ListState, TierBasis, Verdict
from awards.importing.applying import apply_batch
from awards.importing.undoing import undo_batch
from awards.models import HonorEntry, HonorList, ImportBatch, ImportRow
from organizations.roles import CLERK
from showcase.models import SearchDocument
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

HEADING = "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单"


class Killed(Exception):
    """Stands for a process that ends at a step."""


def make_batch(*names, verdict=Verdict.READY, heading=HEADING, tier_basis=TierBasis.PRINTED):
    batch = ImportBatch.objects.create(source=make_source("名单"))
    for number, name in enumerate(names, start=1):
        ImportRow.objects.create(
            batch=batch,
            number=number,
            location=f"第 {number} 行",
            organization_text=name,
            tier_text="金奖",
            rest={"heading": heading, "columns": {}},
            round=make_round(7),
            subdistrict=make_subdistrict(),
            tier=make_tier("金奖"),
            tier_basis=tier_basis,
            organization=make_organization(name),
            verdict=verdict,
        )
    return batch


def make_clerk(*places):
    """A clerk of 华阳路街道, where the batches of these tests belong, or of other places."""
    clerk = make_staff(CLERK)
    clerk.subdistricts.set(places or [make_subdistrict()])
    return clerk


def test_ready_rows_become_a_draft_list_under_the_printed_heading():
    clerk = make_clerk()
    batch = make_batch("陶家宅居民区党总支", "华院居民区党支部")

    written = apply_batch(batch, clerk)

    honor_list = HonorList.objects.get()
    assert written == 2
    assert (honor_list.heading, honor_list.state, honor_list.entered_by) == (HEADING, ListState.DRAFT, clerk)
    assert list(honor_list.entries.order_by("position").values_list("position", "name_as_printed")) == [
        (1, "陶家宅居民区党总支"),
        (2, "华院居民区党支部"),
    ]


def test_every_entry_links_to_its_row_and_has_its_history():
    clerk = make_clerk()
    batch = make_batch("陶家宅居民区党总支")

    apply_batch(batch, clerk)

    entry = HonorEntry.objects.get()
    assert batch.rows.get().entry == entry
    record = entry.history.get()
    assert (record.history_user, record.history_change_reason) == (clerk, f"录入批次 {batch.pk}")


def test_whoever_applied_a_batch_has_had_a_hand_in_its_list():
    clerk = make_clerk()

    apply_batch(make_batch("陶家宅居民区党总支"), clerk)

    assert list(HonorList.objects.get().editors.all()) == [clerk]


def test_rows_a_person_must_decide_are_not_written():
    batch = make_batch("陶家宅居民区党总支", verdict=Verdict.DECIDE)

    assert apply_batch(batch, None) == 0
    assert HonorEntry.objects.count() == 0


def test_applying_twice_adds_nothing():
    batch = make_batch("陶家宅居民区党总支")
    apply_batch(batch, None)

    assert apply_batch(batch, None) == 0
    assert HonorEntry.objects.count() == 1


def test_an_honour_recorded_since_the_plan_is_not_written_again():
    batch = make_batch("陶家宅居民区党总支")
    row = batch.rows.get()
    make_entry(row.organization, honor_list=make_list(), tier=row.tier)

    assert apply_batch(batch, None) == 0
    assert batch.rows.get().message == "已经在册，不重复写入。"


def test_rows_settled_later_join_the_list_of_their_batch():
    batch = make_batch("陶家宅居民区党总支", "华院居民区党支部")
    batch.rows.filter(number=2).update(verdict=Verdict.DECIDE)
    apply_batch(batch, None)
    batch.rows.filter(number=2).update(verdict=Verdict.READY)

    apply_batch(batch, None)

    assert list(HonorEntry.objects.order_by("pk").values_list("list", "position")) == [
        (HonorList.objects.get().pk, 1),
        (HonorList.objects.get().pk, 2),
    ]


@pytest.mark.parametrize("step", ["rows locked", "lists made", "entries written", "before commit"])
def test_a_process_that_ends_at_a_step_leaves_nothing_and_can_start_again(step):
    batch = make_batch("陶家宅居民区党总支")

    def stop(at):
        if at == step:
            raise Killed

    with pytest.raises(Killed):
        apply_batch(batch, None, at_step=stop)

    assert (HonorEntry.objects.count(), HonorList.objects.count()) == (0, 0)
    assert apply_batch(batch, None) == 1


@pytest.mark.parametrize("row_count", [1, 3])
def test_the_questions_of_an_apply_do_not_grow_with_its_rows(row_count, django_assert_num_queries):
    batch = make_batch(*(f"第{number}居民区党总支" for number in range(row_count)))

    with django_assert_num_queries(22):  # locks, rows, list and its hands, entries, their history, rows marked, batch
        apply_batch(batch, None)


def test_what_was_applied_can_be_found_once_it_is_released():
    batch = make_batch("陶家宅居民区党总支")

    apply_batch(batch, None)

    names = SearchDocument.objects.get(organization=batch.rows.get().organization).names
    assert "\ntjzjmqdzz\n" in names


def test_undo_takes_everything_back_and_keeps_the_rows():
    batch = make_batch("陶家宅居民区党总支", "华院居民区党支部")
    apply_batch(batch, None)

    assert undo_batch(batch) == 2
    batch.refresh_from_db()
    assert (HonorEntry.objects.count(), HonorList.objects.count()) == (0, 0)
    assert (batch.state, batch.rows.count()) == (BatchState.UNDONE, 2)


def test_what_was_taken_back_is_kept_in_the_history_with_who_did_it():
    clerk = make_clerk()
    batch = make_batch("陶家宅居民区党总支")
    apply_batch(batch, clerk)

    undo_batch(batch, clerk)

    record = HonorEntry.history.filter(history_type="-").get()
    assert (record.history_user, record.name_as_printed) == (clerk, "陶家宅居民区党总支")


@pytest.mark.parametrize("state", [ListState.REVIEW, ListState.NOTICE, ListState.RELEASED])
def test_a_list_on_its_way_to_the_public_is_not_undone(state):
    batch = make_batch("陶家宅居民区党总支")
    apply_batch(batch, None)
    honor_list = HonorList.objects.get()
    honor_list.state, honor_list.released_at = state, honor_list.created_at
    honor_list.save()

    with pytest.raises(ValidationError, match="不能撤销"):
        undo_batch(batch)
    assert HonorEntry.objects.count() == 1


def test_an_undone_batch_is_not_applied_again():
    batch = make_batch("陶家宅居民区党总支")
    apply_batch(batch, None)
    undo_batch(batch)

    with pytest.raises(ValidationError, match="已经撤销"):
        apply_batch(batch, None)
