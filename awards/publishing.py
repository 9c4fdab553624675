"""The way of an honour list to the public: submit, release, end its notice, withdraw, send back.

Whoever entered or edited a list may not release it (four eyes). Each act locks the list, so two
people pressing at once act one after the other, and raises ``ValidationError`` in Chinese where it
may not be done; nothing has changed then.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorList
from organizations.choices import SecurityAct
from organizations.models import StaffUser
from organizations.security_log import record


@transaction.atomic
def submit_list(honor_list: HonorList, by: StaffUser) -> HonorList:
    """草稿 → 待审核."""
    honor_list = _locked(honor_list, ListState.DRAFT)
    if not honor_list.entries.exists():
        raise ValidationError("名单里还没有条目，请先录入再提交。")
    honor_list.state = ListState.REVIEW
    honor_list.submitted_by, honor_list.submitted_at = by, timezone.now()
    return _saved(honor_list)


@transaction.atomic
def return_list(honor_list: HonorList, by: StaffUser, reason: str) -> HonorList:
    """待审核 → 草稿, for the clerk to mend; ``reason`` says what, and stays until the list is released."""
    honor_list = _locked(honor_list, ListState.REVIEW)
    if not reason.strip():
        raise ValidationError("退回名单要写明要改什么。")
    honor_list.state = ListState.DRAFT
    honor_list.returned_by, honor_list.returned_at = by, timezone.now()
    honor_list.return_reason = reason.strip()
    return _saved(honor_list)


@transaction.atomic
def release_list(honor_list: HonorList, by: StaffUser, at: datetime | None = None) -> HonorList:
    """待审核 or 撤下 → 公示中 while objections are open, else 已公布.

    ``at`` is when it counts as released; now by default.
    """
    honor_list = _locked(honor_list, ListState.REVIEW, ListState.WITHDRAWN)
    if reason := reason_not_to_release(honor_list, by):
        raise ValidationError(reason)
    now = at or timezone.now()
    honor_list.state = ListState.NOTICE if is_open_for_objections(honor_list, now) else ListState.RELEASED
    honor_list.released_by, honor_list.released_at = by, honor_list.released_at or now
    honor_list.withdrawn_at = honor_list.withdrawn_by = None
    honor_list.returned_at = honor_list.returned_by = None
    honor_list.withdrawal_reason = honor_list.return_reason = ""
    return _told(SecurityAct.RELEASED, _saved(honor_list), by)


@transaction.atomic
def end_notice(honor_list: HonorList, by: StaffUser) -> HonorList:
    """公示中 → 已公布 by hand, before the clock does it or where no last day was given.

    An act of its own: a button to release, pressed on a page that is no longer true, must not end a notice.
    """
    honor_list = _locked(honor_list, ListState.NOTICE)
    if reason := reason_not_to_release(honor_list, by):
        raise ValidationError(reason)
    honor_list.state = ListState.RELEASED
    return _told(SecurityAct.RELEASED, _saved(honor_list), by)


@transaction.atomic
def withdraw_list(honor_list: HonorList, by: StaffUser, reason: str) -> HonorList:
    """Take a public list off the site at once; its entries stay on record."""
    honor_list = _locked(honor_list, *ListState.PUBLIC)
    if not reason.strip():
        raise ValidationError("撤下名单要写明理由。")
    honor_list.state = ListState.WITHDRAWN
    honor_list.withdrawn_by, honor_list.withdrawn_at = by, timezone.now()
    honor_list.withdrawal_reason = reason.strip()
    return _told(SecurityAct.WITHDRAWN, _saved(honor_list), by)


@transaction.atomic
def close_notices(at: datetime) -> int:
    """公示中 → 已公布 for every list whose last day of objections is over at ``at``; how many.

    The list was released by a person when its notice began; the clock alone ends it.
    """
    over = HonorList.objects.select_for_update().filter(
        state=ListState.NOTICE, objections_until__lt=timezone.localdate(at)
    )
    lists = list(over.order_by("pk"))
    for honor_list in lists:
        honor_list.state = ListState.RELEASED
        _saved(honor_list)
    return len(lists)


def note_editor(honor_list: HonorList, editor: StaffUser) -> None:
    """Remember that ``editor`` had a hand in the list, or corrected it, and so may not release it (again)."""
    honor_list.editors.add(editor)


def is_open_for_objections(honor_list: HonorList, at: datetime) -> bool:
    """Whether the last day of its public notice is not over at ``at``; the day itself still counts."""
    return honor_list.objections_until is not None and honor_list.objections_until >= timezone.localdate(at)


def reason_not_to_release(honor_list: HonorList, by: StaffUser) -> str:
    """Why ``by`` may not release the list, in Chinese; ``""`` where nothing stands against it."""
    had_a_hand = by.pk in (honor_list.entered_by_id, honor_list.submitted_by_id)
    if had_a_hand or honor_list.editors.filter(pk=by.pk).exists():
        return "您录入、修改或提交过这份名单，请由另一位审核员公布。"
    if not honor_list.entries.exists():
        return "名单里还没有条目，不能公布。"
    return ""


def _locked(honor_list: HonorList, *expected: str) -> HonorList:
    """The list as it stands now, for this act alone; refused in any state but ``expected``."""
    fresh = HonorList.objects.select_for_update().get(pk=honor_list.pk)
    if fresh.state not in expected:
        raise ValidationError(f"名单现在是“{fresh.get_state_display()}”，不能这样操作；请刷新页面查看。")
    return fresh


def _told(act: SecurityAct, honor_list: HonorList, by: StaffUser) -> HonorList:
    """The list, once the security log has it as well."""
    detail = {"list": honor_list.pk, "state": honor_list.get_state_display()}
    record(act, by=by, subject=honor_list, detail=detail)
    return honor_list


def _saved(honor_list: HonorList) -> HonorList:
    honor_list.full_clean()
    honor_list.save()
    return honor_list
