"""Write a Word file as the draft of a case study, with its pictures and captions.

    manage.py import_case FILE.docx [--organization NAME]

Exit status: 0 nothing left to decide, 1 a person has to decide something, 2 unreadable.
"""

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards.importing.rows import UnreadableSource
from showcase.documents.word.opening import MAX_BYTES, TOO_LARGE
from showcase.documents.word.receiving import receive_case
from showcase.models import CaseStudy, DocumentImport

UNREADABLE = 2
KNOWN = "这个文件以前导入过（字节完全相同），没有新建；下面是那一次的案例。"


class Command(BaseCommand):
    help = "读取一个 Word 文件，写成经验案例的草稿，列出章节、图片和待决定的问题。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="Word 文件：.docx")
        parser.add_argument("--organization", default="", help="文中没有写明时，案例讲的党组织（登记的名称）")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            received = receive_case(_bytes(path), path.name, by=None, organization=options["organization"].strip())
        except OSError as error:
            raise CommandError(f"打不开文件：{error.strerror}", returncode=UNREADABLE) from error
        except UnreadableSource as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        except ValidationError as error:
            raise CommandError("".join(error.messages), returncode=UNREADABLE) from error
        if not received.is_new:
            self.stderr.write(KNOWN)
        for case in received.record.cases.order_by("pk"):
            self._print(case, received.record)
        if received.record.decisions:
            sys.exit(1)

    def _print(self, case: CaseStudy, record: DocumentImport) -> None:
        photos = list(case.photos.in_order())
        names = case.case_organizations.order_by("position").values_list("name_as_printed", flat=True)
        self.stdout.write(f"草稿　{case.title}　网址名 {case.slug}")
        self.stdout.write(f"党组织　{'、'.join(names) or '（待决定）'}")
        for section in case.sections.order_by("position"):
            self.stdout.write(f"章节 {section.position}　{section.heading or '（没有小标题）'}")
        for photo in photos:
            missing = [] if photo.has_picture() else ["缺图片"]
            missing += [] if photo.alternative_text else ["缺替代文字"]
            note = f"（{'、'.join(missing)}）" if missing else ""
            self.stdout.write(f"图片 {photo.position}　{photo.caption or '（没有说明）'}{note}")
        self.stdout.write(f"经验启示　{case.lessons.count()} 条")
        for decision in record.decisions:
            self.stdout.write(f"待决定　{decision['place']}：{decision['question']}")


def _bytes(path: Path) -> bytes:
    """The file, unless it is larger than any article. Raises ``OSError``, or ``UnreadableSource``."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableSource(TOO_LARGE)
    return data
