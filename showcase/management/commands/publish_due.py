"""Open what is due by the clock; to be run every few minutes.

manage.py publish_due
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from awards.publishing import close_notices
from showcase.photos.sweeping import sweep_photos
from showcase.publishing import publish_due_cases
from showcase.statistics import keep_statistics


class Command(BaseCommand):
    help = "公开到时的案例，结束到期的公示，清理中断时留下的图片文件，数据多了一倍时更新数据库的统计。"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        lists, cases = close_notices(now), publish_due_cases(now)
        sweep_photos()
        keep_statistics()
        self.stdout.write(f"公示结束 {lists} 份，定时案例公开 {cases} 篇。")
