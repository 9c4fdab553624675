"""Where a case comes from and whom it is about. Pure."""

from collections.abc import Iterator

from showcase.checking.findings import Finding
from showcase.checking.reading import CheckedCase


def check_origins(case: CheckedCase) -> Iterator[Finding]:
    """A case without source, organisation or round, and what its document left open."""
    if not case.has_source:
        yield Finding("没有填来源", "读者和以后的编辑都无法核对原文；案例页也不会注明出处。", "id_source")
    if not case.has_organization:
        yield Finding(
            "没有列出党组织",
            "案例不会出现在任何党组织的页面上，读者按党组织找不到它。",
            "case_organizations-group",
        )
    if not case.has_round:
        yield Finding(
            "没有填相关轮次", "案例不会出现在那一轮光荣榜的页面上。没有获奖的案例留空即可，不必理会。", "id_round"
        )
    for place, question in case.decisions:
        where = f"{place}：" if place else ""
        yield Finding(f"导入时留下的疑问没有处理：{where}{question}", "文稿里的写法程序拿不准，要由人对照原件决定。")
