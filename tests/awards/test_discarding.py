"""Drafts of lists and entries go into the bin whole and come back as they were."""

import random
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.choices import ListState, TierBasis, Verdict
from awards.discarding import discard_entries, discard_list
from awards.models import HonorEntry, HonorList, ImportBatch, ImportRow
from awards.publishing import submit_list
from organizations.models import DiscardedDraft
from organizations.recycling import restore
from tests.dumps import dump
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

TABLES = (HonorList, HonorEntry, HonorList.editors.through, ImportBatch, ImportRow)


def a_draft(chance: random.Random) -> HonorList:
    """A draft as entering leaves it: entries of every sort, some imported, some typed, and hands in it."""
    place = make_subdistrict()
    honor_list = make_list(
        subdistrict=chance.choice([place, None]),
        heading=chance.choice(["光荣榜 “金银奖”\n（节选）", ""]),
        objections_until=chance.choice([date(2026, 1, 31), None]),
        entered_by=make_staff(),
    )
    honor_list.editors.add(*(make_staff() for _ in range(chance.randrange(3))))
    batch = ImportBatch.objects.create(source=make_source(sha256="", note="原件"))
    for number in range(chance.randrange(12)):
        basis = chance.choice(TierBasis.values)
        entry = make_entry(
            make_organization(f"{number}号<村>居民区党总支"),
            honor_list=honor_list,
            tier_basis=basis,
            position=chance.randrange(1, 40),
            citation=chance.choice(["", "“凝聚力”\r\n🏅 'x' \\ %s"]),
        )
        if chance.random() < 0.7:
            row = {"number": number, "verdict": Verdict.RECORDED, "list": honor_list, "entry": entry}
            ImportRow.objects.create(batch=batch, location=f"第 {number} 行", **row)
    return honor_list


@pytest.mark.parametrize("seed", range(12))
def test_a_restored_list_stands_in_every_table_as_before(seed):
    honor_list = a_draft(random.Random(seed))
    before = dump(*TABLES)
    draft = discard_list(honor_list, make_staff())
    gone = dump(HonorList, HonorEntry, HonorList.editors.through)

    restore(draft, None)

    assert gone == {"awards.HonorList": [], "awards.HonorEntry": [], "awards.HonorList_editors": []}
    assert dump(*TABLES) == before


@pytest.mark.parametrize("seed", range(4))
def test_restored_entries_stand_in_every_table_as_before(seed):
    chance = random.Random(seed)
    honor_list, person = a_draft(chance), make_staff(is_superuser=True)
    make_entry(honor_list=honor_list)
    honor_list.editors.add(person)
    entries = list(honor_list.entries.all())
    before = dump(*TABLES)
    (draft,) = discard_entries(chance.sample(entries, chance.randint(1, len(entries))), person)

    restore(draft, person)

    assert dump(*TABLES) == before


def test_both_histories_say_who_threw_it_away_and_who_brought_it_back():
    entry, clerk, reviewer = make_entry(), make_staff(), make_staff(is_superuser=True)
    draft = discard_list(entry.list, clerk)

    restore(draft, reviewer)

    for trail in (HonorList.history.filter(id=entry.list_id), HonorEntry.history.filter(id=entry.pk)):
        steps = trail.order_by("history_id").values_list("history_type", "history_user", "history_change_reason")
        assert list(steps)[-2:] == [("-", clerk.pk, "移入回收站"), ("+", reviewer.pk, "从回收站恢复")]
        assert steps[0][0] == "+"


def test_what_is_entered_after_a_restoring_gets_a_key_of_its_own():
    entry = make_entry()
    restore(discard_list(entry.list, None), None)

    later = make_entry(honor_list=entry.list)

    assert later.pk > entry.pk
    assert make_list().pk > entry.list_id


def test_entries_of_two_lists_lie_in_the_bin_apart():
    first, second = make_entry(), make_entry(honor_list=make_list(award_round=make_round(8)))
    also = make_entry(honor_list=first.list)

    drafts = discard_entries([second, also, first], None)

    assert [len(draft.records) for draft in drafts] == [2, 1]


