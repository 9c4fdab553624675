"""Chinese numerals as they stand in round names: 第七轮."""

import re
import unicodedata

_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"\u3007": 0, "○": 0, "两": 2}
# Formal numerals of decisions and certificates, which stand for the plain ones.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_ORDINAL = re.compile(r"\A第?\s*(.+?)\s*(?:轮|届|批次|批|期|次|名|个)?\Z")


def chinese_numeral(number: int) -> str:
    """1 to 99 in Chinese (7 → 七, 12 → 十二); other numbers stay in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def read_numeral(text: str) -> int | None:
    """The number that ``text`` writes: 第七轮, 第７轮, 7.0, 廿一, 一百零二, 二〇二一; None where it writes none."""
    match = _ORDINAL.match(unicodedata.normalize("NFKC", text).strip())
    if not match:
        return None
    numeral = match[1].removesuffix(".0")
    if numeral.isascii() and numeral.isdigit():
        return int(numeral[:9])
    for short, long in _TENS.items():
        numeral = numeral.replace(short, long)
    return _spelled(numeral.translate(_FORMAL))


def _spelled(numeral: str) -> int | None:
    """一百零二 by units, 二〇二一 digit by digit."""
    if not numeral or len(numeral) > 9 or any(sign not in _VALUES and sign not in _UNITS for sign in numeral):
        return None
    if not any(sign in _UNITS for sign in numeral):
        return int("".join(str(_VALUES[sign]) for sign in numeral))
    total, digit = 0, None
    for sign in numeral:
        if sign in _VALUES:
            digit = _VALUES[sign]
        else:
            # 十二 has no digit before its unit and means one of it.
            total, digit = total + (1 if digit is None else digit) * _UNITS[sign], None
    return total + (digit or 0)
