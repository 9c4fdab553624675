"""Files that would hang or fill a careless reader. Each is read in a process of its own, to weigh it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from awards.importing.reading import read_source
from awards.importing.reading.limits import MAX_BYTES, MAX_LINES, MAX_PROBLEMS, MAX_ROWS
from awards.importing.rows import UnreadableSource
from tests.files.honors import making_csv, making_word, making_xls, making_xlsx
from tests.pace import is_within

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[4]
# What is promised of any file, on a machine with other work to do.
SECONDS, MEGABYTES = 5, 300
MEASURE = """
import resource, sys
from awards.importing.reading import read_source
from awards.importing.rows import UnreadableSource
data = sys.stdin.buffer.read()
try:
    reading = read_source(data, sys.argv[1])
    print("rows", len(reading.rows), len(reading.problems))
except UnreadableSource as refusal:
    print("refused", refusal)
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# Not ru_maxrss: a new process inherits that from the one that started it.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024, sum(one.ru_utime + one.ru_stime for one in usage))
"""


def weighed(data: bytes, name: str) -> str:
    """What reading ``data`` says, after checking that it took neither too long nor too much."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", MEASURE, name], input=data, capture_output=True, cwd=ROOT, check=True, text=False
    )
    said, usage = done.stdout.decode().strip().splitlines()
    memory, seconds = usage.split()
    assert is_within(float(seconds), SECONDS)
    assert int(memory) < MEGABYTES
    return said


def many_cells(count: int) -> bytes:
    """Cells in the first column and in the last ordinary one, so that the rectangle is as large as it may be."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="str"><v>x</v></c><c r="IV%d"><v>1</v></c></row>' % (row, row, row)
        for row in range(2, count)
    )
    return making_xlsx.with_sheet_xml(
        making_xlsx.saved(making_xlsx.book([["单位名称"]])[0]), b"</sheetData>", rows + b"</sheetData>"
    )


def without_addresses() -> bytes:
    """Cells that do not say where they stand."""
    plain = making_xlsx.saved(making_xlsx.book([["单位名称"]])[0])
    rows = b'<row r="1048576"><c><v>1</v></c></row>'
    return making_xlsx.with_sheet_xml(plain, b"</sheetData>", rows + b"</sheetData>")


HOSTILE = {
    "bomb": (making_xlsx.bomb, "a.xlsx", "refused 文件解压后过大"),
    "swelling": (making_xlsx.swelling, "a.xlsx", "refused 文件解压后过大"),
    "a million blank rows": (making_xlsx.blank_rows, "a.xlsx", "rows 3 0"),
    "last corner": (making_xlsx.far_cell, "a.xlsx", "rows 3 1"),
    "long and wide": (lambda: many_cells(60_000), "a.xlsx", "refused 文件解压后过大"),
    "no addresses": (without_addresses, "a.xlsx", "refused 工作表的写法不常见"),
    "last corner of the old format": (
        lambda: making_xls.book([["单位名称"], *[[]] * 65_533, [""] * 255 + ["1"]]),
        "a.xls",
        "refused 工作簿太大",
    ),
    "deep": (lambda: making_word.document("<w:sdt>" * 200_000), "a.docx", "refused 文件已损坏"),
    "many elements": (lambda: making_word.document("<w:p/>" * 2_000_001), "a.docx", "refused 文件解压后过大"),
    "one endless line": (lambda: "党、".encode() * 2_500_000, "a.txt", "rows 0 1"),
    "spaces": (("党" + " " * 8_000_000 + "党").encode, "a.txt", "rows 0 1"),
    "brackets": (lambda: "（".encode() * 3_000_000, "a.txt", "rows 0 1"),
    "unpaired quotes": (lambda: "单位名称,等次\n".encode() + b'"a"b,\n' * 60_000, "a.csv", "rows 60000 "),
    "lines without meaning": (lambda: ("党" * 19 + "\n").encode() * 300_000, "a.txt", f"rows 0 {MAX_PROBLEMS + 1}"),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured through /proc")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_within_five_seconds_and_three_hundred_megabytes(name):
    make, file_name, expected = HOSTILE[name]

    assert weighed(make(), file_name).startswith(expected)


def test_too_large_a_file_is_refused_unread():
    began = time.process_time()

    with pytest.raises(UnreadableSource, match="超过 20 MB"):
        read_source(b"\x00" * (MAX_BYTES + 1), "a.xlsx")

    assert is_within(time.process_time() - began, 1)


def test_more_rows_than_are_taken_in_are_said():
    rows = [["单位名称", "等次"], *[["甲居民区党支部", "金奖"]] * (MAX_ROWS + 5)]

    reading = read_source(making_csv.written(rows).encode(), "a.csv")

    assert len(reading.rows) == MAX_ROWS
    assert [problem.position for problem in reading.problems] == [f"第 {MAX_ROWS + 2} 行"]


def test_more_lines_than_are_taken_in_are_said():
    reading = read_source(("甲居民区党支部\n" * (MAX_LINES + 5)).encode(), "a.txt")

    assert len(reading.rows) == MAX_LINES
    assert [problem.position for problem in reading.problems] == [f"第 {MAX_LINES + 1} 行"]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.xlsx", "空的"),
        (b" \r\n", "a.txt", "空的"),
        (b"%PDF-1.7 ...", "a.pdf", "PDF"),
        (b"%PDF-1.7 ...", "a.docx", "PDF"),
        (b"\x89PNG....", "a.png", "图片"),
        (b"Rar!....", "a.rar", "压缩包"),
        (b"just words", "a.xlsx", "损坏"),
        (b"just words", "a.exe", "不认识"),
        (b"just words", "noending", "不认识"),
        (b"PK\x03\x04just words", "a.xlsx", "损坏"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(data, name, message):
    with pytest.raises(UnreadableSource, match=message) as refused:
        read_source(data, name)

    assert "请" in str(refused.value) or "可以上传" in str(refused.value)


@pytest.mark.parametrize("ending", ["csv", "txt", "docx", "xls", ""])
def test_a_workbook_under_a_wrong_name_is_refused(ending):
    data = making_xlsx.saved(making_xlsx.book([["单位名称"], ["甲党支部"]])[0])

    with pytest.raises(UnreadableSource, match=r"内容却是Excel 工作簿.*以 \.xlsx 结尾"):
        read_source(data, f"名单.{ending}" if ending else "名单")
