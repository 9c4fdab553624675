"""``verify_security_log``: whether a line of the security log was changed or taken away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.security_keeping import verify_security_log


class Command(BaseCommand):
    """Exit status 0 where the log is sound, 1 with what is wrong where it is not."""

    help = "核对安全日志：有没有被改动、被删除。"

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify_security_log()
        if not verdict.is_sound():
            raise CommandError("\n".join(verdict.sentences()))
        self.stdout.write(f"安全日志完整：{verdict.lines} 条，没有改动，没有缺少。")
