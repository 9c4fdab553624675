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
from awards.importing.announced import Note, disagreements_in, notes_on, remarks_in
from awards.importing.applying import apply_batch
from awards.importing.planning import Defaults, plan_rows
from awards.importing.portions import rows_of
from awards.importing.reading.limits import MAX_BYTES
from awards.importing.reading.source import TOO_LARGE
from awards.importing.receiving import read_list, receive_list
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
            data = _bytes_of(Path(options["file"]))
            report, notes = (_applied if options["apply"] else _planned)(data, options["file"], defaults)
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
        # Beside the report, not inside: what could not become a row must be seen in either form.
        for note in notes:
            self.stderr.write(f"{note['position']}　{note['message']}：{note['text']}")
        if report["counts"][Verdict.DECIDE] or report["counts"][Verdict.ERROR]:
            sys.exit(1)

    def _print(self, report: dict[str, Any]) -> None:
        labels = dict(Verdict.choices)
        for row in report["rows"]:
            line = f"{row['position']}　{labels[row['verdict']]}　{row['tier']}　{row['organization']}"
            self.stdout.write(f"{line}　{row['message']}" if row["message"] else line)
        self.stdout.write("，".join(f"{labels[key]} {count}" for key, count in report["counts"].items()))


def _bytes_of(path: Path) -> bytes:
    """The file, unless it is larger than any list."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableSource(TOO_LARGE)
    return path.read_bytes()


def _planned(data: bytes, file_name: str, defaults: Defaults) -> tuple[dict[str, Any], list[Note]]:
    reading, registry = read_list(data, Path(file_name).name), load_registry()
    planned = plan_rows(reading.rows, registry, defaults)
    return report_of(rows_of(None, planned), None), _notes(notes_on(reading, registry, defaults))


def _applied(data: bytes, file_name: str, defaults: Defaults) -> tuple[dict[str, Any], list[Note]]:
    batch = receive_list(data, Path(file_name).name, by=None, defaults=defaults)
    planned = batch.rows.select_related("round__scheme", "subdistrict").order_by("number")
    report = report_of(planned, batch.pk)
    apply_batch(batch, None)
    return report, _notes(batch.problems)


def _notes(kept: list[Note]) -> list[Note]:
    return [*remarks_in(kept), *disagreements_in(kept)]


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
