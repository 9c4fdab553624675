"""Workbooks (.xlsx), and packages that only pretend to be workbooks."""

import datetime
import io
import zipfile

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = "xlsx"
# Fixed, so that writing the files again changes nothing.
MOMENT = (2021, 11, 24, 0, 0, 0)
TITLE = "长宁区第七轮居民区党建工作“金银奖”名单（共3个）"
HEADER = ["序号", "单位名称", "等次", "轮次", "所属街道", "备注"]
ROWS = [
    [1, "陶家宅居民区党总支", "金奖标兵", 7, "华阳路街道", None],
    [2, "华院居民区党支部", "金奖", 7, "华阳路街道", "连续三届"],
    [3, "华山居民区党总支", "银奖", 7, "江苏路街道", None],
]
DEBI = "上海德必文化创意产业发展(集团)有限公司党支部"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def repacked(data: bytes, changes: dict[str, bytes] | None = None) -> bytes:
    """The same package with some parts replaced or added, every date the same."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= changes or {}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def saved(book: Workbook) -> bytes:
    """The bytes of ``book``."""
    book.properties.created = book.properties.modified = datetime.datetime(*MOMENT)
    target = io.BytesIO()
    book.save(target)
    return repacked(
        target.getvalue(),
        {
            "docProps/core.xml": b'<?xml version="1.0"?><coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
        },
    )


def book(rows: list[list[object]], title: str = "名单") -> tuple[Workbook, Worksheet]:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return made, sheet


def sheet_xml(data: bytes) -> bytes:
    """The first worksheet of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def with_sheet_xml(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with part of its first worksheet exchanged."""
    xml = sheet_xml(data)
    assert old in xml
    return repacked(data, {"xl/worksheets/sheet1.xml": xml.replace(old, new)})


def merged_tiers() -> bytes:
    """One tier over three rows, the title over all columns, a blank that nobody merged."""
    made, sheet = book([[TITLE], ["等次", "单位名称"], ["金奖", "甲居民区党总支"], [None, "乙居民区党总支"]])
    sheet.append([None, "丙居民区党总支"])
    sheet.append(["银奖", "丁居民区党总支"])
    sheet.append([None, "戊居民区党总支"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A5")
    return saved(made)


def several_sheets() -> bytes:
    """A sheet for each round, one hidden, one of choices that no person can unhide."""
    made, _ = book([["长宁区第七轮居民区党建工作“金银奖”"], *[row[1:3] for row in [HEADER, *ROWS]]], "金银奖")
    made.create_sheet("第四轮五星奖").append(["党组织名称"])
    made["第四轮五星奖"].append([DEBI])
    made.create_sheet("草稿").append(["不要读"])
    made["草稿"].sheet_state = "hidden"
    made.create_sheet("选项").append(["金奖"])
    made["选项"].sheet_state = "veryHidden"
    return saved(made)


def numbers_and_dates() -> bytes:
    """Rounds as numbers and text, days as days, as day numbers and as text, full-width digits."""
    rows = [["编号", "党组织名称", "荣誉等次", "届次", "所属街镇", "表彰日期"]]
    rows += [["１", "甲居民区党总支", "金奖", 7.0, "新泾镇", datetime.date(2021, 11, 24)]]
    rows += [["２", "乙居民区党总支", "金奖", "第７轮", "新泾镇", 44524]]
    rows += [["３", "丙居民区党总支", "银奖", "七", "新泾镇", "2021年11月24日"]]
    return saved(book(rows)[0])


def formulas() -> bytes:
    """A name by formula whose result is saved, one whose result is not, and an error value."""
    made, sheet = book([["单位名称", "等次"], ["甲居民区党总支", "金奖"], ["=A2", "银奖"], ["=A9", "银奖"]])
    sheet["A5"] = "#N/A"
    sheet["B5"] = "银奖"
    old = b'<c r="A3"><f>A2</f><v /></c>'
    return with_sheet_xml(saved(made), old, '<c r="A3" t="str"><f>A2</f><v>乙居民区党总支</v></c>'.encode())


def far_cell() -> bytes:
    """A stray sign in the last cell of the sheet."""
    made, sheet = book([HEADER, *ROWS])
    sheet["XFD1048576"] = "误填"
    return saved(made)


def blank_rows(count: int = 1_000_000) -> bytes:
    """As many formatted rows without any value as the sheet has room for."""
    data = saved(book([HEADER, *ROWS])[0])
    rows = b"".join(b'<row r="%d" spans="1:6" ht="15" customHeight="1"></row>' % row for row in range(5, count))
    return with_sheet_xml(data, b"</sheetData>", rows + b"</sheetData>")


def bomb() -> bytes:
    """A worksheet of two hundred kilobytes that unpacks to far more."""
    return with_sheet_xml(saved(book([HEADER])[0]), b"</sheetData>", b" " * 190_000_000 + b"</sheetData>")


def swelling() -> bytes:
    """One long shared text that half a million cells repeat."""
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    data = saved(book([["单位名称"]])[0])
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(2, 60_000))
    kinds = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    part = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>'
        % MAIN.replace("sheet.main", "sharedStrings").encode()
    )
    links = zipfile.ZipFile(io.BytesIO(data)).read("xl/_rels/workbook.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'.encode()
    return repacked(
        data,
        {
            "xl/worksheets/sheet1.xml": sheet_xml(data).replace(b"</sheetData>", cells + b"</sheetData>"),
            "xl/sharedStrings.xml": strings % (b"x" * 32_000),
            "[Content_Types].xml": kinds.replace(b"</Types>", part),
            "xl/_rels/workbook.xml.rels": links.replace(b"</Relationships>", link),
        },
    )


def files() -> dict[str, bytes]:
    """Every .xlsx file by name. The largest are made by the tests themselves."""
    plain = saved(book([[TITLE], [], HEADER, *ROWS])[0])
    kinds = zipfile.ZipFile(io.BytesIO(plain)).read("[Content_Types].xml").decode()
    sections = [
        HEADER[1:3],
        ["华阳路街道（2个）"],
        *[row[1:3] for row in ROWS[:2]],
        ["江苏路街道"],
        ROWS[2][1:3],
        ["合计", 3],
    ]
    pairs = [["序号", "单位名称", "等次"] * 2, [1, "甲居民区党总支", "金奖", 2, "乙居民区党总支", "银奖"]]
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet'
    return {
        "title_and_header.xlsx": plain,
        "merged_tiers.xlsx": merged_tiers(),
        "several_sheets.xlsx": several_sheets(),
        "numbers_and_dates.xlsx": numbers_and_dates(),
        "headings_between_rows.xlsx": saved(book(sections)[0]),
        "two_recipients_in_a_row.xlsx": saved(book(pairs)[0]),
        "no_header.xlsx": saved(book([["金奖", "甲居民区党总支、乙居民区党总支"], [None, "丙居民区党总支"]])[0]),
        "formulas.xlsx": formulas(),
        "one_cell_in_the_last_corner.xlsx": far_cell(),
        "nothing_in_it.xlsx": saved(book([])[0]),
        "truncated.xlsx": plain[: len(plain) // 2],
        "with_macros.xlsx": repacked(
            plain,
            {
                "[Content_Types].xml": kinds.replace(
                    MAIN, MAIN.replace("sheet.main", "sheet.macroEnabled.main")
                ).encode()
            },
        ),
        "external_entity.xlsx": with_sheet_xml(plain, b"<worksheet", entity),
        "bomb.xlsx": bomb(),
        "really_an_old_workbook.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 5000
        + "Workbook\x00".encode("utf-16-le"),
    }
