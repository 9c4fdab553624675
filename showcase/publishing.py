"""The way of a case study to the public: submit, send back, release, withdraw.

Whoever wrote, changed or submitted a case may not release it. Photos go public with their case, once
its time has come, and leave with it. Each act signs its step (``CaseSignOff``) in its own transaction,
and raises ``ValidationError`` in Chinese where it may not be done.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.choices import SecurityAct
from organizations.models import StaffUser
from organizations.security_log import record
from showcase.choices import CaseState, SignOffAct
from showcase.models import CaseStudy
from showcase.photos.releasing import release_photos, withdraw_photos
from showcase.photos.settling import photo_transaction
from showcase.previewing import forget_preview_links
from showcase.signing import had_a_hand, sign


@transaction.atomic
def submit_case(case: CaseStudy, by: StaffUser) -> CaseStudy:
    """草稿 → 待审."""
    case = _locked(case, CaseState.DRAFT)
    case.state, case.submitted_by, case.submitted_at = CaseState.REVIEW, by, timezone.now()
    sign(case, SignOffAct.SUBMIT, by, at=case.submitted_at)
    return _saved(case)


@transaction.atomic
def return_case(case: CaseStudy, by: StaffUser, note: str) -> CaseStudy:
    """待审 or 撤下 → 草稿, for the editor to mend; ``note`` says what."""
    case = _locked(case, CaseState.REVIEW, CaseState.WITHDRAWN)
    if not note.strip():
        raise ValidationError("退回案例要写明要改什么。")
    case.state = CaseState.DRAFT
    sign(case, SignOffAct.RETURN, by, note=note)
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
        sign(case, SignOffAct.SCHEDULE, by, at=now, note=f"到 {_minute(case.publish_at)} 公开")
    else:
        case.state, case.published_at = CaseState.PUBLISHED, case.published_at or now
        sign(case, SignOffAct.RELEASE, by, at=now)
    case = _saved(case)
    release_photos(case)
    return _told(SecurityAct.RELEASED, case, by)


@photo_transaction()
def withdraw_case(case: CaseStudy, by: StaffUser, reason: str) -> CaseStudy:
    """Take a case and its photos off the site at once; nothing is deleted."""
    case = _locked(case, CaseState.PUBLISHED, CaseState.SCHEDULED)
    if not reason.strip():
        raise ValidationError("撤下案例要写明理由。")
    case.state, case.withdrawn_at = CaseState.WITHDRAWN, timezone.now()
    case.withdrawal_reason = reason.strip()
    sign(case, SignOffAct.WITHDRAW, by, at=case.withdrawn_at, note=reason)
    case = _saved(case)
    forget_preview_links(case)
    withdraw_photos(case)
    return _told(SecurityAct.WITHDRAWN, case, by)


@photo_transaction()
def publish_due_cases(at: datetime) -> int:
    """定时发布 → 已发布 for every case whose time has come by ``at``; how many.

    Readers see such a case from its moment on; this brings its pictures and its search entry.
    """
    due = CaseStudy.objects.select_for_update().filter(state=CaseState.SCHEDULED, publish_at__lte=at)
    cases = list(due.order_by("pk"))
    for case in cases:
        # A case that was public before, and was scheduled anew, keeps its first day.
        case.state, case.published_at = CaseState.PUBLISHED, case.published_at or case.publish_at
        sign(case, SignOffAct.OPEN, None, at=case.publish_at)
        _saved(case)
        release_photos(case, at)
        _told(SecurityAct.RELEASED, case, None)
    return len(cases)


def reason_not_to_release(case: CaseStudy, by: StaffUser) -> str:
    """Why ``by`` may not release the case, in Chinese; ``""`` where nothing stands against it."""
    if had_a_hand(case, by):
        return "您撰写、修改或送审过这篇案例，请由另一位主编签发。"
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


def _told(act: SecurityAct, case: CaseStudy, by: StaffUser | None) -> CaseStudy:
    """The case, once the security log has it as well; nobody releases what the clock opens."""
    record(act, by=by, subject=case, detail={"case": case.pk, "state": case.get_state_display()})
    return case


def _saved(case: CaseStudy) -> CaseStudy:
    case.full_clean()
    case.save()
    return case


def _minute(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y年%m月%d日 %H:%M}"
