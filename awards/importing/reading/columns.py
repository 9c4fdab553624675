"""Which column of a table holds what, by the usual wordings of its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from awards.importing.reading.characters import level, unpadded
from awards.importing.reading.headings import read_heading
from awards.importing.reading.words import Words

# For each role its wordings, the surest first: where two columns qualify, the surer one is meant.
_WORDINGS = {
    "organization": (
        "获奖党组织名称 获奖党组织 党组织名称 党组织全称 党组织 基层党组织名称 基层党组织 党支部名称 支部名称 "
        "党总支名称 受表彰党组织 获奖单位名称 获奖单位全称 获奖单位 受表彰单位 表彰单位 获奖集体 先进集体名称 "
        "先进集体 集体名称 先进基层党组织 获奖名单 获奖对象 表彰对象 受表彰对象 获奖者 单位全称 单位名称 组织名称 "
        "机构名称 申报单位 参评单位 候选单位 推荐对象 居民区党组织 两新组织党组织 两新党组织 居民区党组织名称 "
        "两新组织党组织名称 名称 单位 企业名称 公司名称 居民区名称 居民区 姓名 对象"
    ),
    "tier": (
        "获奖等次 荣誉等次 奖项等次 奖励等次 评定等次 表彰等次 拟定等次 建议等次 等次 获奖等级 奖项等级 荣誉等级 "
        "奖级 奖次 奖别 奖等 等级 级别 档次"
    ),
    "honor": "荣誉称号 授予称号 获奖奖项 奖项名称 荣誉名称 所获荣誉 获得荣誉 获奖情况 奖项 称号 荣誉 奖励名称 表彰名称",
    "scheme": "奖项类别 评选项目 表彰项目 奖励项目 表彰类别 奖项大类",
    "round": "轮次 届次 批次 期次 第几轮 第几届 轮 届",
    "subdistrict": (
        "所属街道镇 所属街镇 所属街道 所在街道镇 所在街镇 所在街道 街道镇名称 街道名称 街镇名称 街道镇 街镇 街道 "
        "属地 推荐街道 推荐街镇 报送街道 推荐单位 报送单位 所属党工委 上级党组织名称 上级党组织 主管单位"
    ),
    "number": "序号 编号 序列 排序 排名 顺序 行号 no no. #",
}
_ROLES = {
    wording: (role, rank) for role, wordings in _WORDINGS.items() for rank, wording in enumerate(wordings.split())
}
_DECORATION = re.compile(r"\([^()]*\)|[\s*\":/、或及和·]+")


@dataclass(frozen=True)
class Group:
    """Where one recipient of a row stands; a row of a wide table may hold several."""

    name: int
    tier: int | None = None
    honor: int | None = None
    scheme: int | None = None
    round: int | None = None
    subdistrict: int | None = None
    fixed_tier: str = ""  # the header itself is the tier: 金奖标兵 | 金奖 | 银奖


@dataclass(frozen=True)
class Columns:
    """The columns of a table. ``rest`` are those of no known role, with their headings, no two alike."""

    groups: tuple[Group, ...]
    rest: tuple[tuple[int, str], ...]
    number: int | None
    texts: frozenset[str]  # the header's own words, to know it when a page repeats it
    width: int


@lru_cache(maxsize=2_000)
def role_of(text: str) -> tuple[str, int] | None:
    """The role a heading gives its column, and how sure that is (0 is surest); None for no role."""
    return _ROLES.get(_DECORATION.sub("", level(text)).lower())


def columns_of(cells: Sequence[str], words: Words) -> Columns | None:
    """The columns under a header row; None where ``cells`` are no header."""
    texts = [unpadded(cell) for cell in cells]
    found = [(index, role_of(text)) for index, text in enumerate(texts) if text]
    known = [(index, *role) for index, role in found if role]
    names = [entry for entry in known if entry[1] == "organization"]
    if names and (len(known) > 1 or len(found) == 1):
        return _by_roles(texts, known, names)
    return _by_tiers(texts, words)


def _by_roles(texts: list[str], known: list[tuple[int, str, int]], names: list[tuple[int, str, int]]) -> Columns:
    surest = min(rank for _, _, rank in names)
    starts = [index for index, _, rank in names if rank == surest]
    groups = tuple(_group(order, start, starts, known) for order, start in enumerate(starts))
    used = {value for group in groups for value in vars(group).values() if isinstance(value, int)}
    numbers = [index for index, role, _ in known if role == "number"]
    rest = _named(texts, used | set(numbers))
    return Columns(groups, rest, numbers[0] if numbers else None, frozenset(filter(None, texts)), len(texts))


def _named(texts: list[str], used: set[int]) -> tuple[tuple[int, str], ...]:
    """The columns not ``used``, each by a heading of its own: a second 备注 and a blank heading lose nothing."""
    found: dict[str, int] = {}
    for index, text in enumerate(texts):
        if index not in used:
            heading = text or unnamed(index)
            found[f"{heading}（{unnamed(index)}）" if heading in found else heading] = index
    return tuple((index, heading) for heading, index in found.items())


def unnamed(index: int) -> str:
    """What a column without a heading is called."""
    return f"第 {index + 1} 列"


def _group(order: int, start: int, starts: list[int], known: list[tuple[int, str, int]]) -> Group:
    """The group of the ``order``-th name column; a role that stands once serves every group."""

    def place(role: str) -> int | None:
        columns = [(rank, index) for index, found, rank in known if found == role]
        surest = [index for rank, index in columns if rank == min(columns)[0]]
        if not surest:
            return None
        return surest[order] if len(surest) == len(starts) else surest[0]

    return Group(start, place("tier"), place("honor"), place("scheme"), place("round"), place("subdistrict"))


def _by_tiers(texts: list[str], words: Words) -> Columns | None:
    """金奖标兵 | 金奖 | 银奖 with the names below each."""
    groups, numbers, rest = [], [], []
    for index, text in enumerate(texts):
        heading = read_heading(text, words) if text else None
        role = role_of(text) if text else None
        if heading and heading.tier and not heading.names_round():
            groups.append(Group(index, fixed_tier=heading.tier))
        elif role and role[0] == "number":
            numbers.append(index)
        elif role and role[0] == "subdistrict":
            rest.append(index)
        elif text:
            return None
    if len(groups) < 2:
        return None
    place = rest[0] if rest else None
    placed = tuple(Group(group.name, subdistrict=place, fixed_tier=group.fixed_tier) for group in groups)
    used = {*numbers, *rest, *(group.name for group in groups)}
    return Columns(
        placed, _named(texts, used), numbers[0] if numbers else None, frozenset(filter(None, texts)), len(texts)
    )
