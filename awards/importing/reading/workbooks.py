"""Workbooks of Excel and WPS (.xlsx), every visible sheet of them."""

import io
import zipfile
from collections.abc import Iterator

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from awards.importing.reading.headings import read_heading
from awards.importing.reading.merges import fill_down
from awards.importing.reading.packages import DAMAGED, TOO_BIG_INSIDE, Package, open_package
from awards.importing.reading.roll import Roll
from awards.importing.reading.sheet_weight import (
    SHARED_TEXTS,
    SheetWeight,
    refuse_swelling,
    weigh_sheet,
    without_far_cells,
)
from awards.importing.reading.table_rows import Row
from awards.importing.reading.tables import TableReader
from awards.importing.rows import UnreadableSource

HIDDEN = "这个工作表是隐藏的，没有读取。如果里面有名单，请取消隐藏后重新上传。"
NO_SHEET = "工作簿里没有可读取的工作表。请在 Excel 中检查后另存为 .xlsx，再上传。"
# Taking a far cell out means holding its whole sheet in memory.
_MOST_TO_MEND = 64 * 1024 * 1024
_INDEX_LIMIT = 4 * 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_workbook(data: bytes, roll: Roll) -> None:
    """Read the bytes of an .xlsx file into ``roll``. Raises ``UnreadableSource``."""
    package = open_package(data)
    parts = sheet_parts(package)
    weights = {title: weigh_sheet(package, part) for title, part in parts.items()}
    shared = package.part_of_type(SHARED_TEXTS)
    refuse_swelling(package, {parts[title]: weight for title, weight in weights.items()}, shared)
    safe = _mended(package, parts, weights) if any(weight.far for weight in weights.values()) else data
    with opened(safe) as workbook:
        visible = visible_sheets(workbook, roll)
        for title in visible:
            for cell, text, message in weights[title].notices if title in weights else []:
                roll.problem(f"工作表“{title}” {cell}", text, message)
            read_sheet(workbook, title, roll)


def opened(data: bytes) -> CalamineWorkbook:
    """The workbook in ``data``. Raises ``UnreadableSource`` where the reader cannot open it."""
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError as error:
        raise UnreadableSource(DAMAGED) from error


def visible_sheets(workbook: CalamineWorkbook, roll: Roll) -> list[str]:
    """The titles of the sheets a person sees; hidden ones become a notice.

    “Very hidden” sheets hold the choices of prepared forms; only programs make them, and no list is in one.
    """
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    for sheet in sheets:
        if sheet.visible == SheetVisibleEnum.Hidden:
            roll.problem(f"工作表“{sheet.name}”", "", HIDDEN)
    if not sheets:
        raise UnreadableSource(NO_SHEET)
    return [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]


def read_sheet(workbook: CalamineWorkbook, title: str, roll: Roll) -> None:
    """Read one sheet into ``roll``."""
    sheet = loaded(workbook, title)
    enter_title(title, roll)
    # Rows come from the first of the sheet, but columns only from the first that is filled.
    left = sheet.start[1] if sheet.start else 0
    merges = [(first[0] + 1, first[1] - left, last[0] + 1) for first, last in sheet.merged_cell_ranges or []]
    rows = fill_down(_rows(sheet), merges)
    TableReader(roll, f"工作表“{title}” ").read(rows)


def enter_title(title: str, roll: Roll) -> None:
    """Begin a sheet: a title such as 华阳路街道 or 金奖 is a heading over its rows."""
    roll.begin_part()
    heading = read_heading(title, roll.words)
    if heading and heading.kinds() - {"title"}:
        roll.enter(f"工作表“{title}”", heading)


def loaded(workbook: CalamineWorkbook, title: str) -> CalamineSheet:
    """One sheet in memory. Raises ``UnreadableSource`` where the reader gives up on it."""
    try:
        return workbook.get_sheet_by_name(title)
    except Exception as error:
        raise UnreadableSource(DAMAGED) from error
    except BaseException as error:
        # A fault inside the reader arrives as a PanicException, which is no Exception.
        if type(error).__name__ == "PanicException":
            raise UnreadableSource(DAMAGED) from error
        raise


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows of a sheet by the numbers that Excel shows."""
    return enumerate(sheet.iter_rows(), 1)


def sheet_parts(package: Package) -> dict[str, str]:
    """The part of the package that holds each sheet, by the title of the sheet."""
    book = package.part_of_type("sheet.main+xml") or "xl/workbook.xml"
    folder, _, file = book.rpartition("/")
    try:
        root = ElementTree.fromstring(package.read(book, _INDEX_LIMIT), forbid_dtd=True)
        links = ElementTree.fromstring(package.read(f"{folder}/_rels/{file}.rels", _INDEX_LIMIT), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableSource(DAMAGED) from error
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for node in root.iter():
        if node.tag.endswith("}sheet"):
            target = targets.get(node.get(_RELATION) or node.get(_STRICT_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            if part in package.parts and package.types.get(part, "").endswith("worksheet+xml"):
                parts[node.get("name", "")] = part
    return parts


def _mended(package: Package, parts: dict[str, str], weights: dict[str, SheetWeight]) -> bytes:
    """The workbook again, less its far cells."""
    if sum(part.file_size for part in package.parts.values()) > _MOST_TO_MEND:
        raise UnreadableSource(TOO_BIG_INSIDE)
    far = {parts[title]: weight.far for title, weight in weights.items() if weight.far}
    mended = io.BytesIO()
    with zipfile.ZipFile(mended, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in package.parts:
            content = b"".join(package.chunks(name))
            archive.writestr(name, without_far_cells(content, far[name]) if name in far else content)
    return mended.getvalue()
