"""Words a list is made of: tiers, schemes, rounds, subdistricts; known ones first, then by shape."""

import re
from functools import lru_cache

from awards.importing.reading.characters import key, level, unpadded
from awards.importing.vocabulary import Vocabulary

# 金奖 and its kin, and the titles that are conferred like tiers. Anchored: the whole text is the word.
_TIER_SHAPE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·\"]{0,10}?"
    r"(?:奖|标兵|[一二三四五六七]星级?|称号|示范点|示范岗|先锋号|示范户|入围|提名|红旗手|突击队"
    r"|(?:先进|优秀|模范|文明|示范|五好|标杆|红旗|先锋)"
    r"(?:集体|个人|单位|(?:基层)?党组织|(?:基层)?党支部|党总支|党委|(?:共产)?党员|党务工作者|社区|居民区)"
    r"|[一二三特]等)\Z"
)
# A tier word is conferred; it does not itself act or belong to somebody.
_NOT_TIER = re.compile(
    r"[的了着和与在是为被]|评选|举行|举办|一批|成功|第.{1,4}[轮届批期]|居民区.*奖|党(?:支部|总支|委).*奖|公司.*奖"
)
# 第七轮, 第 7 届, 第七批
ROUND = re.compile(r"第\s*([0-9零\u3007一二三四五六七八九十百两廿卅]{1,5})\s*(?:轮|届|批次|批|期)")
_SUBDISTRICT_SHAPE = re.compile(
    r"(?:中共)?(?:上海市)?(?:长宁区)?([\u4e00-\u9fff]{1,6}?(?:街道|镇))(?:党工委|党委|办事处)?"
)
_NO_SUBDISTRICT = re.compile(r"(?:各|本|所属|所在|该|全部|有关|推荐)?(?:街道|镇)\Z|各")
_PLACE_SHAPE = re.compile(r"[\u4e00-\u9fff]{2,7}(?:省|市|自治区|特别行政区|县|区)\Z")
_NO_PLACE = re.compile(r"(?:居民|社|园|小|校|院|片|景|库|营|街|厂|厂|矿|军|林|住宅|开发)区\Z|城市\Z")
_QUOTED_SCHEME = re.compile(r'"([^"]{1,12}(?:奖|星))"')


class Words:
    """The vocabulary of one registry, ready for questions."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Longest first, so that 金奖标兵 is not read as 金奖."""
        self._tiers = {key(tier): tier for tier in vocabulary.tiers}
        self._schemes = {key(scheme): scheme.strip('“”"「」 ') for scheme in vocabulary.schemes}
        self._places = {key(place): place for place in vocabulary.subdistricts}
        self._scheme_keys = sorted(self._schemes, key=len, reverse=True)
        self._place_names = sorted(vocabulary.subdistricts, key=len, reverse=True)
        self.tier_names = sorted(vocabulary.tiers, key=len, reverse=True)

    def is_known_tier(self, text: str) -> bool:
        """Whether ``text`` is a tier of the registry."""
        return key(text) in self._tiers

    def is_tier(self, text: str) -> bool:
        """Whether the whole of ``text`` names a tier, known or by its shape."""
        plain = key(text)
        if plain in self._tiers:
            return True
        if not 1 < len(plain) <= 16 or plain in self._schemes or " " in unpadded(text):
            return False
        return bool(_TIER_SHAPE.match(plain)) and not _NOT_TIER.search(plain) and not self.scheme_inside(plain)[0]

    def scheme(self, text: str) -> str:
        """The scheme ``text`` names as a whole, or ""."""
        return self._schemes.get(key(text), "")

    def scheme_inside(self, text: str) -> tuple[str, int]:
        """The scheme named somewhere in ``text`` and where it ends; ("", 0) where none is."""
        plain = level(text)
        for name in self._scheme_keys:
            scheme = self._schemes[name]
            at = plain.rfind(level(scheme))
            if at >= 0:
                return scheme, at + len(scheme) + (plain[at + len(scheme) :].startswith('"'))
        match = None
        for match in _QUOTED_SCHEME.finditer(plain):
            if not self.is_known_tier(match[1]):
                return match[1], match.end()
        return "", 0

    def subdistrict(self, text: str) -> str:
        """``text`` as a subdistrict if it is one as a whole, or ""."""
        plain = level(text).strip()
        name, end = self.subdistrict_at_start(plain)
        # 华阳路街道党工委 is an organisation, not the place.
        return name if name and end == len(plain) and plain.endswith(name) else ""

    def subdistrict_at_start(self, text: str) -> tuple[str, int]:
        """The subdistrict ``text`` begins with and where it ends; ("", 0) where it does not."""
        plain = level(text)
        match = _SUBDISTRICT_SHAPE.match(plain)
        for name in self._place_names:
            at = plain.find(name)
            if at >= 0 and (at == 0 or (match and match.end(1) == at + len(name))):
                return name, max(at + len(name), match.end() if match and at == match.start(1) else 0)
        if match and not _NO_SUBDISTRICT.match(match[1]):
            return match[1], match.end()
        return "", 0

    def subdistrict_of_name(self, name: str) -> str:
        """The subdistrict that the name of an organisation begins with: 华阳路街道陶家宅居民区党总支; else ""."""
        if "街道" not in name and "镇" not in name:
            return ""
        place, _ = self.subdistrict_at_start(name)
        # 上海古镇文化公司 only looks like a town.
        return place if place.endswith("街道") or place in self._place_names else ""

    def subdistrict_inside(self, text: str) -> str:
        """A known subdistrict anywhere in ``text``, or one by its shape at the start; else ""."""
        plain = level(text)
        for name in self._place_names:
            if name in plain:
                return name
        return self.subdistrict_at_start(text)[0]


@lru_cache(maxsize=8)
def words_of(vocabulary: Vocabulary) -> Words:
    """The same vocabulary is asked again and again while a person settles a list."""
    return Words(vocabulary)


def is_place(text: str) -> bool:
    """Whether ``text`` is a province, city or district standing alone: 上海市, 江苏省, 长宁区."""
    plain = key(text)
    return bool(_PLACE_SHAPE.match(plain)) and not _NO_PLACE.search(plain)
