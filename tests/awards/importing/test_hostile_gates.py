"""No file harms the registry, through the staff page or through the command.

Each is met by a process of its own: within five seconds and 300 MB it says in Chinese what to do, and
changes nothing.
"""

import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.files.honors import making_csv, making_word, making_xls, making_xlsx
from tests.pace import is_within

ROOT = Path(__file__).resolve().parents[3]
SECONDS, MEGABYTES = 5, 300
pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured through /proc"),
]
HEADER = "单位名称,等次\n"
LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9))
)


def plain() -> bytes:
    return making_xlsx.saved(making_xlsx.book([["单位名称", "等次"], ["甲居民区党支部", "金奖"]])[0])


def archive_of(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def laughing_workbook() -> bytes:
    return making_xlsx.with_sheet_xml(plain(), b"<worksheet", LAUGHS.encode() + b"<worksheet")


def formulas_alone() -> bytes:
    return making_xlsx.saved(
        making_xlsx.book([["单位名称", "等次"], ["=A9", "=B9"], ['=HYPERLINK("http://x")', "=B9"]])[0]
    )


def a_million_columns() -> bytes:
    cells = b'<c r="BDWGN2" t="str"><v>x</v></c><c r="BDWGN1048577"><v>1</v></c>'
    wide = making_xlsx.with_sheet_xml(plain(), b"</sheetData>", b'<row r="3">' + cells + b"</row></sheetData>")
    return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:BDWGN1048577"', wide)


def a_million_paragraphs() -> bytes:
    # Each its own text: as many of one would be refused for shrinking too well.
    numbers = random.Random(5).sample(range(16**5), 1_000_000)
    return making_word.document("".join(f"<w:p><w:r><w:t>{number:05x}</w:t></w:r></w:p>" for number in numbers))


def sample(name: str) -> bytes:
    return (ROOT / "tests/files/honors" / name).read_bytes()


# By name: the file's name, its bytes (or how large an empty one is), and how the answer begins.
REFUSED = {
    "zip bomb": ("a.xlsx", making_xlsx.bomb, "文件解压后过大"),
    "nested zip": ("a.xlsx", lambda: archive_of("a.xlsx", archive_of("b.xlsx", plain())), "这是压缩包"),
    "external entity in a workbook": (
        "a.xlsx",
        lambda: sample("xlsx/external_entity.xlsx"),
        "文件里有不允许的外部引用",
    ),
    "external entity in a document": (
        "a.docx",
        lambda: sample("docx/external_entity.docx"),
        "文件里有不允许的外部引用",
    ),
    "billion laughs in a workbook": ("a.xlsx", laughing_workbook, "文件里有不允许的外部引用"),
    "billion laughs in a document": (
        "a.docx",
        lambda: making_word.document(making_word.paragraph("甲"), prolog=LAUGHS),
        "文件里有不允许的外部引用",
    ),
    "formulas without results": ("a.xlsx", formulas_alone, "没有读到名单里的任何一行"),
    "macros in a workbook": ("a.xlsx", lambda: sample("xlsx/with_macros.xlsx"), "文件带有宏"),
    "macros under their own name": ("a.xlsm", lambda: sample("xlsx/with_macros.xlsx"), "文件带有宏"),
    "macros in a document": ("a.docx", lambda: sample("docx/with_macros.docx"), "文件带有宏"),
    "200 MB": ("a.xlsx", 200 * 1024 * 1024, "文件超过 20 MB"),
    "wrong ending": ("a.csv", plain, "文件名以 .csv 结尾，内容却是Excel 工作簿"),
    "a program": ("a.exe", lambda: b"MZ\x90\x00" * 2_000, "不认识这种文件"),
    "empty": ("a.xlsx", lambda: b"", "文件是空的"),
    "truncated workbook": ("a.xlsx", lambda: plain()[:-500], "文件已损坏或不完整"),
    "truncated document": ("a.docx", lambda: sample("docx/truncated.docx"), "文件已损坏或不完整"),
    "truncated old workbook": ("a.xls", lambda: sample("xls/truncated.xls"), "文件已损坏或不完整"),
    "locked workbook": ("a.xlsx", lambda: sample("xls/locked_new_format.xlsx"), "文件加了密码"),
    "locked old workbook": ("a.xls", lambda: sample("xls/locked_with_password.xls"), "文件加了密码"),
    "old Word file": ("a.doc", lambda: making_xls.compound(b"\x00" * 4096, "WordDocument"), "这是旧版 Word 文件"),
    "a million paragraphs": ("a.docx", a_million_paragraphs, "文件解压后过大"),
    "a million columns": ("a.xlsx", a_million_columns, "工作表的写法不常见"),
    "a line of 100 MB": ("a.csv", lambda: HEADER.encode() + b"a" * 100_000_000, "文件超过 20 MB"),
    "a line of 19 MB": ("a.csv", lambda: HEADER.encode() + b"a" * 19_000_000, "没有读到名单里的任何一行"),
    "NUL bytes": ("a.csv", lambda: HEADER.encode() + b"\x00\x01\x02" * 5_000, "文件里不是文字"),
    "half a sign of UTF-16": ("a.csv", lambda: b"\xff\xfe" + HEADER.encode("utf-16-le") + b"\x00", "文件里不是文字"),
    "nothing but prose": ("a.txt", lambda: sample("text/nothing_but_prose.txt"), "没有读到名单里的任何一行"),
}
READ = {
    "UTF-16": ("a.csv", lambda: b"\xff\xfe" + f"{HEADER}甲居民区党支部,金奖\n".encode("utf-16-le")),
    "twenty thousand rows": (
        "a.csv",
        lambda: making_csv.written(
            [["单位名称", "等次"], *([f"第{at}居民区党支部", "金奖"] for at in range(20_000))]
        ).encode(),
    ),
}


@pytest.fixture(scope="module")
def gates(tmp_path_factory):
    """The other process, with an empty registry of its own."""
    folder = tmp_path_factory.mktemp("gates")
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(ROOT / "tests/awards/importing/gates.py")]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and program
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def passed(gate, path):
            process.stdin.write(json.dumps([gate, str(path)]) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield passed
        process.stdin.close()


def written(folder, name, content):
    path = folder / name
    if isinstance(content, int):
        with path.open("wb") as file:
            file.truncate(content)
    else:
        path.write_bytes(content())
    return path


@pytest.mark.parametrize("gate", ["upload", "command"])
@pytest.mark.parametrize("fault", REFUSED)
def test_a_hostile_file_is_refused_in_chinese_and_changes_nothing(gates, tmp_path, fault, gate):
    name, content, message = REFUSED[fault]

    answer = gates(gate, written(tmp_path, name, content))

    assert (answer["status"], answer["unchanged"]) == (200 if gate == "upload" else 2, True)
    assert message in answer["said"]
    assert is_within(answer["seconds"], SECONDS)
    assert answer["megabytes"] < MEGABYTES


@pytest.mark.parametrize("gate", ["upload", "command"])
@pytest.mark.parametrize("oddity", READ)
def test_an_odd_file_that_holds_a_list_is_read_within_the_same_bounds(gates, tmp_path, oddity, gate):
    name, content = READ[oddity]

    answer = gates(gate, written(tmp_path, name, content))

    assert (answer["status"], answer["unchanged"]) == (302 if gate == "upload" else 1, False)
    assert is_within(answer["seconds"], SECONDS)
    assert answer["megabytes"] < MEGABYTES
