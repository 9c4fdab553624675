"""Workbooks in the old format of Excel (.xls) and WPS (.et), read in a process of their own.

The format cannot be weighed beforehand, and a reader that runs out of memory ends its process.
So another process does it, with bounded memory and time, and sends the cells back as JSON.
"""

import json
import re
import subprocess  # nosec B404 # only our own interpreter is started
import sys
from pathlib import Path

from awards.importing.reading.limits import OLD_WORKBOOK_BYTES, OLD_WORKBOOK_SECONDS
from awards.importing.reading.merges import fill_down
from awards.importing.reading.packages import DAMAGED, HAS_MACROS
from awards.importing.reading.roll import Roll
from awards.importing.reading.tables import TableReader
from awards.importing.reading.workbooks import HIDDEN, enter_title
from awards.importing.rows import UnreadableSource

ENCRYPTED = (
    "文件加了密码，无法读取。请打开后去掉密码（文件 → 信息 → 保护工作簿 → 用密码进行加密，清空密码），保存后再上传。"
)
OLD_WORD = "这是旧版 Word 文件（.doc），无法读取。请用 Word 打开后另存为 .docx，再上传。"
NOT_A_LIST = "这不是 Excel 工作簿，无法读取。请把名单存为 .xlsx、.docx 或 .csv 后再上传。"
TOO_WIDE = (
    "工作簿太大，或者在离名单很远的地方有误填的内容，没有读取。请删除名单以外的行和列，用 Excel 另存为 .xlsx 后再上传。"
)
# The record that begins a workbook, and right behind it the one that says it is locked.
_LOCKED = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_CHILD = Path(__file__).with_name("old_workbook_process.py")


def read_old_workbook(data: bytes, roll: Roll) -> None:
    """Read the bytes of an .xls file into ``roll``. Raises ``UnreadableSource``."""
    refuse_other_documents(data)
    for sheet in _sheets(data):
        title = sheet["title"]
        if sheet["hidden"]:
            roll.problem(f"工作表“{title}”", "", HIDDEN)
            continue
        enter_title(title, roll)
        rows = fill_down(enumerate(sheet["rows"], 1), [tuple(merge) for merge in sheet["merges"]])
        TableReader(roll, f"工作表“{title}” ").read(rows)


def refuse_other_documents(data: bytes) -> None:
    """Say what else the file is: the same container holds Word files and anything encrypted."""
    if _has_stream(data, "EncryptedPackage") or _LOCKED.search(data):
        raise UnreadableSource(ENCRYPTED)
    if _has_stream(data, "WordDocument"):
        raise UnreadableSource(OLD_WORD)
    if _has_stream(data, "_VBA_PROJECT"):
        raise UnreadableSource(HAS_MACROS)
    if not _has_stream(data, "Workbook") and not _has_stream(data, "Book"):
        raise UnreadableSource(NOT_A_LIST if len(data) > 4096 else DAMAGED)


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\x00\x00" in data


def _sheets(data: bytes) -> list[dict]:
    """The sheets as the other process read them; see it for their form."""
    command = [sys.executable, "-I", str(_CHILD), str(OLD_WORKBOOK_BYTES), str(OLD_WORKBOOK_SECONDS)]
    try:
        # Our own program, fixed arguments; the file goes in by standard input.
        done = subprocess.run(command, input=data, capture_output=True, timeout=OLD_WORKBOOK_SECONDS, check=False)  # nosec B603 # noqa: S603 - our own interpreter and program
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(TOO_WIDE) from error
    if done.returncode == 0:
        return json.loads(done.stdout)
    reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
    if reason == ["encrypted"]:
        raise UnreadableSource(ENCRYPTED)
    raise UnreadableSource(DAMAGED if reason == ["damaged"] else TOO_WIDE)
