"""The numbers and bullets in front of the lines of a list."""

import re

from awards.importing.reading.characters import level

_CHINESE_NUMBER = r"[零〇一二三四五六七八九十百廿卅]{1,4}"
_NUMBERING = re.compile(
    r"\s*(?:"
    # 1. 1、 1) 12． but not 3.5 and not 1,000
    r"\d{1,4}\s*(?:[.、)\]]|,(?!\d))(?!\d)"
    rf"|{_CHINESE_NUMBER}\s*[、.)]"
    # （一） (1) [1]
    rf"|[(\[]\s*(?:\d{{1,4}}|{_CHINESE_NUMBER})\s*[)\]][、.]?"
    # ① ⑴ ⒈ ㈠ ❶ and their kin
    r"|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3251-\u325f\u3280-\u3289\u32b1-\u32bf][、.]?"
    # Roman numerals of one sign, IV、 a) B. but not A. O. Smith; 第一、 第二， 第三 but not 第七轮
    r"|[\u2160-\u217f]{1,4}(?:\s*[、.)]|\s+)"
    r"|(?:[A-Za-z]|[IVX]{2,4})\s*(?:[、)]|\.(?=\s*(?:[\u4e00-\u9fff(\[【〔《「『“‘\"]|[A-Z]{2})))"
    r"|[(\[]\s*[A-Za-z]\s*[)\]]"
    rf"|第(?:\d{{1,3}}|{_CHINESE_NUMBER})(?:\s*[、.,:]|\s+(?![轮届批期]))"
    # a number standing alone in front: 1 华院居民区党支部, but not 50个
    r"|\d{1,4}(?:\t+|\s+)(?=[^\d\s年月日])"
    r"|[·●○■□◆◇▪▫▲△▼▽★☆※*►▶➢➤✓✔\uf0b7\uf06c\uf0d8>]+"
    r"|-{1,2}(?!\s*\d+\s*-\s*$)"
    r")\s*"
)


def without_numbering(text: str) -> tuple[str, bool]:
    """``text`` less its number or bullet, and whether there was one; “（一）1.” counts as one."""
    rest, numbered = text, False
    for _ in range(3):
        match = _NUMBERING.match(level(rest))
        if not match or match.end() == len(rest):
            break
        rest, numbered = rest[match.end() :], True
    return rest.strip(), numbered
