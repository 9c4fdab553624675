"""Worksheets looked over as bytes before a spreadsheet reader builds them in memory.

The reader keeps the whole rectangle from A1 to the last filled cell, so that one stray space in
XFD1048576 asks for 400 GB. It also passes over error values and formulas without a saved result.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from awards.importing.reading.limits import (
    MAX_SHARED_TEXT_BYTES,
    MAX_SHEET_CELLS,
    MAX_SHEET_COLUMN,
    MAX_SHEET_ROW,
)
from awards.importing.reading.packages import TOO_BIG_INSIDE, Package
from awards.importing.rows import UnreadableSource

ODD_XML = "工作表的写法不常见，无法安全读取。请用 Excel 打开后另存为 .xlsx，再上传。"
FAR = "这个单元格离名单太远，没有读取。如果里面有内容，请移到名单旁边；如果是误填，请删除。"
NO_RESULT = "这个单元格是公式，文件里没有保存它的计算结果。请在 Excel 中打开、保存后再上传，或改为填写文字。"
ERROR_VALUE = "这个单元格是错误值，没有读取。请在 Excel 中改正后再上传。"

SHARED_TEXTS = "sharedStrings+xml"

# Any cell start that is not plainly A1 to Z199999. Searching for the exception is 10 times as fast as
# looking at every cell, and in nearly every sheet there is none.
_UNUSUAL = re.compile(rb'<c(?! r="[A-Z](?:1?\d{5}|\d{1,4})")[\s>/]')
# Every pattern stops at the next tag it does not expect: a malformed sheet must not be searched over and over.
_INSIDE = rb"(?:[^<]|<(?!/?c[\s>]))*"
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*?(?:/>|>(' + _INSIDE + rb")</c>)")
_ANY_CELL = re.compile(rb"<c[\s>/]")
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"(?![^<>]*t="str")[^<>]*>'
    rb"<f(?:>[^<]*</f>|\s[^<>]*/>|\s[^<>]*[^/<>]>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"
)
_ERROR = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^<>]* t="e"[^<>]*>' + _INSIDE + rb"?<v>([^<]*)</v>")
_SHARED = re.compile(rb't="s"[^<>]*>\s*<v>(\d{1,9})</v>')
_PREFIXED = re.compile(rb"<[\w.-]{1,20}:c[\s>/]")
_ORDINARY_COLUMNS = 26
# Far longer than any cell, and than the formats that stand before the first and after the last.
_LONGEST_PIECE = 16 * 1024 * 1024
# More notices of one kind than this help nobody.
_MOST_NOTICES = 20


@dataclass
class SheetWeight:
    """What looking over one sheet has shown."""

    notices: list[tuple[str, str, str]] = field(default_factory=list)  # cell, text, message
    far: set[bytes] = field(default_factory=set)
    shared: int = 0  # cells that repeat a shared text
    last_row: int = 0
    last_column: int = 0

    def notice(self, cell: bytes, text: str, message: str) -> None:
        """Remember something the clerk should know."""
        if len(self.notices) < _MOST_NOTICES:
            self.notices.append((cell.decode("ascii"), text, message))


def weigh_sheet(package: Package, name: str) -> SheetWeight:
    """Look over one worksheet. Raises ``UnreadableSource`` where it cannot be read safely."""
    weight = SheetWeight()
    shares = bool(package.part_of_type(SHARED_TEXTS))
    for block in _filled_blocks(package, name):
        if shares:
            weight.shared += block.count(b't="s"')
        if _UNUSUAL.search(block):
            _look_closely(block, weight)
        # One sign is looked for a dozen times as fast as several: most blocks are done with that.
        if b"f" in block and b"</f>" in block:
            for found in _FORMULA.finditer(block):
                weight.notice(found[1], "公式", NO_RESULT)
        if b"e" in block and b't="e"' in block:
            for found in _ERROR.finditer(block):
                weight.notice(found[1], found[2].decode("utf-8", "replace"), ERROR_VALUE)
    if weight.last_column > _ORDINARY_COLUMNS:
        # So wide a sheet must be measured whole: long and wide together fill the memory.
        for block in _filled_blocks(package, name):
            _look_closely(block, weight, is_again=True)
    if weight.last_row * weight.last_column > MAX_SHEET_CELLS:
        raise UnreadableSource(TOO_BIG_INSIDE)
    return weight


def _filled_blocks(package: Package, name: str) -> Iterator[bytes]:
    """The parts of a sheet that hold any value; a million blank formatted rows are passed over."""
    for block in _whole_cells(package.xml_chunks(name)):
        # Comments could hide where a cell ends; prefixes, where it begins. No office program writes either.
        if (b"!" in block and b"<!" in block) or (b":" in block and _PREFIXED.search(block)):
            raise UnreadableSource(ODD_XML)
        if b"</c>" in block:
            yield block


def _whole_cells(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """``chunks`` cut between cells, so that no cell is torn from its address."""
    rest = b""
    for chunk in chunks:
        block = rest + chunk
        cut = max(block.rfind(b"<c"), 0)
        if block.find(b"</row>", cut) > 0 or b"<c" not in block:
            # The last cell is over: blank rows follow, or what stands before and after the rows.
            cut = block.rfind(b"<")
        if cut > 0:
            yield block[:cut]
        rest = block[max(cut, 0) :]
        if len(rest) > _LONGEST_PIECE:
            raise UnreadableSource(ODD_XML)
    yield rest


def _look_closely(block: bytes, weight: SheetWeight, is_again: bool = False) -> None:
    """Measure a part of a sheet cell by cell, and note the cells far outside."""
    seen = 0
    for found in _CELL.finditer(block):
        seen += 1
        if not found[3]:
            continue
        row, column = int(found[2]), _column_number(found[1])
        if row > MAX_SHEET_ROW or column > MAX_SHEET_COLUMN:
            weight.far.add(found[1] + found[2])
            if not is_again:
                weight.notice(found[1] + found[2], "", FAR)
        else:
            weight.last_row, weight.last_column = max(weight.last_row, row), max(weight.last_column, column)
    if seen != len(_ANY_CELL.findall(block)):
        raise UnreadableSource(ODD_XML)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def without_far_cells(xml: bytes, far: set[bytes]) -> bytes:
    """The sheet less the cells found to lie far outside."""
    return _CELL.sub(lambda found: b"" if found[1] + found[2] in far else found[0], xml)


def refuse_swelling(package: Package, sheets: dict[str, SheetWeight], shared: str) -> None:
    """Refuse a workbook whose few long texts, repeated by many cells, would fill the memory.

    ``sheets`` are the weights by part, ``shared`` the part of the shared texts, if there is one.
    """
    if not shared:
        return
    texts = package.read(shared, package.parts[shared].file_size).split(b"</si>")
    if max(map(len, texts)) * sum(weight.shared for weight in sheets.values()) <= MAX_SHARED_TEXT_BYTES:
        return
    total = 0
    for name in sheets:
        for block in _whole_cells(package.xml_chunks(name)):
            for index in _SHARED.findall(block):
                total += len(texts[int(index)]) if int(index) < len(texts) else 0
            if total > MAX_SHARED_TEXT_BYTES:
                raise UnreadableSource(TOO_BIG_INSIDE)
