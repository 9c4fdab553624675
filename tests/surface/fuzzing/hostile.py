"""Files that want to do harm, by kind. Each maker takes a source of chance and gives a name and the bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from PIL import Image

from tests.files.documents import making_hostile
from tests.files.documents.building import Document, paragraph
from tests.files.honors import making_csv, making_word, making_xls, making_xlsx
from tests.showcase.photos.pictures import encoded, jpeg, phone_jpeg, red_above_blue

File = tuple[str, bytes]
HEADER = "单位名称,等次\n"
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "{}">]>'
LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9))
)
PAGE = b"<html><body onload=alert(7)><script>alert(7)</script>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(rows: list[list[object]] | None = None) -> bytes:
    return making_xlsx.saved(making_xlsx.book(rows or [["单位名称", "等次"], ["甲居民区党支部", "金奖"]])[0])


def letter(prolog: str = "", content: str = "") -> bytes:
    return making_word.document(making_word.paragraph("关于表彰的决定") + content, prolog=prolog)


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "."), content)
    return target.getvalue()


def png(width: int, height: int, rows: int, extra: bytes = b"") -> bytes:
    """A PNG that says it is so large, with as many of its rows; they shrink to almost nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) // 3, len(data) - 20)]


def damaged(data: bytes, chance: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def broken_notes(chance: Random) -> File:
    data = phone_jpeg()
    start = data.index(b"Exif\0\0") + 6 + chance.randrange(8)
    return "exif.jpg", data[:start] + chance.randbytes(40) + data[start + 40 :]


def moving(chance: Random) -> File:
    kind = chance.choice(["GIF", "WEBP", "PNG"])
    more = [Image.new("RGB", (60, 60), "green")] * chance.randrange(1, 300)
    return f"a.{kind.lower()}", encoded(red_above_blue(60, 60), kind, save_all=True, append_images=more, duration=10)


def far_cell(chance: Random) -> File:
    row, column = chance.choice([(1_048_576, "XFD"), (1_048_576, "A"), (3, "XFD"), (1_048_577, "XFE"), (10**18, "A")])
    cell = f'<row r="{row}"><c r="{column}{row}" t="str"><v>x</v></c></row></sheetData>'.encode()
    return "a.xlsx", making_xlsx.with_sheet_xml(workbook(), b"</sheetData>", cell)


def huge_webp(chance: Random) -> File:
    """The head of a WebP that says it is as large as one may be."""
    side = chance.choice([16383, 9000])
    head = b"VP8X" + struct.pack("<I", 10) + b"\0" * 4 + struct.pack("<I", side - 1)[:3] * 2
    data = encoded(Image.new("RGB", (40, 40)), "WEBP", lossless=True)
    return "a.webp", b"RIFF" + struct.pack("<I", len(data) + 14) + b"WEBP" + head + data[12:]


def huge_heic(chance: Random) -> File:
    from showcase.photos import processing

    processing._learn_heic()
    data = encoded(red_above_blue(64, 64), "HEIF")
    size = data.index(b"ispe") + 8
    sides = struct.pack(">II", *chance.choice([(60_000, 60_000), (2**31 - 1, 1), (0, 0)]))
    return "a.heic", data[:size] + sides + data[size + 8 :]


def polyglot(chance: Random) -> File:
    whole = chance.choice([jpeg(comment=PAGE), jpeg() + PAGE, PAGE + jpeg(), jpeg() + archive(a__js=b"alert(7)")])
    return chance.choice(["a.jpg", "a.html", "a.docx"]), whole


def locked(chance: Random) -> File:
    return chance.choice(["a.xlsx", "a.docx", "a.xls"]), making_xls.compound(chance.randbytes(5000), "EncryptedPackage")


def long_field(chance: Random) -> File:
    quoted = chance.choice(['"{}",金奖\n', "{},金奖\n", '"{}\n'])
    return "a.csv", (HEADER + quoted.format("党" * chance.randrange(131_073, 400_000))).encode()


def words(chance: Random, coding: str) -> bytes:
    return f"{HEADER}甲居民区党支部,金奖\n{'乙' * chance.randrange(9)}".encode(coding)


KINDS: dict[str, Callable[[Random], File]] = {
    "zip bomb": lambda chance: chance.choice([("a.xlsx", making_xlsx.bomb()), ("a.docx", making_hostile.bomb())]),
    "zip in a zip": lambda chance: (
        chance.choice(["a.xlsx", "a.docx", "a.zip"]),
        archive(b__xlsx=archive(c__xlsx=workbook())),
    ),
    "swelling texts": lambda chance: ("a.xlsx", making_xlsx.swelling()),
    "external entity": lambda chance: (
        "a.docx",
        letter(ENTITY.format(chance.choice(["file:///etc/hostname", "http://198.51.100.7/x"])), "<w:p>&e;</w:p>"),
    ),
    "billion laughs": lambda chance: chance.choice(
        [
            ("a.docx", letter(LAUGHS)),
            ("a.xlsx", making_xlsx.with_sheet_xml(workbook(), b"<worksheet", LAUGHS.encode() + b"<worksheet")),
        ]
    ),
    "external picture": lambda chance: ("a.docx", making_hostile.external_picture()),
    "macros": lambda chance: (
        chance.choice(["a.xlsm", "a.xlsx"]),
        making_xlsx.repacked(workbook(), {"xl/vbaProject.bin": OLE}),
    ),
    "formulas": lambda chance: chance.choice(
        [
            ("a.csv", (HEADER + '=HYPERLINK("http://198.51.100.7"),@SUM(A1)\n+1,-1\n').encode()),
            ("a.xlsx", workbook([["单位名称", "等次"], ['=HYPERLINK("http://198.51.100.7")', "=1/0"]])),
        ]
    ),
    "a cell at the end of the sheet": far_cell,
    "empty workbook": lambda chance: ("a.xlsx", workbook([[""] * chance.randrange(1, 5)])),
    "a field longer than csv reads": long_field,
    "wrong ending": lambda chance: (chance.choice(["a.csv", "a.txt", "a.docx", "a.jpg", "a.pdf", "a"]), workbook()),
    "a picture that is a page": polyglot,
    "a page in a comment": lambda chance: ("a.jpg", jpeg(comment=b"x" * chance.randrange(50) + PAGE)),
    "unfolding png": lambda chance: ("a.png", png(side := chance.choice([7072, 30_000, 65_000]), side, 2000)),
    "unfolding text in a png": lambda chance: (
        "a.png",
        png(60, 60, 60, struct.pack(">I", 9) + b"zTXt" + zlib.compress(b"a" * 30_000_000, 9)),
    ),
    "huge webp": huge_webp,
    "huge heic": huge_heic,
    "truncated": lambda chance: chance.choice(
        [
            ("a.jpg", cut(jpeg(), chance)),
            ("a.xlsx", cut(workbook(), chance)),
            ("a.docx", cut(letter(), chance)),
            ("a.webp", cut(encoded(red_above_blue(), "WEBP", lossless=True), chance)),
        ]
    ),
    "damaged": lambda chance: chance.choice(
        [
            ("a.jpg", damaged(jpeg(), chance)),
            ("a.xlsx", damaged(workbook(), chance)),
            ("a.docx", damaged(letter(), chance)),
        ]
    ),
    "svg": lambda chance: (
        chance.choice(["a.svg", "a.jpg", "a.png"]),
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(7)"><script>alert(7)</script></svg>',
    ),
    "moving picture": moving,
    "broken notes of a camera": broken_notes,
    "locked": locked,
    "a way out in its name": lambda chance: (
        chance.choice(
            ["../../../etc/cron.d/x.jpg", "..\\..\\a.xlsx", "/etc/passwd", "....//x.docx", "名单/../../x.csv"]
        ),
        chance.choice([jpeg(), workbook(), letter()]),
    ),
    "nul in its name": lambda chance: (f"a\x00{chance.choice(['.jpg', '.csv', '.exe'])}", jpeg()),
    "a name without end": lambda chance: (f"{'名' * chance.randrange(300, 3000)}.csv", words(chance, "utf-8")),
    "nothing": lambda chance: (chance.choice(["a.xlsx", "a.jpg", "a.txt", "a.docx", ".csv"]), b""),
    "utf-16": lambda chance: (chance.choice(["a.csv", "a.txt"]), words(chance, "utf-16") + b"\0" * chance.randrange(2)),
    "nul and control characters": lambda chance: (
        chance.choice(["a.csv", "a.txt"]),
        HEADER.encode() + bytes(chance.randrange(32) for _ in range(3000)),
    ),
    "deep": lambda chance: ("a.docx", letter("", "<w:sdt><w:sdtContent>" * chance.randrange(300, 30_000))),
    "any bytes behind a good beginning": lambda chance: (
        chance.choice(["a.xlsx", "a.docx", "a.xls", "a.jpg", "a.png", "a.heic"]),
        chance.choice([b"PK\3\4", OLE, b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic", b"%PDF-1.7"])
        + chance.randbytes(chance.randrange(5000)),
    ),
    "many rows": lambda chance: (
        "a.csv",
        making_csv.written([["单位名称", "等次"], *[[f"第{n}居民区党支部", "金奖"] for n in range(3000)]]).encode(),
    ),
    "many paragraphs": lambda chance: (
        "a.docx",
        Document().add(*(paragraph("党" * chance.randrange(1, 60)) for _ in range(2000))).saved(),
    ),
}


def hostile_files(kind: str, count: int, seed: int) -> list[File]:
    """``count`` files of ``kind``, the same for the same ``seed``."""
    chance = Random(f"{seed} {kind}")
    return [KINDS[kind](chance) for _ in range(count)]
