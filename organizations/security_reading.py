"""Reading the security log: who may, and its lines as a sheet."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone

from organizations.models import SecurityEvent
from organizations.plain_cells import without_formula
from organizations.roles import SECURITY_LOG

BYTE_ORDER_MARK = "\ufeff"
COLUMNS: dict[str, Callable[[SecurityEvent], str]] = {
    "时间": lambda line: timezone.localtime(line.at).isoformat(sep=" ", timespec="milliseconds"),
    "事件": lambda line: line.get_act_display(),
    "工作人员": lambda line: str(line.user or ""),
    "登录名": lambda line: line.username,
    "对象": lambda line: line.subject,
    "来自": lambda line: line.address,
    "浏览器": lambda line: line.agent,
    "编号": lambda line: line.request_id,
    "详情": lambda line: json.dumps(line.detail, ensure_ascii=False, sort_keys=True) if line.detail else "",
    "校验值": lambda line: line.digest,
}


def may_read_security_log(user: Any) -> bool:
    """Whether a role of ``user`` lets it be read; being a superuser does not (docs/decisions/0022)."""
    if not user.is_superuser:
        return bool(user.has_perm(f"organizations.{SECURITY_LOG}"))
    # A superuser is told yes to everything; what counts is what a role would say.
    if not user.is_active:
        return False
    if not hasattr(user, "_may_read_security_log"):
        held = user.groups.filter(
            permissions__codename=SECURITY_LOG, permissions__content_type__app_label="organizations"
        )
        user._may_read_security_log = held.exists()
    return bool(user._may_read_security_log)


def as_csv(lines: Iterable[SecurityEvent]) -> Iterator[str]:
    """Lines of a .csv that Excel opens as Chinese, one event each; none of its cells is a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    yield BYTE_ORDER_MARK
    for row in _rows(lines):
        writer.writerow(row)
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def _rows(lines: Iterable[SecurityEvent]) -> Iterator[list[str]]:
    yield list(COLUMNS)
    for line in lines:
        yield [without_formula(cell(line)) for cell in COLUMNS.values()]