def test_who_deletes_entries_or_brings_them_back_has_had_a_hand_in_the_list():
    entry, clerk, reviewer = make_entry(), make_staff(), make_staff(is_superuser=True)
    (draft,) = discard_entries([entry], clerk)
    restore(draft, reviewer)

    assert set(entry.list.editors.all()) == {clerk, reviewer}


@pytest.mark.parametrize("state", [ListState.NOTICE, ListState.RELEASED, ListState.WITHDRAWN, ListState.REVIEW])
def test_nothing_but_a_draft_goes_into_the_bin(state):
    entry = make_entry(state=state)
    before = dump(*TABLES, DiscardedDraft)

    for discarding in (lambda: discard_list(entry.list, None), lambda: discard_entries([entry], None)):
        with pytest.raises(ValidationError):
            discarding()

    assert dump(*TABLES, DiscardedDraft) == before


def test_a_draft_that_was_public_once_is_not_thrown_away_either():
    entry = make_entry(state=ListState.RELEASED)
    HonorList.objects.update(state=ListState.DRAFT)

    with pytest.raises(ValidationError, match="公布过，不能删除"):
        discard_list(entry.list, None)


def refused(draft: DiscardedDraft) -> str:
    """What restoring says; nothing may have been written."""
    before = dump(*TABLES)
    with pytest.raises(ValidationError) as said:
        restore(draft, None)
    draft.refresh_from_db()
    assert (dump(*TABLES), draft.restored_at) == (before, None)
    return "".join(said.value.messages)


def test_an_honour_entered_again_meanwhile_stands_in_the_way():
    tier, organization = make_tier(), make_organization()
    honor_list = make_list()
    make_entry(honor_list=honor_list)
    make_entry(organization, honor_list=honor_list, tier=tier)
    draft = discard_list(honor_list, None)
    make_entry(organization, tier=tier)

    words = "没有恢复。“陶家宅居民区党总支”：这个党组织在这一轮的这个等次已经在册。请先处理现在的那一条，再来恢复。"
    assert refused(draft) == words


def test_an_entry_waits_for_its_list():
    entry = make_entry()
    (entry_draft,) = discard_entries([entry], None)
    list_draft = discard_list(entry.list, None)

    assert refused(entry_draft) == "没有恢复：它原来的“名单”已经不在了；如果也在回收站里，请先恢复那一份。"
    restore(list_draft, None)
    restore(entry_draft, None)
    assert list(HonorEntry.objects.all()) == [entry]


def test_no_entry_slips_into_a_list_under_review():
    entry = make_entry()
    make_entry(honor_list=entry.list)
    (draft,) = discard_entries([entry], None)
    submit_list(entry.list, make_staff())

    assert refused(draft).endswith("现在是“待审核”，不能再加条目；请先退回为草稿。")


def test_a_draft_is_brought_back_once():
    draft = discard_list(make_list(), None)
    restore(draft, None)

    with pytest.raises(ValidationError, match="已经恢复过了"):
        restore(draft, None)


def test_a_row_imported_again_meanwhile_keeps_its_new_entry():
    entry = make_entry()
    row = ImportRow.objects.create(
        batch=ImportBatch.objects.create(source=make_source()), number=1, verdict=Verdict.RECORDED, entry=entry
    )
    (draft,) = discard_entries([entry], None)
    other = make_entry(honor_list=entry.list)
    ImportRow.objects.update(entry=other)

    restore(draft, None)

    row.refresh_from_db()
    assert row.entry == other


def test_a_draft_of_a_form_no_longer_known_is_refused_in_words():
    draft = discard_list(make_list(), None)
    draft.records[0]["fields"]["vanished"] = "x"
    draft.save()

    assert refused(draft) == "没有恢复：这份草稿是系统升级以前删除的，请联系系统管理员。"
