"""A workbook of 100,000 rows to the rows of a list: ours against python-calamine with nothing around it.

``python -m benchmarks.reading [ROWS]`` prints the CPU time of both and their ratio, and the peak memory of
each in a process of its own, for a narrow list (name, tier, subdistrict, round) and for a wide one (nine
columns with a day and a citation). Ours also weighs the package, finds the header and understands every row.
"""

import io
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from awards.importing.reading import read_source

RUNS = 5
PLACES = ("华阳路街道", "江苏路街道", "新华路街道", "天山路街道", "仙霞新村街道", "新泾镇")
TIERS = ("金奖标兵", "金奖", "银奖", "特色治理奖")
SIGNS = "陶家宅华院潘东苏愚园仙霞虹桥程北周长宁天山中西南湖"


def narrow(number: int, chance: random.Random) -> list[object]:
    """What a clerk's list has."""
    name = "".join(chance.choices(SIGNS, k=4)) + "居民区党总支"
    return [number, name, chance.choice(TIERS), 7, chance.choice(PLACES)]


def wide(number: int, chance: random.Random) -> list[object]:
    """What a register kept for other ends has."""
    credit, certificate = f"91{number:016d}", f"QY-{number:06d}"
    citation = f"在基层治理方面成效显著，居民满意。{number}"
    return [*narrow(number, chance), credit, certificate, f"2021-11-{1 + number % 28:02d}", citation]


SHAPES: dict[str, tuple[list[str], Callable[[int, random.Random], list[object]]]] = {
    "narrow": (["序号", "单位名称", "等次", "轮次", "所属街道"], narrow),
    "wide": (
        ["序号", "单位名称", "等次", "轮次", "所属街道", "信用代码", "证书编号", "表彰日期", "事迹"],
        wide,
    ),
}


def workbook(shape: str, rows: int) -> bytes:
    """A workbook of so many rows."""
    header, row_of = SHAPES[shape]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(header)
    chance = random.Random(2)
    for number in range(1, rows + 1):
        sheet.append(row_of(number, chance))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def ours(data: bytes) -> int:
    reading = read_source(data, "名单.xlsx")
    assert reading.problems == []
    return len(reading.rows)


def bare(data: bytes) -> int:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return len(book.get_sheet_by_index(0).to_python()) - 1


WAYS: dict[str, Callable[[bytes], int]] = {"ours": ours, "bare": bare}


def cpu_seconds(way: Callable[[bytes], int], data: bytes, rows: int) -> float:
    started = time.process_time()
    assert way(data) == rows
    return time.process_time() - started


def peak_megabytes(name: str, data: bytes) -> float:
    """Peak memory of a process that reads one workbook and does nothing else."""
    command = [sys.executable, "-m", "benchmarks.reading", "--read", name]
    return int(subprocess.run(command, input=data, capture_output=True, check=True).stdout) / 1024


def own_peak_kilobytes() -> int:
    """Since this program began; ``getrusage`` would count the parent's memory before it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0])


def compare(shape: str, rows: int) -> None:
    """Interleaved runs, so that the machine treats both alike."""
    data = workbook(shape, rows)
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(RUNS):
        for name, way in WAYS.items():
            seconds[name].append(cpu_seconds(way, data, rows))
    median = {name: statistics.median(taken) for name, taken in seconds.items()}
    memory = {name: peak_megabytes(name, data) for name in WAYS}
    print(f"{shape}: {rows} rows, {len(data) / 1e6:.1f} MB")
    for name in WAYS:
        print(f"  {name}  {median[name]:.2f} s CPU  {memory[name]:.0f} MB")
    print(f"  ratio {median['ours'] / median['bare']:.2f} CPU, {memory['ours'] / memory['bare']:.2f} memory")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        WAYS[sys.argv[2]](sys.stdin.buffer.read())
        print(own_peak_kilobytes())
    else:
        for one in SHAPES:
            compare(one, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
