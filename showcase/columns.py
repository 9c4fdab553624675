"""The columns (栏目) of the site, as 《政府网站发展指引》 has every page name the one it stands in.

Crawlers of the government's own search and of its yearly inspection read these tags; readers never see them.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Column:
    """One column: its name, what kind of column it is, what it holds, by which words it is looked for."""

    name: str
    kind: str
    description: str
    keywords: str


HONORS: Final = Column(
    "光荣榜", "荣誉公布", "历轮光荣榜：等次、党组织、街道（镇），收录与公布总数。", "光荣榜,金银奖,五星奖"
)
AWARDS: Final = Column("奖项", "荣誉公布", "奖项、等次、历轮名单与公布它们的展示会。", "奖项,等次,轮次,展示会")
CASES: Final = Column("经验案例", "工作经验", "基层党组织的做法与经验启示。", "经验案例,经验启示,基层党建")
ORGANIZATIONS: Final = Column("党组织", "名录", "获得荣誉的党组织，名称沿革与历轮荣誉。", "党组织,居民区,两新组织")
PLACES: Final = Column("街道镇", "名录", "各街道（镇）的光荣榜、案例与居民区。", "街道,镇,居民区")
TRUST: Final = Column("核验与更正", "互动交流", "核验荣誉，公开更正，接受读者纠错。", "核验,更正,纠错")
SITE: Final = Column("关于本站", "网站信息", "本站收录什么，怎样使用，怎样查找。", "关于,网站地图,无障碍,查找")

# By the name of the address (showcase/urls.py). An address that is not here stands in no column: the front page.
COLUMN_OF: Final = {
    "honors": HONORS,
    "matrix": HONORS,
    "awards": AWARDS,
    "award": AWARDS,
    "round": AWARDS,
    "poster": AWARDS,
    "ceremony": AWARDS,
    "cases": CASES,
    "case": CASES,
    "organizations": ORGANIZATIONS,
    "organization": ORGANIZATIONS,
    "subdistricts": PLACES,
    "subdistrict": PLACES,
    "verify": TRUST,
    "verify_any": TRUST,
    "corrections": TRUST,
    "report": TRUST,
    "report_received": TRUST,
    "about": SITE,
    "accessibility": SITE,
    "site_map": SITE,
    "search": SITE,
    "data": SITE,
}
