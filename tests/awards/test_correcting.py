"""Corrections and decisions: what was public changes in the open only."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.choices import CorrectedField, ListState, Standing, StandingAct, TierBasis
from awards.correcting import correct_entry
from awards.models import Correction, StandingChange
from awards.standing import change_standing
from organizations.roles import CLERK, REVIEWER
from tests.factories import make_entry, make_organization, make_staff, make_tier

pytestmark = pytest.mark.django_db

ADD_CORRECTION = "/admin/awards/correction/add/"
ADD_DECISION = "/admin/awards/standingchange/add/"
DECISION = {"decision_number": "长委〔2022〕1号", "decided_on": datetime.date(2022, 3, 1), "reason": "经查实"}


def public_entry(**facts):
    return make_entry(state=ListState.RELEASED, **facts)


def test_a_correction_changes_the_entry_and_keeps_what_it_said():
    entry, by = public_entry(name_as_printed="苏一居民区党总支部"), make_staff(REVIEWER)

    correction = correct_entry(entry, CorrectedField.NAME_AS_PRINTED, "苏一居民区党总支", "抄录有误", by)

    entry.refresh_from_db()
    assert entry.name_as_printed == "苏一居民区党总支"
    assert (correction.before, correction.after, correction.corrected_by) == (
        "苏一居民区党总支部",
        "苏一居民区党总支",
        by,
    )


def test_a_corrected_tier_counts_as_confirmed():
    special = make_tier("特色治理奖", rank=None)
    entry = public_entry(tier=special, tier_basis=TierBasis.INHERITED)

    correction = correct_entry(entry, CorrectedField.TIER, special, "经核实决定原文", None)

    entry.refresh_from_db()
    assert (entry.tier_basis, correction.before, correction.after) == (
        TierBasis.CONFIRMED,
        "特色治理奖（待确认）",
        "特色治理奖",
    )


def test_a_tier_the_source_does_not_name_can_be_taken_back():
    entry = public_entry()

    correct_entry(entry, CorrectedField.TIER, None, "原文未列", None)

    entry.refresh_from_db()
    assert (entry.tier, entry.tier_basis) == (None, TierBasis.NONE_PRINTED)


@pytest.mark.parametrize(
    ("field", "after", "reason", "complaint"),
    [
        (CorrectedField.NAME_AS_PRINTED, "照原样", "改", "更正前后相同，没有需要更正的内容。"),
        (CorrectedField.NAME_AS_PRINTED, "别的", " ", "请写明更正理由。"),
        (CorrectedField.NAME_AS_PRINTED, "", "改", "此字段不能为空。"),
        (CorrectedField.OTHER, "别的", "改", "这一项不能更正；请重新选择更正内容。"),
    ],
)
def test_a_correction_against_the_rules_changes_nothing(field, after, reason, complaint):
    entry = public_entry(name_as_printed="照原样")

    with pytest.raises(ValidationError) as refusal:
        correct_entry(entry, field, after, reason, None)

    entry.refresh_from_db()
    assert complaint in refusal.value.messages
    assert (entry.name_as_printed, Correction.objects.count()) == ("照原样", 0)


def test_a_correction_into_an_honour_on_record_changes_nothing():
    gold, silver = make_tier("金奖"), make_tier("银奖", rank=3)
    recorded = public_entry(tier=gold)
    entry = make_entry(recorded.organization, honor_list=recorded.list, tier=silver)

    with pytest.raises(ValidationError, match="这个党组织在这一轮的这个等次已经在册"):
        correct_entry(entry, CorrectedField.TIER, gold, "抄录有误", None)

    assert Correction.objects.count() == 0


def test_a_draft_is_not_corrected_but_edited():
    with pytest.raises(ValidationError, match="还没有公布过"):
        correct_entry(make_entry(), CorrectedField.POSITION, 3, "改", None)


def test_a_decision_changes_the_standing_and_is_kept():
    entry, by = public_entry(), make_staff(REVIEWER)

    change_standing(entry, StandingAct.REVOKE, **DECISION, by=by)

    entry.refresh_from_db()
    kept = StandingChange.objects.get()
    assert (entry.standing, kept.recorded_by, kept.decision_number) == (Standing.REVOKED, by, "长委〔2022〕1号")


def test_a_revoked_honour_can_be_restored():
    entry = public_entry(standing=Standing.REVOKED)

    change_standing(entry, StandingAct.RESTORE, **DECISION, by=None)

    entry.refresh_from_db()
    assert entry.standing == Standing.VALID


@pytest.mark.parametrize(
    ("standing", "act", "complaint"),
    [
        (Standing.VALID, StandingAct.RESTORE, "这项荣誉现在是“有效”，不能再恢复。"),
        (Standing.REVOKED, StandingAct.REVOKE, "这项荣誉现在是“已撤销”，不能再撤销。"),
        (Standing.REVOKED, StandingAct.LAPSE, "这项荣誉现在是“已撤销”，不能再终止。"),
        (Standing.VALID, "pardon", "值 'pardon' 不是有效选项。"),
    ],
)
def test_a_decision_that_changes_nothing_is_refused(standing, act, complaint):
    entry = public_entry(standing=standing)

    with pytest.raises(ValidationError) as refusal:
        change_standing(entry, act, **DECISION, by=None)

    assert complaint in refusal.value.messages
    assert StandingChange.objects.count() == 0


def test_a_decision_without_a_reason_is_refused():
    with pytest.raises(ValidationError, match="请写明决定文号和理由"):
        change_standing(public_entry(), StandingAct.REVOKE, **{**DECISION, "reason": "　"}, by=None)


def test_a_reviewer_corrects_on_the_page(client):
    entry = public_entry()
    right = make_organization("苏一居民区党总支")
    client.force_login(make_staff(REVIEWER))

    response = client.post(
        f"{ADD_CORRECTION}?entry={entry.pk}&field=organization", {"after": right.pk, "reason": "抄录有误"}
    )

    entry.refresh_from_db()
    assert (response.status_code, entry.organization) == (302, right)


def test_the_page_says_why_a_correction_is_refused(client):
    entry = public_entry(name_as_printed="照原样")
    client.force_login(make_staff(REVIEWER))

    response = client.post(
        f"{ADD_CORRECTION}?entry={entry.pk}&field=name_as_printed", {"after": "照原样", "reason": "改"}
    )

    assert response.context["form"].non_field_errors() == ["更正前后相同，没有需要更正的内容。"]


def test_a_reviewer_records_a_decision_on_the_page(client):
    entry = public_entry()
    client.force_login(make_staff(REVIEWER))

    client.post(ADD_DECISION, {**DECISION, "entry": entry.pk, "act": StandingAct.LAPSE})

    entry.refresh_from_db()
    assert entry.standing == Standing.LAPSED


def test_drafts_are_not_offered_for_correction(client):
    draft = make_entry()
    client.force_login(make_staff(REVIEWER))

    response = client.get(f"{ADD_CORRECTION}?entry={draft.pk}&field=position")

    assert list(response.context["form"].errors) == ["entry"]


@pytest.mark.parametrize("address", [ADD_CORRECTION, ADD_DECISION])
def test_a_clerk_does_neither(client, address):
    client.force_login(make_staff(CLERK))

    assert client.get(address).status_code == 403


def test_corrections_and_decisions_are_never_changed_or_deleted(client):
    entry = public_entry()
    correction = correct_entry(entry, CorrectedField.POSITION, 9, "次序有误", None)
    change = change_standing(entry, StandingAct.REVOKE, **DECISION, by=None)
    client.force_login(make_staff(REVIEWER, is_superuser=True))

    answers = []
    for record in (correction, change):
        name = f"admin:awards_{record._meta.model_name}"
        answers.append(client.post(reverse(f"{name}_change", args=[record.pk]), {"reason": "别的"}).status_code)
        answers.append(client.post(reverse(f"{name}_delete", args=[record.pk]), {"post": "yes"}).status_code)

    assert answers == [403] * 4
