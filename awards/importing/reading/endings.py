"""How the names of organisations end, and how sentences betray that they are not names."""

import re

from awards.importing.reading.characters import is_chinese, key, level

_AFTER = r"(?:\([^()]{1,20}\))?\Z"
_PARTY = re.compile(
    r"(?:党委|党总支|党支部|总支部|支部|总支|党组|党工委|党小组|委员会|工作小组|团委|团支部|工会)" + _AFTER
)
_ORGANIZATION = re.compile(
    r"(?:居民区|居委会|居委|村委会|公司|集团|企业|党群服务中心|小学|中学|大学|学校|学院|幼儿园|医院|银行|支行|分行|事务所"
    r"|研究所|研究院|协会|学会|商会|联合会|促进会|基金会|妇联|工作室|工作站|服务站|服务社|办公室|党群站|合作社|党组织)"
    + _AFTER
)
# Sentences and captions end like this too; believed only where nothing but names can stand.
_WEAK = re.compile(
    r"(?:社区|街道|小区|中心|高中|联盟|联合体|团队|志愿者?队|党员|酒店|宾馆|饭店|大厦|广场|超市|公社|驿站"
    r"|[部处科所院站厂店馆队社园局组会班村镇])" + _AFTER
)
_COMPANY = re.compile(r"(?:公司|集团|事务所|企业|银行|厂|店|酒店)" + _AFTER)
# What cannot begin a name, so that it must be the rest of the name before it.
_TAIL = re.compile(
    r"(?:\((?:集团|上海|中国|控股|股份)\))?(?:股份|责任|控股)?(?:有限责任|有限)?(?:责任)?(?:公司|集团)"
    r"|有限|股份|责任公司|分公司|合伙\)|\(有限合伙\)|\(普通合伙\)|\(特殊普通合伙\)|事务所|\((?:集团|上海|中国|控股)\)"
    r"|(?:第?[一二三四五六七八九十]{1,3}|联合|流动|临时)?(?:党总支|党支部|党委|总支|支部|党组|委员会)"
    r"|居民区|民区|区党|党(?=$)|支(?=部$)"
)
_PROSE = re.compile(
    r"坚持|荣获|获评|获得|被评|充分|努力|切实|进一步|为了|通过|按照|根据|关于|决定|现将|予以|特此|通知|如下|以下|以上"
    r"|排名|不分先后|希望|号召|召开|举行|举办|邀请|出席|强调|指出|表示|认真|深入|不断|始终|成立于|位于|编者按|记者|通讯员"
    r"|责任编辑|欢迎|截至|公示期|联系电话|联系人|为期|上述|经研究|破解|打造|当好|用好|带头|统筹|整合|注重|营造|选好|全力"
    r"|聚焦|彰显|注[:释]|说明|备注|推荐单位|近年来|走进|主要|特别|已经|正在|可以|应当|必须|同时|此外|因此"
)
_SENTENCE_END = re.compile(r"[。!?…]")
_LOOSE = re.compile(r"[\u4e00-\u9fff](?:的|了)[\u4e00-\u9fff]")
LONGEST_NAME = 60


def ends_as_party(text: str) -> bool:
    """…党支部, …党总支, …党委: the name is complete."""
    return bool(_PARTY.search(level(text)))


def ends_as_organization(text: str) -> bool:
    """…党支部, or …公司, …中心, …居民区: it can be a whole name."""
    plain = level(text)
    return bool(_PARTY.search(plain) or _ORGANIZATION.search(plain) or _WEAK.search(plain))


def ends_as_company(text: str) -> bool:
    """…公司: a Party branch may still follow."""
    return bool(_COMPANY.search(level(text)))


def is_tail(text: str) -> bool:
    """Whether ``text`` must be the end of a name begun before: 有限公司党支部, 党总支."""
    return bool(_TAIL.match(level(text).lstrip()))


def is_sentence(text: str) -> bool:
    """Whether ``text`` says something instead of naming something."""
    plain = level(text).rstrip("。.;,、 ")
    return bool(
        _SENTENCE_END.search(plain)
        or _PROSE.search(plain)
        or (len(plain) > 8 and _LOOSE.search(plain) and not ends_as_party(plain))
    )


def is_name(text: str) -> bool:
    """Whether ``text`` by itself is surely the name of an organisation."""
    plain = level(text)
    ending = _PARTY.search(plain) or _ORGANIZATION.search(plain)
    return bool(ending) and 2 < len(key(text)) <= LONGEST_NAME and not is_sentence(text)


def may_be_name(text: str) -> bool:
    """Whether ``text`` may be a name among names: 华一, 刘英, 华阳社区文化活动中心."""
    length = len(key(text))
    if is_sentence(text) or not 1 < length <= LONGEST_NAME:
        return False
    return bool(_WEAK.search(level(text))) or (length <= 8 and is_chinese(key(text)))
