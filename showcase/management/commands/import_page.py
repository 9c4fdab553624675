"""Plan a newspaper page given as text, and with ``--apply`` put it on record as drafts.

    manage.py import_page FILE [--apply] [--json]

Exit status: 0 all rows ready or recorded, 1 some rows need a person, 2 unreadable.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards.choices import Verdict
from awards.importing.rows import UnreadableSource
from showcase.documents.page.planning import plan_page
from showcase.documents.page.receiving import file_bytes
from showcase.documents.page.report import import_report, plan_report
from showcase.documents.page.writing import write_page

UNREADABLE = 2
KNOWN = "这份版面以前导入过（字节完全相同），没有新增内容；下面是那一次的草稿。"


class Command(BaseCommand):
    help = "读取一个报纸版面的文字，列出前言、榜单、案例和待决定的问题；加 --apply 全部写成草稿。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="版面的文字：.txt")
        parser.add_argument("--apply", action="store_true", help="写成草稿；名单只列入批次，不写入")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = file_bytes(Path(options["file"]))
            report = self._applied(data, options["file"]) if options["apply"] else self._planned(data)
        except OSError as error:
            raise CommandError(f"打不开文件：{error.strerror}", returncode=UNREADABLE) from error
        except UnreadableSource as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        except ValidationError as error:
            raise CommandError("".join(error.messages)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._print(report)
        if report["counts"][Verdict.DECIDE] or report["counts"][Verdict.ERROR]:
            sys.exit(1)

    def _planned(self, data: bytes) -> dict[str, Any]:
        plan = plan_page(data, None)
        if plan.known:
            self.stderr.write(KNOWN)
            return import_report(plan, plan.known)
        return plan_report(plan)

    def _applied(self, data: bytes, file_name: str) -> dict[str, Any]:
        # What was on record before: afterwards everything is.
        plan = plan_page(data, None)
        written = write_page(data, file_name, by=None)
        if not written.is_new:
            self.stderr.write(KNOWN)
        return import_report(plan, written.record)

    def _print(self, report: dict[str, Any]) -> None:
        labels = dict(Verdict.choices)
        self.stdout.write(f"版面　{report['headline'] or '（没有总标题）'}")
        if ceremony := report["ceremony"]:
            self.stdout.write(f"展示会　{ceremony['held_on'] or '日期不明'}　{ceremony['title']}")
        for row in report["rows"]:
            line = f"{row['position']}　{labels[row['verdict']]}　{row['tier']}　{row['organization']}"
            self.stdout.write(f"{line}　{row['message']}" if row["message"] else line)
        for case in report["cases"]:
            counts = f"{len(case['sections'])} 节，图片 {len(case['captions'])}，启示 {len(case['lessons'])} 条"
            self.stdout.write(
                f"案例　{labels[case['verdict']]}　{case['title']}　{'、'.join(case['organizations'])}　{counts}"
            )
        for decision in report["decisions"]:
            self.stdout.write(f"待决定　{decision['place']}：{decision['question']}")
        self.stdout.write("，".join(f"{labels[key]} {count}" for key, count in report["counts"].items()))
