"""Move the registry from its SQLite file to the PostgreSQL that DATABASE_URL names.

manage.py migrate_to_postgres registry.sqlite3
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from showcase.database_copy import copy_database
from showcase.table_sums import sqlite_file


class Command(BaseCommand):
    help = (
        "把 SQLite 文件里的全部内容搬到 DATABASE_URL 指定的 PostgreSQL，逐表核对条数和校验值；有一处不符就什么也不写。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="SQLite 文件，如 /var/lib/honours/registry.sqlite3；只读取，不改动")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("请先把 DATABASE_URL 设为 postgres://…，并运行 manage.py migrate。")
        if not file.is_file():
            raise CommandError(f"没有这个文件：{file}")
        try:
            with sqlite_file(file) as source:
                tables = copy_database(source)
        except ValidationError as reason:
            raise CommandError("".join(reason.messages)) from reason
        for table in tables:
            self.stdout.write(f"{table.rows:>9}  {table.sha256[:16]}  {table.name}")
        self.stdout.write(f"全部 {sum(table.rows for table in tables)} 行、{len(tables)} 张表，两边一致。")
