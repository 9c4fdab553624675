"""Fill an empty registry with invented organisations, to see what a large one would do."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from showcase.bulk.making import MOST_ORGANIZATIONS, MOST_ROUNDS, NotEmptyError, make_bulk
from showcase.statistics import gather_statistics


class Command(BaseCommand):
    help = (
        "向空的登记册写入大量虚构的党组织和荣誉，供规模试验；同样的数目总是写出同样的内容。已有内容的登记册一律拒绝。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organizations", type=int, default=1000, help="党组织的个数")
        parser.add_argument("--rounds", type=int, default=5, help="每个奖项的轮数；每个党组织每轮一条荣誉")

    def handle(self, *args: Any, organizations: int, rounds: int, **options: Any) -> None:
        if not (1 <= organizations <= MOST_ORGANIZATIONS and 1 <= rounds <= MOST_ROUNDS):
            raise CommandError(f"党组织 1 到 {MOST_ORGANIZATIONS} 个，轮数 1 到 {MOST_ROUNDS}，请改数目。")
        try:
            made = make_bulk(organizations, rounds)
        except NotEmptyError as found:
            raise CommandError(
                f"登记册里已有内容（{found}），虚构的名称不能混进去，什么也没有写。"
                "请另设 DATA_DIR 或 DATABASE_URL，迁移以后在空库里运行。"
            ) from found
        gather_statistics()
        self.stdout.write(f"已写入虚构的党组织 {made.organizations} 个、荣誉 {made.entries} 条、案例 {made.cases} 篇。")
