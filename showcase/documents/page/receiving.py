"""From the bytes of a page to its text: everything that is no page of text is refused, in Chinese."""

import hashlib
import unicodedata
from pathlib import Path

from awards.importing.reading.characters import visible
from awards.importing.reading.csv_files import decoded
from awards.importing.rows import UnreadableSource

# A full page holds some 10,000 characters; this is thirty of them.
MAX_BYTES = 1024 * 1024
MAX_LINES = 3_000
MAX_LINE_LENGTH = 8_000
TOO_LARGE = "文件超过 1 MB，不像一个版面的文字，没有读取。请只留下一个版面的文字，存为 .txt 后再上传。"
EMPTY = "没有文字可以读取。请粘贴版面的文字，或检查是否选错了文件。"
NOT_TEXT = "这不是文字文件，无法读取。请把版面的文字复制出来粘贴，或存为 .txt 后再上传。"
TOO_MANY_LINES = f"超过 {MAX_LINES} 行，不像一个版面的文字，没有读取。请把各版分开导入。"
TOO_WIDE = f"有一行超过 {MAX_LINE_LENGTH} 字，不像报纸版面的文字，没有读取。请按原文分段后再导入。"
_FOREIGN = (
    (b"%PDF", "这是 PDF 文件，无法读取。请在 PDF 中选中文字，复制后粘贴。"),
    (
        b"PK\x03\x04",
        "这是 Word、Excel 文件或压缩包，不是文字文件。Word 稿件请用“从 Word 文件新建”，版面文字请复制后粘贴。",
    ),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Office 文件，不是文字文件。请打开后复制文字，再粘贴。"),
    (b"{\\rtf", "这是 RTF 文件，无法读取。请用 Word 打开，复制文字后粘贴。"),
    (b"\xff\xd8\xff", "这是图片，无法读取其中的文字。请先把文字录入出来。"),
    (b"\x89PNG", "这是图片，无法读取其中的文字。请先把文字录入出来。"),
)
_UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}
_BREAKS = set("\n\r\t\v\f\x85")


def page_text(data: bytes) -> str:
    """The text of a page, in whatever encoding it was saved.

    Raises ``UnreadableSource``, with what to do, where it is empty, too large or no text.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableSource(TOO_LARGE)
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise UnreadableSource(EMPTY)
    for mark, message in _FOREIGN:
        if data.startswith(mark):
            raise UnreadableSource(message)
    try:
        text = decoded(data)
    except UnreadableSource as error:
        raise UnreadableSource(NOT_TEXT) from error
    _refuse_shapeless(text)
    return text


def file_bytes(path: Path) -> bytes:
    """The file, unless it is larger than any page. Raises ``OSError``, or ``UnreadableSource``."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableSource(TOO_LARGE)
    return data


def checksum(data: bytes) -> str:
    """By which a page is known again."""
    return hashlib.sha256(data).hexdigest()


def _refuse_shapeless(text: str) -> None:
    """GB18030 makes something of nearly any bytes; printed text has no signs of control."""
    unprintable = sum(unicodedata.category(sign) in _UNPRINTABLE for sign in text if sign not in _BREAKS)
    if unprintable * 100 > len(text):
        raise UnreadableSource(NOT_TEXT)
    lines = visible(text).split("\n")
    if not any(line.strip() for line in lines):
        raise UnreadableSource(EMPTY)
    if sum(1 for line in lines if line.strip()) > MAX_LINES:
        raise UnreadableSource(TOO_MANY_LINES)
    if max(map(len, lines)) > MAX_LINE_LENGTH:
        raise UnreadableSource(TOO_WIDE)
