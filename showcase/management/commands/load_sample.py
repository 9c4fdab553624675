"""Load the district's places, the sample page and the demonstration accounts."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from showcase.sample.loading import load_sample
from showcase.sample.problems import SampleError


@contextmanager
def _calm() -> Iterator[None]:
    """Whoever tries the site out reads two lines, not the run log's copy of releases that nobody made.

    The security log itself keeps them; refusals and errors are told here as well.
    """
    log = logging.getLogger("honours.security")
    level = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(level)


class Command(BaseCommand):
    help = "载入示例：长宁区的街道镇和居民区、一个真实的报纸版面、每种角色一个演示账号。重复运行不会改动已有内容。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _calm():
                loaded = load_sample()
        except SampleError as refusal:
            raise CommandError(f"示例没有载入，登记册没有任何改动。{refusal}") from refusal
        if loaded.places or loaded.records:
            self.stdout.write(f"示例已载入：街道镇和居民区 {loaded.places} 条，版面内容 {loaded.records} 条。")
        else:
            self.stdout.write("示例早已载入，没有改动任何内容。")
        self.stdout.write(f"演示账号和密码在 {loaded.accounts_file}（只有本机当前用户能读）。")
