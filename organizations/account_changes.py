"""What somebody's account, or a role, was before a change and is after it: for the security log."""

from dataclasses import dataclass, fields
from typing import Any

from django.contrib.auth.models import Group

from organizations.choices import SecurityAct
from organizations.models import StaffUser
from organizations.security_log import record

LABELS = {
    "is_active": "有效",
    "is_staff": "可登录工作台",
    "is_superuser": "系统管理员",
    "roles": "角色",
    "subdistricts": "街道（镇）",
}


@dataclass(frozen=True)
class Account:
    """Everything that decides what a person may do."""

    is_active: bool
    is_staff: bool
    is_superuser: bool
    roles: tuple[str, ...]
    subdistricts: tuple[str, ...]


def account_of(user: StaffUser) -> Account | None:
    """As the database has it now; ``None`` where there is none yet."""
    stored = StaffUser.objects.filter(pk=user.pk).first() if user.pk else None
    if stored is None:
        return None
    return Account(
        stored.is_active,
        stored.is_staff,
        stored.is_superuser,
        tuple(stored.groups.order_by("pk").values_list("name", flat=True)),
        tuple(stored.subdistricts.order_by("code").values_list("name", flat=True)),
    )


def note_account_change(user: StaffUser, before: Account | None, by: StaffUser) -> None:
    """Write down what became of ``user`` since ``before``; nothing where nothing did."""
    after = account_of(user)
    if after is None:
        return
    subject = user.get_username()
    changes = _changes(before, after)
    if before is None:
        record(SecurityAct.USER_CREATED, by=by, subject=subject, detail=changes)
        return
    if before.is_active != after.is_active:
        act = SecurityAct.USER_REACTIVATED if after.is_active else SecurityAct.USER_DEACTIVATED
        record(act, by=by, subject=subject)
    changes.pop(LABELS["is_active"], None)
    if changes:
        record(SecurityAct.ROLE_CHANGED, by=by, subject=subject, detail=changes)


def permissions_of(role: Group) -> set[str]:
    """What ``role`` allows, as the database has it now, in words."""
    return {str(permission) for permission in role.permissions.select_related("content_type")} if role.pk else set()


def note_role_change(role: Group, before: set[str], by: StaffUser) -> None:
    """Write down what ``role`` allows since ``before`` and what no longer; nothing where nothing changed."""
    after = permissions_of(role)
    if after != before:
        detail = {"增加": sorted(after - before), "取消": sorted(before - after)}
        record(SecurityAct.ROLE_CHANGED, by=by, subject=f"角色 {role.name}", detail=detail)


def _changes(before: Account | None, after: Account) -> dict[str, Any]:
    """Label → [before, after] of whatever differs."""
    found = {}
    for each in fields(Account):
        old, new = getattr(before, each.name, None), getattr(after, each.name)
        if old != new and (before is not None or new):
            found[LABELS[each.name]] = [_said(old), _said(new)]
    return found


def _said(value: Any) -> Any:
    return "、".join(value) if isinstance(value, tuple) else value
