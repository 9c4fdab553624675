"""Every rule the database keeps about honours: what breaks it, and what the clerk is told."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from awards.choices import CorrectedField, ListState, StandingAct, TierBasis, TierKind, Verdict
from awards.models import (
    AnnouncedCount,
    AwardRound,
    AwardScheme,
    AwardTier,
    Ceremony,
    Correction,
    HonorCount,
    HonorEntry,
    HonorList,
    ImportBatch,
    ImportRow,
    RoundTier,
    StandingChange,
)
from organizations.choices import Sector
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_staff,
    make_tier,
)
from tests.refusals import constraints_of, database_refusal, refusal_of_full_clean, signs_of

CONSTRAINTS = constraints_of("awards")


def a_scheme(**facts) -> AwardScheme:
    """A scheme that nothing stands against, save what ``facts`` say; not saved."""
    ordinary = {"slug": "yinxing", "name": "银星奖", "short_name": "银星", "sector": Sector.NEW}
    return AwardScheme(**{**ordinary, **facts})


def a_tier(**facts) -> AwardTier:
    ordinary = {"scheme": make_scheme(), "name": "铜奖", "kind": TierKind.LADDER, "rank": 4, "mark": "铜"}
    return AwardTier(**{**ordinary, **facts})


def a_ceremony(**facts) -> Ceremony:
    return Ceremony(**{"slug": "zhanshihui", "title": "联合工作展示会", **facts})


def a_list(**facts) -> HonorList:
    return HonorList(round=make_round(), **facts)


def an_entry(**facts) -> HonorEntry:
    honor_list = make_list()
    ordinary = {
        "list": honor_list,
        "round": honor_list.round,
        "tier": make_tier(),
        "name_as_printed": "陶家宅居民区党总支",
    }
    facts.setdefault("organization", None)
    organization = facts.pop("organization") or make_organization()
    return HonorEntry(organization=organization, **{**ordinary, **facts})


def a_standing_change(**facts) -> StandingChange:
    ordinary = {
        "act": StandingAct.REVOKE,
        "decision_number": "长委〔2023〕5号",
        "decided_on": date(2023, 5, 1),
        "reason": "材料不实",
    }
    return StandingChange(entry=make_entry(), **{**ordinary, **facts})


def a_correction(**facts) -> Correction:
    ordinary = {"field": CorrectedField.CITATION, "before": "错", "after": "对", "reason": "原文如此"}
    return Correction(entry=make_entry(), **{**ordinary, **facts})


def a_row(**facts) -> ImportRow:
    batch = facts.pop("batch", None) or ImportBatch.objects.create(source=make_source())
    return ImportRow(batch=batch, **{"number": 1, "location": "第 1 行", "verdict": Verdict.READY, **facts})


def a_list_released_by_its_clerk() -> HonorList:
    clerk = make_staff()
    return a_list(entered_by=clerk, released_by=clerk)


def the_same_round_twice() -> AwardRound:
    known = make_round()
    return AwardRound(scheme=known.scheme, number=known.number)


def a_round_tier_beside(position: int, tier_name: str) -> RoundTier:
    """One more tier in a round that has 金奖 at position 1."""
    RoundTier.objects.create(round=make_round(), tier=make_tier("金奖"), position=1)
    return RoundTier(round=make_round(), tier=make_tier(tier_name, rank=3), position=position)


def the_same_scope_announced_twice() -> AnnouncedCount:
    AnnouncedCount.objects.create(round=make_round(), count=50)
    return AnnouncedCount(round=make_round(), count=51)


def the_same_honour_on_a_second_list() -> HonorEntry:
    """No tier is a value too, so two entries without one are the same honour."""
    first = make_entry(tier_basis=TierBasis.NONE_PRINTED)
    return an_entry(organization=first.organization, tier=None, tier_basis=TierBasis.NONE_PRINTED)


def the_same_row_number_twice() -> ImportRow:
    first = a_row()
    first.save()
    return a_row(batch=first.batch)


def the_same_part_counted_twice() -> HonorCount:
    entry = make_entry(make_organization(), state=ListState.RELEASED, subdistrict=None)
    counted = HonorCount.objects.get(list=entry.list)
    counted.pk = None
    return counted


BROKEN = {
    "awards_scheme_sector_known": lambda: a_scheme(sector="village"),
    "awards_scheme_named": lambda: a_scheme(short_name=""),
    "awards_tier_name_once": lambda: a_tier(name=make_tier("金奖", rank=2).name),
    "awards_tier_rank_once": lambda: a_tier(rank=make_tier("金奖", rank=2).rank),
    "awards_tier_ladder_is_ranked": lambda: a_tier(rank=None),
    "awards_tier_named": lambda: a_tier(mark=""),
    "awards_round_once": the_same_round_twice,
    "awards_round_number_positive": lambda: AwardRound(scheme=make_scheme(), number=0),
    "awards_round_tier_once": lambda: a_round_tier_beside(2, "金奖"),
    "awards_round_tier_position_once": lambda: a_round_tier_beside(1, "银奖"),
    "awards_ceremony_inference_is_explained": lambda: a_ceremony(year_is_inferred=True, held_on=date(2021, 11, 24)),
    "awards_ceremony_named": lambda: a_ceremony(title=""),
    "awards_announced_count_once": the_same_scope_announced_twice,
    "awards_announced_inclusion_known": lambda: AnnouncedCount(
        round=make_round(), count=50, includes_specials="perhaps"
    ),
    "awards_list_state_known": lambda: a_list(state="lost"),
    "awards_list_public_has_release": lambda: a_list(state=ListState.NOTICE),
    "awards_list_released_by_another": a_list_released_by_its_clerk,
    "awards_list_return_has_reason": lambda: a_list(returned_at=timezone.now()),
    "awards_list_withdrawal_has_reason": lambda: a_list(state=ListState.WITHDRAWN, withdrawn_at=timezone.now()),
    "awards_entry_once_per_round_and_tier": the_same_honour_on_a_second_list,
    "awards_entry_tier_matches_basis": lambda: an_entry(tier_basis=TierBasis.NONE_PRINTED),
    "awards_entry_basis_known": lambda: an_entry(tier_basis="guessed"),
    "awards_entry_standing_known": lambda: an_entry(standing="doubted"),
    "awards_entry_has_printed_name": lambda: an_entry(name_as_printed=""),
    "awards_standing_act_known": lambda: a_standing_change(act="forget"),
    "awards_standing_has_decision": lambda: a_standing_change(decision_number=""),
    "awards_correction_field_known": lambda: a_correction(field="colour"),
    "awards_correction_has_reason": lambda: a_correction(reason=""),
    "awards_correction_changes_something": lambda: a_correction(after="错"),
    "awards_batch_state_known": lambda: ImportBatch(source=make_source(), state="lost"),
    "awards_honor_count_once": the_same_part_counted_twice,
    "awards_import_row_number_once": the_same_row_number_twice,
    "awards_import_row_verdict_known": lambda: a_row(verdict="perhaps"),
}

# Here a field's own choices, its being required, or its validator answer first; the rule is not asked then.
FIELD_ANSWERS_FIRST = {
    "awards_honor_count_once",
    "awards_scheme_sector_known",
    "awards_scheme_named",
    "awards_tier_named",
    "awards_round_number_positive",
    "awards_ceremony_named",
    "awards_announced_inclusion_known",
    "awards_entry_basis_known",
    "awards_entry_has_printed_name",
    "awards_standing_act_known",
    "awards_standing_has_decision",
    "awards_correction_field_known",
    "awards_correction_has_reason",
    "awards_import_row_verdict_known",
}


def test_every_constraint_has_a_record_that_breaks_it():
    assert set(CONSTRAINTS) == set(BROKEN)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name):
    record = BROKEN[name]()

    refusal = database_refusal(record)

    assert any(sign in refusal for sign in signs_of(CONSTRAINTS[name], record)), refusal


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BROKEN.keys() - FIELD_ANSWERS_FIRST))
def test_a_form_says_why(name):
    record = BROKEN[name]()

    said = refusal_of_full_clean(record)

    assert said == {NON_FIELD_ERRORS: [CONSTRAINTS[name].violation_error_message]}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(FIELD_ANSWERS_FIRST))
def test_where_a_field_answers_first_the_rule_still_has_its_words(name):
    record = BROKEN[name]()

    said = refusal_of_full_clean(record)
    with pytest.raises(ValidationError) as refused:
        CONSTRAINTS[name].validate(type(record), record)

    assert NON_FIELD_ERRORS not in said
    assert refused.value.messages == [CONSTRAINTS[name].violation_error_message]
