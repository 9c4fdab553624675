"""A backup back into an empty place: all of it, or nothing.

    manage.py restore FILE [--check]

``--check`` verifies every byte and writes nothing.
"""

import sqlite3
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from showcase.backup.facts import known_migrations
from showcase.backup.manifest import Manifest
from showcase.backup.problems import BackupError, in_words
from showcase.backup.restoring import check_backup, restore_backup
from showcase.backup.secrets import backup_secret
from showcase.table_sums import OUR_APPS


class Command(BaseCommand):
    help = "把备份恢复到一个空的地方：先核对每一个字节，再写入；有一处不对就什么也不写，绝不只恢复一半。"
    # An empty place has no tables yet to be checked.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="manage.py backup 生成的文件")
        parser.add_argument("--check", action="store_true", help="只核对，不写入")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        act, done = (check_backup, "核对无误，没有写入任何内容") if check else (restore_backup, "已恢复")
        try:
            manifest = act(file, backup_secret())
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        except (OSError, DatabaseError, sqlite3.Error) as error:
            raise CommandError(f"没有恢复：{in_words(error)}。") from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"{done}：{_moment(manifest)} 的备份，"
            f"{len(manifest.tables)} 张表 {rows} 行，文件 {len(manifest.files)} 个。"
        )
        self._print_next(manifest, check)

    def _print_next(self, manifest: Manifest, check: bool) -> None:
        for name in manifest.missing:
            self.stderr.write(f"备份时就缺的文件：{name}")
        waiting = {name for name in known_migrations() if name.split(".")[0] in OUR_APPS} - set(manifest.migrations)
        if waiting:
            self.stdout.write("备份来自较早的程序：启动网站之前请运行 manage.py migrate 和 manage.py rebuild_search。")
        elif not check:
            self.stdout.write(
                "登录状态不在备份里，工作人员要重新登录。现在可以启动网站，再运行 manage.py doctor 检查一遍。"
            )


def _moment(manifest: Manifest) -> str:
    """When the backup was taken, as people here say it."""
    return f"{timezone.localtime(datetime.fromisoformat(manifest.created_at)):%Y年%m月%d日 %H:%M}"
