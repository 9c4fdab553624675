"""``prune_security_log``: let go of lines that are older than they have to be kept."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organizations.security_keeping import days_of_silence, prune_security_log

# A site in use writes a line with every working day; a longer silence is more likely a clock that has run ahead.
LONGEST_SILENCE = 31


class Command(BaseCommand):
    """Deletes what is older than ``SECURITY_LOG_DAYS``, and writes down that it did.

    Deletes nothing by a clock that seems to have run ahead, unless told that it is right.
    """

    help = "清理超过保存期限（SECURITY_LOG_DAYS）的安全日志。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clock-is-right", action="store_true", help="已经核对过服务器时钟。")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        silence = days_of_silence(now)
        if silence > LONGEST_SILENCE and not options["clock_is_right"]:
            raise CommandError(
                f"没有清理：最近一条日志是 {silence} 天以前的，服务器的时钟可能拨快了。"
                "请先核对时钟；时钟没有错，就加上 --clock-is-right 再运行。"
            )
        count = prune_security_log(now)
        self.stdout.write(f"清理了 {count} 条超过 {settings.SECURITY_LOG_DAYS} 天的安全日志。")
