"""Headings of a list: which round, scheme, subdistrict or tier what follows belongs to."""

import re
from dataclasses import dataclass

from awards.importing.reading.characters import key, level, unpadded
from awards.importing.reading.endings import ends_as_party, is_name
from awards.importing.reading.numbering import without_numbering
from awards.importing.reading.words import ROUND, Words, is_place
from awards.numerals import read_numeral

_NUMBER = r"([0-9]{1,5}|[一二两三四五六七八九十百零\u3007]{1,6})"
_UNIT = r"(?:个|名|家|支|项|人|位|组)"
_TOTAL = re.compile(rf"\A(?:合计|总计|共计|共有|总共|共|小计|计|总数)\s*[:]?\s*{_NUMBER}\s*{_UNIT}?\Z")
_COUNTS = (
    # （共12个）, (12 家，排名不分先后), (12)
    re.compile(rf"[(\[](?:[^()\[\]]*?[^()\[\]第])??(?:共|计)*\s*{_NUMBER}\s*{_UNIT}[^()\[\]]*[)\]]"),
    re.compile(r"[(\[]\s*(?:共|计)?\s*([0-9]{1,4})\s*[)\]]\s*\Z"),
    # 金奖 共12个, 金奖12名
    re.compile(rf"[\s:,]*(?:共|共计|合计|计)?\s*([0-9]{{1,5}}|(?<=共)[一二三四五六七八九十百]+)\s*{_UNIT}\s*\Z"),
)
# （共6个，排名不分先后） as a line of its own
_WHOLE_COUNT = re.compile(rf"[(\[]\s*(?:共|计)*\s*{_NUMBER}\s*{_UNIT}[^()\[\]]*[)\]]\Z")
# 金奖（4个）：甲、乙 and 金奖（共4个） 甲
_COUNTED = re.compile(rf"(.{{2,20}}?)\s*[(\[](?:共|计)*\s*{_NUMBER}\s*{_UNIT}?[)\]]\s*:?\s*(?=\S)")
_REMARK = re.compile(r"[(\[][^()\[\]]*(?:先后|排序|为序|顺序|笔画|笔划|拼音|续|接)[^()\[\]]*[)\]]")
_TITLE = re.compile(
    r"(?:拟)?(?:获奖|表彰|评选|推荐|先进|获评|授予|入选|当选|荣誉)?(?:单位|集体|组织|党组织|对象|结果|情况)?(?:的)?"
    r"(?:榜单|名单|光荣榜|荣誉榜|红榜|榜|一览表|汇总表|统计表|花名册|名册|登记表|公示|公告|通报|通知|决定)\Z"
)
# 填报单位：华阳路街道, as forms have it above their table.
_LABEL = re.compile(
    r"(?:填报|报送|推荐|申报|所属|所在)?(?:单位|街道|街镇|街道\(镇\))\s*(?:\([^()]*\))?\s*:\s*(\S+?)(?:\s|\(|\Z)"
)
_LEADING = re.compile(r"\A(?:荣获|获得|获评|获|的|工作|评选|:|-|,|\s)+")
_KNOWN_EMPTY = re.compile(
    r"(?:光荣榜|荣誉榜|红榜|附件?\s*[0-9一二三四五六七八九十]*[:]?|续表"
    r"|第\s*[0-9一二三四五六七八九十]+\s*页(?:[,/ ]*共\s*[0-9]+\s*页)?"
    r"|[-·\s]*[0-9]{1,3}[-·\s]*|[0-9]{1,3}\s*/\s*[0-9]{1,3}|[^\w]*|page\s*[0-9]+|(?:完|以下空白|此页无正文))\Z",
    re.IGNORECASE,
)
_LONGEST_HEADING = 80
_ENDS = re.compile(r"[:\s-]+\Z")
_SENTENCE = re.compile(r"[。!?;]")
# 经研究决定 ends like a title and is none.
_NO_TITLE = re.compile(r"(?:经|根据|按照|现将|现予|为|特|作出|兹)")


@dataclass(frozen=True)
class Heading:
    """What a heading line settles for the lines under it; ``None`` is what it does not speak of."""

    text: str
    scheme: str | None = None
    number: int | None = None
    subdistrict: str | None = None
    place: str | None = None
    tier: str | None = None
    is_title: bool = False
    count: int | None = None
    rounds: tuple[tuple[str, int], ...] = ()  # several rounds named at once

    def kinds(self) -> frozenset[str]:
        """Which things it settles: a later heading of the same kind takes its place."""
        given = {
            name for name in ("scheme", "number", "subdistrict", "place", "tier") if getattr(self, name) is not None
        }
        return frozenset(given | ({"title"} if self.is_title else set()))

    def names_round(self) -> bool:
        """Whether it is the heading of a roll."""
        return self.scheme is not None or self.number is not None


