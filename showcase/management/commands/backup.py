"""Database, photos and received files into one verified archive.

    manage.py backup FILE
    manage.py backup FOLDER [--keep 14]

In a folder the file is named for the moment. Encrypted where BACKUP_PASSPHRASE or BACKUP_KEY_FILE is set.
"""

import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from showcase.backup.keeping import new_path, remove_older
from showcase.backup.problems import BackupError, in_words
from showcase.backup.secrets import backup_secret
from showcase.backup.taking import Backup, take_backup


class Command(BaseCommand):
    help = "把数据库、图片和收到的文件备份成一个文件，写完再整份核对一遍；备份时网站照常使用。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件；给一个已有的目录，就按时间取名放在里面")
        parser.add_argument("--keep", type=int, default=0, help="目录里只留最新的几份（只删本命令按时间取名的文件）")

    def handle(self, *args: Any, file: Path, keep: int, **options: Any) -> None:
        is_folder = file.is_dir()
        if keep < 0 or (keep and not is_folder):
            raise CommandError("--keep 要写一个正整数，并且前面给的是一个目录。")
        try:
            secret = backup_secret()
            path = new_path(file, timezone.now(), encrypted=bool(secret)) if is_folder else file
            self._print(take_backup(path, secret), encrypted=bool(secret))
            for gone in remove_older(file, keep) if keep else ():
                self.stdout.write(f"已删去旧备份 {gone.name}")
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        except (OSError, DatabaseError, sqlite3.Error) as error:
            raise CommandError(f"没有生成备份：{in_words(error)}。") from error

    def _print(self, backup: Backup, *, encrypted: bool) -> None:
        manifest = backup.manifest
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"已备份到 {backup.path}（{backup.size / 2**20:.1f} MB，{'已加密' if encrypted else '没有加密'}）："
            f"{len(manifest.tables)} 张表 {rows} 行，文件 {len(manifest.files)} 个；整份核对无误。"
        )
        for name in manifest.missing:
            self.stderr.write(f"登记册里有、存储里没有的文件：{name}")
        if manifest.missing:
            self.stderr.write(f"缺 {len(manifest.missing)} 个文件，备份照样可用；请运行 manage.py doctor 查看。")
