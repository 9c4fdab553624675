"""Comma-, semicolon- and tab-separated text, in the encodings Chinese offices save it in."""

import codecs
import csv
from collections.abc import Iterator
from itertools import islice

from awards.importing.reading.limits import MAX_BYTES
from awards.importing.reading.roll import Roll
from awards.importing.reading.table_rows import Row
from awards.importing.reading.tables import TableReader
from awards.importing.rows import UnreadableSource

NOT_TEXT = "文件里不是文字，无法读取。请用 Excel 打开后另存为“CSV UTF-8（逗号分隔）”或 .xlsx，再上传。"
UNPAIRED = "从这里起引号没有成对，这一段按普通文字逐行读取，请核对；最好在 Excel 中改正后重新上传。"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = "\t,;，；|"
_SAMPLE_LINES = 20
_MOST_FAULTS = 20
# The standard limit of 131,072 raises in the middle of a file; cells are clipped later, with a notice.
csv.field_size_limit(MAX_BYTES)


def decoded(data: bytes) -> str:
    """``data`` as text: by its byte order mark, else UTF-8, else GB18030 (which contains GBK and GB2312).

    Raises ``UnreadableSource`` where it is not text.
    """
    encodings = next(([name] for mark, name in _MARKS if data.startswith(mark)), ["utf-8", "gb18030"])
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 makes something of nearly any bytes; a zero sign is in no list.
        if "\x00" not in text:
            return text
    raise UnreadableSource(NOT_TEXT)


def delimiter_of(text: str) -> str:
    """The sign that parts the cells: the one that stands equally often in most of the first lines."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE_LINES]
    return max(_DELIMITERS, key=lambda sign: (_regularity(lines, sign), -_DELIMITERS.index(sign)))


def _regularity(lines: list[str], sign: str) -> float:
    counts = [line.count(sign) for line in lines if sign in line]
    if not counts:
        return 0
    usual = max(set(counts), key=counts.count)
    # A full-width comma that parts two names in one cell is rarer than the separator of every line.
    return counts.count(usual) + min(usual, 5) / 10


def read_csv(data: bytes, roll: Roll) -> None:
    """Read the bytes of a .csv file into ``roll``."""
    TableReader(roll).read(_rows(decoded(data), roll))


def _rows(text: str, roll: Roll) -> Iterator[Row]:
    """The records of ``text`` with the printed line each begins on; unpaired quotes are taken as text."""
    sign = delimiter_of(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # The lines are as long as the file; nobody needs it twice.
    del text
    start = faults = 0
    while start < len(lines):
        done = 0
        reader = csv.reader((f"{line}\n" for line in islice(lines, start, None)), delimiter=sign, strict=True)
        try:
            for cells in reader:
                yield start + done + 1, cells
                done = reader.line_num
            return
        except csv.Error:
            start += done
            faults += 1
            roll.problem(f"第 {start + 1} 行", lines[start], UNPAIRED)
            # After a few tries the quotes of this file mean nothing at all.
            plain = lines[start:] if faults == _MOST_FAULTS else lines[start : start + 1]
            for line in plain:
                start += 1
                yield start, line.replace('"', "").split(sign)
