"""What a case was written from, to read beside the draft: the received file as text, and what it left open."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from awards.importing.reading.csv_files import decoded
from awards.importing.reading.limits import MAX_DOCUMENT_BYTES
from awards.importing.reading.packages import open_package
from awards.importing.reading.word_parts import Paragraph
from awards.importing.reading.word_xml import parts_of
from awards.importing.rows import UnreadableSource
from organizations.admin.desk import is_key
from organizations.admin.sources import may_open
from organizations.models import SourceDocument
from showcase.admin.documents.ticking import tick
from showcase.deciding import OpenQuestion, questions_in
from showcase.documents.word.opening import MAX_BYTES
from showcase.models import CaseStudy, DocumentImport

MOST_LINES = 3000
LONGEST_LINE = 20_000
OTHER_KIND = "这种文件的文字不能显示在这里，请下载后对照。"
TOO_LARGE = "文件太大，文字不能显示在这里，请下载后对照。"
LOST = "收到的文件不在了，请联系系统管理员。"


@dataclass(frozen=True)
class ShownSource:
    """A source and its lines, or why they cannot be shown."""

    source: SourceDocument
    lines: list[str]
    obstacle: str = ""


def sources_of(case: CaseStudy) -> list[SourceDocument]:
    """The sources with a file that ``case`` came from; one query."""
    found = SourceDocument.objects.exclude(file="")
    return list(
        (found.filter(case_studies=case) | found.filter(document_imports__cases=case)).distinct().order_by("pk")
    )


def questions_of(case: CaseStudy) -> list[OpenQuestion]:
    """What the documents of ``case`` left to people, about it or about the document as a whole; one query."""
    return [
        one
        for document in DocumentImport.objects.filter(cases=case).order_by("pk")
        for one in questions_in(document)
        if one.case in ("", case.slug)
    ]


def source_page(request: HttpRequest, case: CaseStudy) -> HttpResponse:
    """The sources of ``case`` as text."""
    shown = [_shown(source) for source in sources_of(case) if may_open(request, source)]
    return TemplateResponse(request, "admin/showcase/casestudy/source.html", {"case": case, "sources": shown})


def decide(request: HttpRequest, case: CaseStudy) -> str:
    """Tick one question about ``case`` off or open it again; what stands against it in Chinese, or nothing."""
    key = request.POST.get("document", "")
    document = DocumentImport.objects.filter(pk=key, cases=case).first() if is_key(key) else None
    if document is None:
        raise Http404
    return tick(request, document)


def _shown(source: SourceDocument) -> ShownSource:
    try:
        with source.file.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return ShownSource(source, [], TOO_LARGE)
        return ShownSource(source, list(_lines(data, source.file_name or source.file.name))[:MOST_LINES])
    except FileNotFoundError:
        return ShownSource(source, [], LOST)
    except UnreadableSource:
        return ShownSource(source, [], OTHER_KIND)


def _lines(data: bytes, name: str) -> Iterator[str]:
    for line in _text(data, name):
        if line.strip():
            yield line.strip()[:LONGEST_LINE]


def _text(data: bytes, name: str) -> list[str]:
    if data.startswith(b"PK\x03\x04"):
        return _word_lines(data)
    if name.lower().endswith((".txt", ".csv", ".md")):
        return decoded(data).splitlines()
    raise UnreadableSource(OTHER_KIND)


def _word_lines(data: bytes) -> list[str]:
    package = open_package(data)
    part = package.part_of_type("wordprocessingml.document.main+xml")
    if not part:
        raise UnreadableSource(OTHER_KIND)
    lines: list[str] = []
    for piece in parts_of(package.read(part, MAX_DOCUMENT_BYTES)):
        if isinstance(piece, Paragraph):
            lines += piece.text.split("\v")
        else:
            lines += ["　|　".join(cell.replace("\n", " ") for cell in row) for row in piece.rows]
    return lines
