"""All examinations, one after another; none of them changes anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from showcase.doctor import configuration, database, derived, files, machine
from showcase.doctor.findings import Finding, Level

Check = Callable[[], Iterator[Finding]]
# In the order of the report. The last ones read records, and can do so only where the migrations are done.
FIRST: dict[str, Check] = {
    "磁盘空间": machine.disk,
    "设置": configuration.deployment,
    "权限": configuration.permissions,
    "备份": machine.backups,
    "数据库": database.soundness,
    "升级": database.migrations,
}
OF_RECORDS: dict[str, Check] = {
    "时钟": machine.clock,
    "缺少的文件": files.missing_files,
    "多余的文件": files.stray_files,
    "收录数": derived.counts,
    "搜索索引": derived.search_index,
}


@dataclass(frozen=True)
class Result:
    """What one examination found; nothing where all is well."""

    check: str
    findings: list[Finding]

    @property
    def level(self) -> Level:
        return max((finding.level for finding in self.findings), default=Level.WELL)


def examine() -> list[Result]:
    """Every examination that can be made, in order."""
    results = [_examined(name, check) for name, check in FIRST.items()]
    if all(result.level < Level.ERROR for result in results if result.check in ("数据库", "升级")):
        results += [_examined(name, check) for name, check in OF_RECORDS.items()]
    return results


def _examined(name: str, check: Check) -> Result:
    try:
        return Result(name, list(check()))
    except (DatabaseError, OSError, ImproperlyConfigured) as error:
        connection.close_if_unusable_or_obsolete()
        place = "数据库" if isinstance(error, DatabaseError) else "磁盘或图片存储"
        advice = f"请先让{place}恢复正常（是否在运行、设置里的地址和权限是否正确），再运行一次。"
        return Result(name, [Finding(Level.ERROR, f"查不了：{error}".strip(), advice)])
