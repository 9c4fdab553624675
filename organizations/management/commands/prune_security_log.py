"""``prune_security_log``: let go of lines that are older than they have to be kept."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from organizations.security_keeping import prune_security_log


class Command(BaseCommand):
    """Deletes what is older than ``SECURITY_LOG_DAYS``, and writes down that it did."""

    help = "清理超过保存期限（SECURITY_LOG_DAYS）的安全日志。"

    def handle(self, *args: Any, **options: Any) -> None:
        count = prune_security_log(timezone.now())
        self.stdout.write(f"清理了 {count} 条超过 {settings.SECURITY_LOG_DAYS} 天的安全日志。")