def says_nothing(text: str) -> bool:
    """光荣榜, a page number, a line of dashes: knowingly passed over."""
    return len(text) <= _LONGEST_HEADING and bool(_KNOWN_EMPTY.match(level(unpadded(text))))


def read_heading(text: str, words: Words) -> Heading | None:
    """The heading that ``text`` is, or None where it is something else."""
    if len(text) > 2 * _LONGEST_HEADING:
        return None
    printed = unpadded(text)
    body = level(without_numbering(printed)[0]).strip("[]《》 ").rstrip(":- ").strip()
    special = _total_or_label(printed, body, words)
    if special:
        return special
    body, count = _without_count(body)
    body = _ENDS.sub("", _REMARK.sub("", body)).strip("[]《》 ")
    if not body or len(body) > _LONGEST_HEADING or _SENTENCE.search(body):
        return None
    if words.is_tier(body):
        return Heading(printed, tier=_plain(body), count=count)
    if is_place(body) and not words.subdistrict(body):
        return Heading(printed, place=body, count=count)
    return _composed(printed, body, count, words)


def _total_or_label(printed: str, body: str, words: Words) -> Heading | None:
    """共50个 and 填报单位：华阳路街道."""
    total = _TOTAL.match(body) or _WHOLE_COUNT.match(level(printed).strip())
    if total:
        return Heading(printed, count=read_numeral(total[1]))
    label = _LABEL.match(body)
    place = words.subdistrict(label[1]) if label else ""
    return Heading(printed, subdistrict=place) if place else None


def counted_tier(text: str, words: Words) -> tuple[str, int, str] | None:
    """“金奖（4个）：甲、乙” as tier, count and what follows; None where the line does not begin so."""
    match = _COUNTED.match(level(text[:200]))
    count = read_numeral(match[2]) if match else None
    if not match or count is None or not words.is_tier(match[1]):
        return None
    return _plain(match[1]), count, text[match.end() :]


def _without_count(body: str) -> tuple[str, int | None]:
    for pattern in _COUNTS:
        match = pattern.search(body)
        if match and match.start() > 0:
            return body[: match.start()] + body[match.end() :], read_numeral(match[1])
    return body, None


def _plain(tier: str) -> str:
    return re.sub(r'[\s"\[\]《》]+', "", tier)


def _composed(printed: str, body: str, count: int | None, words: Words) -> Heading | None:
    """华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单, part by part."""
    place, after_place = words.subdistrict_at_start(body)
    rounds = list(ROUND.finditer(body))
    several = len({read_numeral(found[1]) for found in rounds}) > 1
    scheme, after_scheme = words.scheme_inside(body)
    rest = body[max(after_place, after_scheme, rounds[-1].end() if rounds else 0) :]
    title = _TITLE.search(rest)
    rest = _LEADING.sub("", rest[: title.start()] if title else rest).strip('" ')
    tier = _plain(rest) if words.is_tier(rest) else ""
    if not _is_heading(body, rest, bool(tier), bool(title), bool(place or rounds or scheme)):
        return None
    if rounds and not scheme and not tier and not several:
        scheme = _unquoted_scheme(rest)
    return Heading(
        printed,
        scheme=None if several else scheme or None,
        number=read_numeral(rounds[0][1]) if rounds and not several else None,
        subdistrict=place or (words.subdistrict_inside(body) if rounds or scheme or title else "") or None,
        tier=tier or None,
        is_title=bool(title),
        count=count,
        rounds=_several_rounds(body, rounds, words) if several else (),
    )


def _several_rounds(body: str, rounds: list[re.Match[str]], words: Words) -> tuple[tuple[str, int], ...]:
    """第七轮居民区党建工作“金银奖”、第四轮“五星奖”: each scheme with the number before it."""
    ends = [*(found.start() for found in rounds[1:]), len(body)]
    pairs = [
        (words.scheme_inside(body[found.end() : end])[0], read_numeral(found[1]))
        for found, end in zip(rounds, ends, strict=True)
    ]
    return tuple((scheme, number) for scheme, number in pairs if scheme and number is not None)


def _is_heading(body: str, rest: str, has_tier: bool, has_title: bool, has_words: bool) -> bool:
    if has_title:
        return has_words or not _NO_TITLE.match(body)
    if not has_words or re.search(r"[,、]", body) or ends_as_party(body):
        return False
    if not rest or has_tier:
        return True
    return bool(ROUND.search(body)) and len(rest) <= 16 and not is_name(rest) and len(key(body)) <= 40


def _unquoted_scheme(rest: str) -> str:
    """第七轮居民区党建工作金银奖: the part that ends in 奖, where no quotes mark it."""
    match = re.match(r"[\u4e00-\u9fff\"]{0,14}?([\u4e00-\u9fff]{1,6}奖)\Z", rest)
    return match[1] if match else ""
