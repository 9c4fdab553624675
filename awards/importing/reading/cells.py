"""Cells of tables as text, and the words inside cells that speak of tiers and rounds."""

import datetime
import re
from dataclasses import dataclass

from awards.importing.reading.characters import level, unpadded, visible
from awards.importing.reading.headings import read_heading
from awards.importing.reading.limits import MAX_CELL_LENGTH
from awards.importing.reading.words import Words
from awards.numerals import read_numeral

_SEPARATORS = re.compile(r"[、，,；;\n\v/]+|\s{2,}")
_SUM = re.compile(r"(?:合计|总计|共计|小计|总数)\s*[:]?\s*[0-9一二三四五六七八九十百]*\s*(?:个|名|家)?\Z")
_BLANKS = frozenset(("-", "--", "---", "/", "\\", "无", "空", "*"))
# Shorter cells hold no endless run of spaces.
SHORT = 200
_DATE_HEADING = re.compile(r"日期|时间|年月")
# 1954 to 2119 as Excel counts days: numbers outside are amounts, not dates.
_FIRST_DAY, _LAST_DAY = 20_000, 80_000
_DAY_ZERO = datetime.date(1899, 12, 30)


def as_text(cell: object) -> str:
    """What a cell shows: 7.0 is 7, a day is 2021-11-24."""
    if isinstance(cell, str):
        # Nearly every cell is short and plain, and need not be looked at sign by sign.
        plain = len(cell) < SHORT and cell.isprintable()
        return cell if plain else visible(cell).strip("\n\v ").replace("\n", "\v")
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def rest_text(cell: object, heading: str) -> str:
    """The text of a column without a role; day numbers under 日期 become days."""
    if isinstance(cell, float) and _FIRST_DAY < cell < _LAST_DAY and _DATE_HEADING.search(heading):
        return (_DAY_ZERO + datetime.timedelta(days=int(cell))).isoformat()
    return as_text(cell).replace("\v", "\n").strip()[:MAX_CELL_LENGTH]


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or a dash put there to say so."""
    return not text or level(text).strip() in _BLANKS or text.isspace()


def is_sum(text: str) -> bool:
    """合计, 小计 50个: the row counts, it names nobody."""
    return bool(_SUM.match(level(text).strip()))


@dataclass(frozen=True)
class Honor:
    """What the cells of a row say was conferred: any number of tiers, and words of the round."""

    tiers: tuple[str, ...]
    scheme: str = ""
    number: int | None = None


def read_honor(tier: str, honor: str, scheme: str, number: str, words: Words) -> Honor:
    """Put together what the columns 等次, 奖项, 奖项类别 and 轮次 say."""
    tiers: list[str] = []
    found_scheme, found_number = "", None
    for text in (tier, honor):
        for part in _parts(text):
            heading = read_heading(part, words) if text is honor or not words.is_known_tier(part) else None
            if heading and (heading.names_round() or heading.tier):
                found_scheme, found_number = heading.scheme or found_scheme, heading.number or found_number
                tiers += [heading.tier] if heading.tier else []
            elif text is honor and tier:
                # 等次 gives the tier, so 奖项 can only be the award itself.
                found_scheme = found_scheme or part
            else:
                tiers.append(part)
    own_scheme = read_heading(scheme, words) if scheme else None
    round_heading = read_heading(number, words) if number and not read_numeral(number) else None
    return Honor(
        tuple(dict.fromkeys(tiers)),
        (own_scheme.scheme if own_scheme and own_scheme.scheme else scheme)
        or (round_heading.scheme if round_heading else "")
        or found_scheme,
        read_numeral(number) or (round_heading.number if round_heading else None) or found_number,
    )


def _parts(text: str) -> list[str]:
    return [unpadded(part) for part in _SEPARATORS.split(text) if not is_blank(part.strip())]
