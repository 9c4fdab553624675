"""Writing the package: each table as .csv and .json, the dictionary, the terms, the checksums.

The same record gives the same bytes: nothing in it depends on the hour or on the machine. Rows go
from the database to disk a few hundred at a time, so that memory stays flat.
"""

import csv
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from awards.exporting import BYTE_ORDER_MARK
from awards.importing.workbooks_out import as_plain_text
from showcase.api.columns import cell, facts
from showcase.context_processors import under_prefix
from showcase.package.licence import LICENCE
from showcase.package.tables import Table, dictionary

CHECKSUMS = "SHA256SUMS"
# Before any content there is no date; a .zip knows none before this one.
NO_DATE = (1980, 1, 1, 0, 0, 0)
HEADINGS = ("文件", "列", "名称", "格式", "单位", "含义", "允许的值")


def write_package(target: Path, folder: Path, changed_at: datetime | None) -> dict[str, int]:
    """Write the .zip at ``target`` by way of ``folder``; returns how many rows each table has."""
    counts = {table.name: _write_table(table, folder) for table, _ in dictionary()}
    _write_dictionary(folder / "dictionary.csv")
    _write_readme(folder / "README.txt", counts, changed_at)
    files = sorted(folder.iterdir())
    sums = "".join(f"{sha256_of(path)}  {path.name}\n" for path in files)
    (folder / CHECKSUMS).write_text(sums, encoding="utf-8")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in [*files, folder / CHECKSUMS]:
            _pack(packed, path, changed_at)
    return counts


def sha256_of(path: Path) -> str:
    """The checksum of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def whole_address(path: str) -> str:
    """Under ``SITE_URL``; without one a path of the site, for the package must not depend on who asked."""
    return f"{settings.SITE_URL}{under_prefix(path)}"


def _write_table(table: Table, folder: Path) -> int:
    count = 0
    columns = table.columns
    with (
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as sheet,
        (folder / f"{table.name}.json").open("w", encoding="utf-8") as text,
    ):
        sheet.write(BYTE_ORDER_MARK)
        rows = csv.writer(sheet)
        rows.writerow([column.name for column in columns])
        text.write(f'{{"{table.name}": [')
        for told in _facts_of(table):
            rows.writerow([as_plain_text(cell(column, told[column.name])) for column in columns])
            text.write(",\n" if count else "\n")
            text.write(json.dumps(told, ensure_ascii=False))
            count += 1
        text.write("\n]}\n")
    return count


def _facts_of(table: Table) -> Iterator[dict[str, Any]]:
    for record in table.everything():
        yield facts(table.columns, record, whole_address)


def _write_dictionary(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as sheet:
        sheet.write(BYTE_ORDER_MARK)
        rows = csv.writer(sheet)
        rows.writerow(HEADINGS)
        for table, columns in dictionary():
            for one in columns:
                words = (one.name, one.title, one.kind, one.unit, one.meaning, one.values_in_words())
                rows.writerow([table.name, *words])


def _write_readme(path: Path, counts: dict[str, int], changed_at: datetime | None) -> None:
    lines = ["长宁区基层党建荣誉册 公开数据"]
    if changed_at:
        lines.append(f"内容日期：{timezone.localtime(changed_at):%Y-%m-%d %H:%M}（北京时间）")
    if settings.SITE_URL:
        lines.append(f"网址：{settings.SITE_URL}/data/")
    lines += ["", "文件：每张表有 CSV（带 BOM，可用 Excel、WPS 打开）和 JSON 两份，内容相同。"]
    lines += [f"{table.name}：{table.title}，{counts[table.name]} 条。{table.meaning}" for table, _ in dictionary()]
    lines += ["dictionary：数据字典，每一列的含义、格式和允许的值。", f"{CHECKSUMS}：各文件的 SHA-256 校验值。"]
    lines += ["", "使用条件：", *LICENCE, ""]
    path.write_text("\r\n".join(lines), encoding="utf-8-sig", newline="")


def _pack(packed: zipfile.ZipFile, path: Path, changed_at: datetime | None) -> None:
    local = timezone.localtime(changed_at).timetuple()[:6] if changed_at else NO_DATE
    entry = zipfile.ZipInfo(path.name, local)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # The same whatever system wrote it: a plain file that everyone may read.
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, packed.open(entry, "w") as target:
        shutil.copyfileobj(source, target)
