"""Chinese numerals as they stand in round names: 第七轮."""

_DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """1 to 99 in Chinese (7 → 七, 12 → 十二); other numbers stay in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
