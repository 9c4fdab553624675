"""Workbooks in the old format of Excel, written sign by sign: no locked library writes it."""

import struct

FOLDER = "xls"
SECTOR = 512
END, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def record(kind: int, body: bytes) -> bytes:
    """One record of a workbook stream."""
    return struct.pack("<HH", kind, len(body)) + body


def cell(row: int, column: int, value: object) -> bytes:
    """One cell: text or number."""
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return record(0x0203, place + struct.pack("<d", value))


def sheet_stream(rows: list[list[object]], merges: list[tuple[int, int, int, int]]) -> bytes:
    """The records of one sheet. ``merges``: first row, last row, first column, last column."""
    cells = b"".join(
        cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value not in ("", None)
    )
    merged = struct.pack("<H", len(merges)) + b"".join(struct.pack("<HHHH", *merge) for merge in merges)
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    return begin + cells + (record(0x00E5, merged) if merges else b"") + record(0x000A, b"")


def workbook_stream(sheets: dict[str, tuple[list[list[object]], list]], before_sheets: bytes = b"") -> bytes:
    """The stream called Workbook: globals, then each sheet."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600)) + before_sheets
    begin += record(0x0042, struct.pack("<H", 1200))
    streams = [sheet_stream(rows, merges) for rows, merges in sheets.values()]
    titles = [struct.pack("<BB", len(title), 1) + title.encode("utf-16-le") for title in sheets]
    at = len(begin) + sum(4 + 6 + len(title) for title in titles) + 4
    bound = b""
    for title, stream in zip(titles, streams, strict=True):
        bound += record(0x0085, struct.pack("<IBB", at, 0, 0) + title)
        at += len(stream)
    return begin + bound + record(0x000A, b"") + b"".join(streams)


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """``stream`` alone in a compound file. Streams under 4096 bytes would need a second table."""
    stream = stream.ljust(4096, b"\x00")
    stream += b"\x00" * (-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    tables = 1
    while (count + 1 + tables) * 4 > tables * SECTOR:
        tables += 1
    chain = [FAT_SECTOR] * tables + [END] + [tables + 2 + index for index in range(count - 1)] + [END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    header = MARK + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, END, 0, END, 0)
    header += b"".join(struct.pack("<I", index if index < tables else FREE) for index in range(109))
    root = entry("Root Entry", 5, 1, END, 0)
    return (
        header
        + b"".join(struct.pack("<I", link) for link in chain)
        + root
        + entry(name, 2, FREE, tables + 1, len(stream))
        + b"\x00" * (SECTOR - 256)
        + stream
    )


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """One entry of the directory."""
    text = (name + "\x00").encode("utf-16-le")
    body = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return body + b"\x00" * 36 + struct.pack("<IQ", start, size)


def book(rows: list[list[object]], merges: list | None = None, title: str = "名单") -> bytes:
    """A workbook of one sheet."""
    return compound(workbook_stream({title: (rows, merges or [])}))


HEADER: list[object] = ["序号", "单位名称", "等次", "轮次", "所属街道"]
ROWS: list[list[object]] = [
    [1, "陶家宅居民区党总支", "金奖标兵", 7, "华阳路街道"],
    [2, "华院居民区党支部", "金奖", 7, "华阳路街道"],
]


def files() -> dict[str, bytes]:
    """Every .xls file by name."""
    good = book([HEADER, *ROWS])
    two = {
        "金银奖": ([HEADER, *ROWS], []),
        "五星奖": ([["名称"], ["上海德必文化创意产业发展(集团)有限公司党支部"]], []),
    }
    title = [["长宁区第七轮居民区党建工作“金银奖”名单"], ["单位名称", "等次"], ["华山居民区党总支", "银奖"]]
    merged = [["单位名称", "等次"], ["陶家宅居民区党总支", "金奖"], ["华院居民区党支部", ""], ["华一居民区党总支", ""]]
    return {
        "plain.xls": good,
        "two_sheets.xls": compound(workbook_stream(two)),
        "title_above_header.xls": book(title),
        "merged_tiers.xls": book(merged, [(1, 2, 1, 1)]),
        "sheet_named_for_subdistrict.xls": book(title[1:], title="江苏路街道"),
        "no_header.xls": book([["金奖", "陶家宅居民区党总支"], ["银奖", "华院居民区党支部"]]),
        "one_cell_in_the_last_corner.xls": book([HEADER, *ROWS, *[[]] * 65_532, [""] * 255 + ["1"]]),
        "truncated.xls": good[: len(good) // 2],
        "locked_with_password.xls": compound(
            workbook_stream({"名单": ([HEADER], [])}, record(0x002F, b"\x01" + b"\x00" * 53))
        ),
        "really_an_old_word_file.xls": compound(b"\x00" * 4096, "WordDocument"),
        "locked_new_format.xlsx": compound(b"\x00" * 4096, "EncryptedPackage"),
    }
