"""For the day on which nobody is left who could do it at the desk."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.access.lockout import forgive
from organizations.access.second_factor import disable
from organizations.models import StaffUser


class Command(BaseCommand):
    """Take the second factor off an account whose owner lost phone and recovery codes, and lift its lock-out."""

    help = "取消一个账号的登录验证码，并解除登录限制；本人下次登录后重新启用。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="登录名")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = StaffUser.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"没有登录名为“{username}”的账号，请核对。")
        forgive(username)
        had_one = disable(None, user, by="")
        self.stdout.write(
            "已取消登录验证码，登录限制也已解除。" if had_one else "这个账号没有启用验证码；登录限制已解除。"
        )
