"""Plan a list of results, and with ``--apply`` put its ready rows on record.

    manage.py import_honors FILE [--round jinyin/7] [--subdistrict 华阳路街道] [--apply] [--json]

Exit status: 0 all rows ready or recorded, 1 some rows need a person, 2 unreadable.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards.choices import Verdict
from awards.importing.applying import apply_batch
from awards.importing.planning import Defaults, plan_rows, remarks_on
from awards.importing.reading import read_source
from awards.importing.receiving import receive_list, rows_of, vocabulary
from awards.importing.registry import load_registry
from awards.importing.report import report_of
from awards.importing.rows import UnreadableSource
from awards.models import AwardRound
from organizations.models import Subdistrict

UNREADABLE = 2


class Command(BaseCommand):
    help = "读取一份名单，列出每一行能否写入；加 --apply 写入可以写入的行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="名单文件：.txt .csv .xlsx .docx")
        parser.add_argument("--round", default="", help="文中没有写明时采用的轮次，如 jinyin/7")
        parser.add_argument("--subdistrict", default="", help="文中没有写明时采用的街道（镇）")
        parser.add_argument("--apply", action="store_true", help="写入可以写入的行")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        defaults = Defaults(_round(options["round"]), _subdistrict(options["subdistrict"]))
        try:
            data = Path(options["file"]).read_bytes()
            report = _applied(data, options, defaults) if options["apply"] else _planned(data, options, defaults)
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

    def _print(self, report: dict[str, Any]) -> None:
        labels = dict(Verdict.choices)
        for row in report["rows"]:
            line = f"{row['position']}　{labels[row['verdict']]}　{row['tier']}　{row['organization']}"
            self.stdout.write(f"{line}　{row['message']}" if row["message"] else line)
        for problem in report["problems"]:
            self.stdout.write(f"{problem['position']}　{problem['message']}：{problem['text']}")
        self.stdout.write("，".join(f"{labels[key]} {count}" for key, count in report["counts"].items()))


def _planned(data: bytes, options: dict[str, Any], defaults: Defaults) -> dict[str, Any]:
    reading = read_source(data, Path(options["file"]).name, vocabulary())
    planned = plan_rows(reading.rows, load_registry(), defaults)
    return report_of(rows_of(None, planned), None, remarks_on(reading))


def _applied(data: bytes, options: dict[str, Any], defaults: Defaults) -> dict[str, Any]:
    batch = receive_list(data, Path(options["file"]).name, by=None, defaults=defaults)
    planned = batch.rows.select_related("round__scheme", "subdistrict").order_by("number")
    report = report_of(planned, batch.pk, batch.problems)
    apply_batch(batch, None)
    return report


def _round(text: str) -> AwardRound | None:
    if not text:
        return None
    slug, _, number = text.partition("/")
    found = AwardRound.objects.filter(scheme__slug=slug, number=number if number.isdigit() else 0).first()
    if found is None:
        raise CommandError(f"没有登记“{text}”这一轮；写法如 jinyin/7。", returncode=UNREADABLE)
    return found


def _subdistrict(text: str) -> Subdistrict | None:
    if not text:
        return None
    found = Subdistrict.objects.filter(name=text).first()
    if found is None:
        raise CommandError(f"没有登记“{text}”这个街道（镇）；请写全称，如“华阳路街道”。", returncode=UNREADABLE)
    return found
