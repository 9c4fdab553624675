"""Make the search index anew, all in one transaction: readers search the old one until it stands.

    manage.py rebuild_search [--if-missing]

Edits keep the index in step; this is for a registry that was filled by other means, or before there
was an index.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from showcase.freshness import raise_version
from showcase.indexing import index_all, is_indexed


class Command(BaseCommand):
    help = "重建搜索索引；重建期间读者照常查找旧索引。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-missing", action="store_true", help="已有索引就什么也不做")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_missing"] and is_indexed():
            self.stdout.write("搜索索引已经建好，没有改动。")
            return
        with transaction.atomic():
            count = index_all()
            raise_version()
        self.stdout.write(f"搜索索引已重建：{count} 条。")
