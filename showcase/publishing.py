"""The way of a case study to the public: submit, send back, release, withdraw.

Whoever wrote a case may not release it. Photos go public with their case, once its time has come,
and leave with it.
Each act raises ``ValidationError`` in Chinese where it may not be done.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.models import StaffUser
from showcase.choices import CaseState
from showcase.models import CaseStudy
from showcase.photos.releasing import release_photos, withdraw_photos
from showcase.photos.settling import photo_transaction


@transaction.atomic
def submit_case(case: CaseStudy, by: StaffUser) -> CaseStudy:
    """草稿 → 待审."""
    case = _locked(case, CaseState.DRAFT)
    case.state, case.submitted_by, case.submitted_at = CaseState.REVIEW, by, timezone.now()
    return _saved(case)


@transaction.atomic
def return_case(case: CaseStudy) -> CaseStudy:
    """待审 → 草稿, for the editor to mend."""
    case = _locked(case, CaseState.REVIEW)
    case.state = CaseState.DRAFT
    return _saved(case)


@photo_transaction()
def release_case(case: CaseStudy, by: StaffUser, at: datetime | None = None) -> CaseStudy:
    """待审 → 已发布, or 定时发布 while ``publish_at`` lies ahead. ``at``: released when; now by default."""
    case = _locked(case, CaseState.REVIEW, CaseState.WITHDRAWN)
    if reason := reason_not_to_release(case, by):
        raise ValidationError(reason)
    now = at or timezone.now()
    case.released_by = by
    case.withdrawn_at, case.withdrawal_reason = None, ""
    if case.publish_at and case.publish_at > now:
        case.state = CaseState.SCHEDULED
    else:
        case.state, case.published_at = CaseState.PUBLISHED, case.published_at or now
    case = _saved(case)
    release_photos(case)
    return case


@photo_transaction()
def withdraw_case(case: CaseStudy, reason: str) -> CaseStudy:
    """Take a case and its photos off the site at once; nothing is deleted."""
    case = _locked(case, CaseState.PUBLISHED, CaseState.SCHEDULED)
    if not reason.strip():
        raise ValidationError("撤下案例要写明理由。")
    case.state, case.withdrawn_at = CaseState.WITHDRAWN, timezone.now()
    case.withdrawal_reason = reason.strip()
    case = _saved(case)
    withdraw_photos(case)
    return case


@photo_transaction()
def publish_due_cases(at: datetime) -> int:
    """定时发布 → 已发布 for every case whose time has come by ``at``; how many.

    Readers see such a case from its moment on; this brings its pictures and its search entry.
    """
    due = CaseStudy.objects.select_for_update().filter(state=CaseState.SCHEDULED, publish_at__lte=at)
    cases = list(due.order_by("pk"))
    for case in cases:
        case.state, case.published_at = CaseState.PUBLISHED, case.publish_at
        _saved(case)
        release_photos(case, at)
    return len(cases)


def reason_not_to_release(case: CaseStudy, by: StaffUser) -> str:
    """Why ``by`` may not release the case, in Chinese; ``""`` where nothing stands against it."""
    if by.pk in (case.written_by_id, case.submitted_by_id):
        return "您撰写或送审了这篇案例，请由另一位主编签发。"
    silent = case.photos.filter(alternative_text="", is_decorative=False).exclude(original="")
    if silent.exists():
        return "有图片没有替代文字：请写明图中是什么，或勾选“纯装饰”。"
    return ""


def _locked(case: CaseStudy, *expected: str) -> CaseStudy:
    """The case as it stands now, for this act alone; refused in any state but ``expected``."""
    fresh = CaseStudy.objects.select_for_update().get(pk=case.pk)
    if fresh.state not in expected:
        raise ValidationError(f"案例现在是“{fresh.get_state_display()}”，不能这样操作；请刷新页面查看。")
    return fresh


def _saved(case: CaseStudy) -> CaseStudy:
    case.full_clean()
    case.save()
    return case
