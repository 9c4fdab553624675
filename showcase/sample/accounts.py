"""One demonstration account for each role, and the file that tells their passwords."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group

from organizations.models import StaffUser, Subdistrict
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.sample.problems import SampleError

ADMINISTRATOR = "系统管理员"
CLERK_CODE = "310105001"  # 华阳路街道
REASON = "演示账号"
Credentials = dict[str, dict[str, str]]


@dataclass(frozen=True)
class DemoAccount:
    """One account: its role, the name to sign in with, the name shown beside what it did."""

    role: str
    username: str
    full_name: str


DEMO_ACCOUNTS = (
    DemoAccount(CLERK, "luru", "演示录入员"),
    DemoAccount(REVIEWER, "shenhe", "演示审核员"),
    DemoAccount(EDITOR, "bianji", "演示编辑"),
    DemoAccount(CHIEF_EDITOR, "zhubian", "演示主编"),
    DemoAccount(AUDITOR, "shenji", "演示审计员"),
    DemoAccount(ADMINISTRATOR, "guanli", "演示管理员"),
)


def read_credentials(path: Path) -> Credentials:
    """What the file says, or nothing where it is missing or damaged."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    known = content if isinstance(content, dict) else {}
    return {role: one for role, one in known.items() if isinstance(one, dict) and one.get("password")}


def write_credentials(path: Path, credentials: Credentials) -> None:
    """Write the file whole or not at all, for its owner's eyes only."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(credentials, file, ensure_ascii=False, indent=2)
            file.write("\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def provide_accounts(known: Credentials) -> Credentials:
    """Make what accounts are missing, under the ``known`` passwords or new ones; return them all.

    An account that is there keeps its password as long as ``known`` names it. Raises
    ``SampleError`` where somebody else's account bears a name of ours.
    """
    return {
        account.role: _provide(account, known.get(account.role, {}).get("password", "")) for account in DEMO_ACCOUNTS
    }


def _provide(account: DemoAccount, password: str) -> dict[str, str]:
    user = StaffUser.objects.filter(username=account.username).first()
    if user is None:
        password = password or _new_password()
        _create(account, password)
    elif not password:
        if not user.history.filter(history_change_reason=REASON).exists():
            raise SampleError(f"登录名“{account.username}”已有人使用，不是演示账号。请先给那个账号改名，再载入示例。")
        password = _new_password()
        user.set_password(password)
        user.save(update_fields=["password"])
    return {"username": account.username, "password": password}


def _create(account: DemoAccount, password: str) -> None:
    user = StaffUser(username=account.username, full_name=account.full_name, is_staff=True)
    user.is_superuser = account.role == ADMINISTRATOR
    user.set_password(password)
    user._change_reason = REASON  # type: ignore[attr-defined]
    user.save()
    if account.role != ADMINISTRATOR:
        user.groups.add(Group.objects.get(name=account.role))
    if account.role == CLERK:
        user.subdistricts.add(Subdistrict.objects.get(code=CLERK_CODE))


def _new_password() -> str:
    return secrets.token_urlsafe(12)
