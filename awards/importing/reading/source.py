"""Which reader a source needs: by what it is, and only if its name agrees."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from awards.importing.reading.characters import visible
from awards.importing.reading.csv_files import decoded, read_csv
from awards.importing.reading.limits import MAX_BYTES
from awards.importing.reading.lines import lines_of
from awards.importing.reading.old_workbooks import read_old_workbook, refuse_other_documents
from awards.importing.reading.packages import DAMAGED, open_package
from awards.importing.reading.roll import Roll
from awards.importing.reading.table_rows import Row
from awards.importing.reading.tables import TableReader
from awards.importing.reading.text import LineReader
from awards.importing.reading.word import read_word
from awards.importing.reading.words import words_of
from awards.importing.reading.workbooks import read_workbook
from awards.importing.rows import Reading, UnreadableSource
from awards.importing.vocabulary import Vocabulary

DEFAULT = Vocabulary()
ACCEPTED = "可以上传的有：.xlsx、.xls、.docx、.csv、.txt，或直接粘贴文字。"
TOO_LARGE = f"文件超过 {MAX_BYTES // 1024 // 1024} MB，没有读取。请去掉图片等无关内容，或分成几个文件后再上传。"
EMPTY = "文件是空的，没有可读取的内容。请检查是否选错了文件。"
NOTHING_IN_IT = "没有读到任何内容。请确认名单就在这个文件里，而不是图片；图片中的文字请先录入为文字。"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = {"txt", "csv", "tsv"}
_FOREIGN = (
    (b"%PDF", "这是 PDF 文件，无法读取。请在 PDF 中选中名单文字，复制后粘贴；或请原单位提供 Word、Excel 文件。"),
    (b"{\\rtf", "这是 RTF 文件，无法读取。请用 Word 打开后另存为 .docx，再上传。"),
    (b"\xff\xd8\xff", "这是图片，无法读取其中的文字。请先把名单录入为文字。"),
    (b"\x89PNG", "这是图片，无法读取其中的文字。请先把名单录入为文字。"),
    (b"Rar!", "这是压缩包，无法读取。请解压后上传里面的名单文件。"),
    (b"7z\xbc\xaf", "这是压缩包，无法读取。请解压后上传里面的名单文件。"),
)
_WEB_PAGE = "这其实是网页文件，只是名字像表格。请用 Excel 打开后另存为 .xlsx，再上传。"
_KINDS = (
    ("wordprocessingml.document.main+xml", "docx", "Word 文件"),
    ("spreadsheetml.sheet.main+xml", "xlsx", "Excel 工作簿"),
)
_BINARY = "这种 Excel 格式（.xlsb、模板等）不读取。请在 Excel 中另存为 .xlsx，再上传。"
_OTHER_PACKAGE = f"这不是 Excel 工作簿，也不是 Word 文件，无法读取。{ACCEPTED}"


def read_source(data: bytes, file_name: str, vocabulary: Vocabulary = DEFAULT) -> Reading:
    """The rows of one file.

    Raises ``UnreadableSource``, with what to do in Chinese, where the file is empty, damaged,
    locked, too large, of no accepted kind or of another kind than its name says.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableSource(TOO_LARGE)
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise UnreadableSource(EMPTY)
    roll = Roll(words_of(vocabulary))
    with _collection_paused():
        _read(data, _ending(file_name), roll)
        roll.begin_part()
    reading = roll.reading
    if not reading.rows and not reading.problems and not reading.headings and not reading.announced:
        raise UnreadableSource(NOTHING_IN_IT)
    return reading


def read_text(text: str, vocabulary: Vocabulary = DEFAULT) -> Reading:
    """The rows of pasted text, which may be a table copied from Excel."""
    roll = Roll(words_of(vocabulary))
    _read_lines(text, roll)
    roll.begin_part()
    return roll.reading


@contextmanager
def _collection_paused() -> Iterator[None]:
    """A hundred thousand new rows are no garbage; looking them through again and again takes a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _ending(file_name: str) -> str:
    return file_name.rsplit(".", 1)[-1].strip().lower() if "." in file_name else ""


def _read(data: bytes, ending: str, roll: Roll) -> None:
    if data.startswith(_ZIP):
        _read_package(data, ending, roll)
    elif data.startswith(_OLE):
        if ending in {"doc", "xls", "et", "wps"} or ending not in {"xlsx", "docx", *_TEXT_ENDINGS}:
            read_old_workbook(data, roll)
        else:
            _refuse_disguised(data, ending)
    else:
        _read_plain(data, ending, roll)


def _read_package(data: bytes, ending: str, roll: Roll) -> None:
    package = open_package(data)
    kind, name = next(((kind, name) for part, kind, name in _KINDS if package.part_of_type(part)), ("", ""))
    if not kind:
        raise UnreadableSource(_BINARY if "sheet.binary" in "".join(package.types.values()) else _OTHER_PACKAGE)
    if ending != kind:
        raise UnreadableSource(_misnamed(ending, name, kind))
    if kind == "xlsx":
        read_workbook(data, roll)
    else:
        read_word(data, roll)


def _refuse_disguised(data: bytes, ending: str) -> None:
    """An old container under a new name: a locked .xlsx really is one, anything else is misnamed."""
    refuse_other_documents(data)
    raise UnreadableSource(_misnamed(ending, "旧版 Excel 工作簿", "xls"))


def _misnamed(ending: str, name: str, right: str) -> str:
    return (
        f"文件名以 .{ending or '？'} 结尾，内容却是{name}。请确认是要导入的文件，把文件名改为以 .{right} 结尾后再上传。"
    )


def _read_plain(data: bytes, ending: str, roll: Roll) -> None:
    for mark, message in _FOREIGN:
        if data.startswith(mark):
            raise UnreadableSource(message)
    if data[:2_000].lstrip().lower().startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        raise UnreadableSource(_WEB_PAGE)
    if ending in {"xlsx", "xls", "docx", "et"}:
        raise UnreadableSource(DAMAGED)
    if ending not in _TEXT_ENDINGS:
        raise UnreadableSource(f"不认识这种文件。{ACCEPTED}")
    if ending == "txt":
        _read_lines(decoded(data), roll)
    else:
        read_csv(data, roll)


def _read_lines(text: str, roll: Roll) -> None:
    """Lines of text, or rows where they are parted by tabs and stand under a header."""
    table = TableReader(roll)
    if table.has_header(row for row in _tabbed(text) if len(row[1]) > 1):
        table.read(_tabbed(text))
    else:
        LineReader(roll).read(lines_of(text))


def _tabbed(text: str) -> Iterator[Row]:
    for number, line in enumerate(visible(text).split("\n"), 1):
        # A table in plain text may draw its lines: | 等次 | 名称 |
        drawn = line.strip()
        yield number, drawn.strip("|").split("|") if drawn.startswith("|") else line.split("\t")
