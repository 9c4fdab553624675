"""Names that sound like this district's and are nobody's: the same number always gives the same name."""

from dataclasses import dataclass

HEADS = "华新天虹仙长玉水凯遵威安延武江中番法昭福宣利定愚兆东西北程周淮可古芙紫金新万平和春秋林绿景翠嘉兴荣泰康"
TAILS = "阳泾山桥霞宁屏城旋义海顺安夷苏兰和园浦年丰禺民南路渡港湾河浜塘泉溪岗坡台阁亭苑庭堤岸光明辉宏盛达源滨"
LINKS = ["", *"上下前后大小左右内外长方永同元文"]
GROUNDS = [
    *(f"{ordinal}村" for ordinal in "一二三四五六七八九"),
    *(f"第{ordinal}" for ordinal in "一二三四五"),
    *["新村", "花园", "家园", "公寓", "东苑", "西苑", "南苑", "北苑", "名邸", "小区", "大楼", "坊", "里", "宅", "角"],
]
TRADES = [
    "科技",
    "文化传播",
    "物业管理",
    "信息技术",
    "建筑设计",
    "国际贸易",
    "医疗器械",
    "餐饮管理",
    "人力资源",
    "航空服务",
]
FORMS = ["有限公司", "（集团）有限公司", "股份有限公司", "事务所", "联合会"]
# Steps that share no factor with the number of names there are: every name comes once, near ones far apart.
STEP = 1_000_003


@dataclass(frozen=True)
class Scale:
    """Parts of a name, each a choice; ``name`` joins the choices that a number stands for."""

    parts: tuple[list[str] | str, ...]

    @property
    def size(self) -> int:
        """How many names there are."""
        size = 1
        for part in self.parts:
            size *= len(part)
        return size

    def name(self, number: int) -> str:
        """The name of ``number``; numbers below ``size`` never share one."""
        rest, chosen = number * STEP % self.size, []
        for part in self.parts:
            rest, choice = divmod(rest, len(part))
            chosen.append(part[choice])
        return "".join(chosen)


AREAS = Scale((HEADS, TAILS, LINKS, GROUNDS))
COMPANIES = Scale((["上海"], HEADS, TAILS, LINKS, TRADES, FORMS))


def area_name(number: int) -> str:
    """A residential area: “华山上新村”."""
    return AREAS.name(number)


def company_name(number: int) -> str:
    """A company or society: “上海新桥文化传播有限公司”."""
    return COMPANIES.name(number)
