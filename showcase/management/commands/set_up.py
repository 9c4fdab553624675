"""What deploy/install.sh asks for once the tables are there; harmless when repeated.

    manage.py set_up [--check] [--admin USERNAME]

``--check`` only says whether this program may use the database; exit 1 where a newer one has.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS

from showcase.backup.facts import newer_migrations
from showcase.sample.problems import SampleError
from showcase.setting_up import provide_administrator, provide_places


class Command(BaseCommand):
    help = "空的登记册第一次启用：载入街道镇和居民区，建第一个系统管理员。已经有的不动。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只看这个数据库这一版程序能不能用，什么也不写")
        parser.add_argument("--admin", metavar="登录名", help="没有系统管理员时，建一个，初始密码只显示这一次")

    def handle(self, *args: Any, check: bool, admin: str | None, **options: Any) -> None:
        if newer := newer_migrations(DEFAULT_DB_ALIAS):
            raise CommandError(f"数据库比程序新（{'、'.join(newer[:3])}），请换用更新的程序；数据库没有任何改动。")
        if check:
            return
        try:
            self.stdout.write(f"街道镇和居民区：新载入 {provide_places()} 条。")
            password = provide_administrator(admin) if admin else ""
        except SampleError as refusal:
            raise CommandError(f"街道镇和居民区没有载入。{refusal}") from refusal
        except ValidationError as refusal:
            raise CommandError(f"系统管理员没有建成。{''.join(refusal.messages)}") from refusal
        if password:
            self.stdout.write(f"系统管理员 {admin}，初始密码 {password}（只显示这一次，登录后必须改）。")
