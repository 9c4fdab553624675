"""The machine the registry runs on: room on its disk, its clock, its last backup."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from awards.models import HonorEntry, HonorList
from organizations.models import Organization
from showcase.backup.last_backup import last_backup_at
from showcase.doctor.findings import Finding, Level
from showcase.models import CaseStudy, ContentVersion

MEGABYTE = 2**20
LITTLE, TOO_LITTLE = 1024 * MEGABYTE, 200 * MEGABYTE
# Clocks of machines that are kept in step differ by less.
DIFFERENCE = timedelta(minutes=2)
OLD, TOO_OLD = timedelta(days=2), timedelta(days=14)
RECORDED = (Organization, HonorList, HonorEntry, CaseStudy)


def disk() -> Iterator[Finding]:
    """Writing stops where the disk is full, and a backup needs room for another copy."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LITTLE:
        level = Level.ERROR if free < TOO_LITTLE else Level.WARNING
        advice = "请腾出空间或换大一点的磁盘：旧备份移到别的机器，packages/、cards/ 两个目录可以整个删去。"
        yield Finding(level, f"{settings.DATA_DIR} 所在的磁盘只剩 {free // MEGABYTE} MB。", advice)


def clock() -> Iterator[Finding]:
    """A clock that went back makes new records older than old ones, and opens nothing in time."""
    now, last = timezone.now(), max(filter(None, _moments()), default=None)
    if last is not None and last > now + DIFFERENCE:
        yield Finding(
            Level.ERROR,
            f"本机时间 {_said(now)} 早于登记册里最后的记录 {_said(last)}：时钟倒退了。",
            "请先停止网站，用 timedatectl 校准时间（打开网络对时），再启动。",
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (servers,) = cursor.fetchone()
        if abs(servers - timezone.now()) > DIFFERENCE:
            message = f"本机时间与数据库服务器（{_said(servers)}）相差超过 2 分钟。"
            yield Finding(Level.WARNING, message, "请在两台机器上都打开网络对时。")


def backups() -> Iterator[Finding]:
    """A backup that nobody takes is found out on the worst day."""
    advice = "请运行 manage.py backup；每天自动备份见 deploy/honours-backup.timer 和 docs/backup.zh.md。"
    last = last_backup_at()
    if last is None:
        yield Finding(Level.WARNING, "这台机器上还没有做过备份。", advice)
    elif (age := timezone.now() - last) > OLD:
        level = Level.ERROR if age > TOO_OLD else Level.WARNING
        yield Finding(level, f"上一次备份是 {age.days} 天以前（{_said(last)}）。", advice)


def _moments() -> Iterator[datetime | None]:
    yield ContentVersion.objects.values_list("changed_at", flat=True).first()
    yield last_backup_at()
    for model in RECORDED:
        yield model.history.aggregate(last=Max("history_date"))["last"]
    database = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and database.is_file():
        yield datetime.fromtimestamp(database.stat().st_mtime, tz=timezone.get_current_timezone())


def _said(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
