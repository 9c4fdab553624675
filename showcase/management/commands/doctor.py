"""Is all well with this registry?

    manage.py doctor [--json] [--mend]

Exit status: 0 all well, 1 warnings, 2 errors. ``--mend`` first makes anew what is made of other records.
"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from showcase.doctor.examining import Result, examine
from showcase.doctor.findings import WORDS, Level
from showcase.doctor.mending import mend


class Command(BaseCommand):
    help = "检查磁盘、数据库、图片、时钟、设置、备份、收录数和搜索索引，说明哪里不对、怎么办；只看不改。"
    # It reports them itself, among the rest.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")
        parser.add_argument("--mend", action="store_true", help="先把收录数、搜索索引和公开的图片重新算一遍、放一遍")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mend"]:
            mend()
        results = examine()
        worst = max(result.level for result in results)
        if options["json"]:
            self.stdout.write(json.dumps(_report(results, worst), ensure_ascii=False, indent=1))
        else:
            self._print(results, worst)
        if worst:
            sys.exit(int(worst))

    def _print(self, results: list[Result], worst: Level) -> None:
        for result in results:
            self.stdout.write(f"{WORDS[result.level]}　{result.check}")
            for finding in result.findings:
                self.stdout.write(f"　　{finding.message}\n　　→ {finding.advice}")
        self.stdout.write("一切正常。" if worst == Level.WELL else f"结论：{WORDS[worst]}，请照上面的“→”处理。")


def _report(results: list[Result], worst: Level) -> dict[str, Any]:
    checks = [
        {
            "check": result.check,
            "level": result.level.name.lower(),
            "findings": [
                {"level": one.level.name.lower(), "message": one.message, "advice": one.advice}
                for one in result.findings
            ],
        }
        for result in results
    ]
    return {"status": int(worst), "checks": checks}
