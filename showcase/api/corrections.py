"""What was changed since release, as the package lists it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from showcase.api.columns import Column
from showcase.record_log import CASE, ENTRY, STANDING, ChangeLog, LogLine, log_lines

AT_ONCE = 500


@dataclass(frozen=True)
class Log:
    """The one table that is no noun of the API: its lines come from three kinds of record."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]

    def everything(self) -> Iterator[LogLine]:
        """Every line, newest first, a bounded number of them in memory at a time."""
        log, last = ChangeLog(timezone.now()), None
        while keys := log.onwards(last, AT_ONCE):
            yield from log_lines(keys)
            last = keys[-1]


CORRECTIONS = Log(
    name="corrections",
    title="更正与变更",
    meaning="公布以后的每一次更正、撤销、终止和恢复，最新的在前。",
    columns=(
        Column("id", "编号", "永久不变。", lambda line: line.anchor),
        Column(
            "kind",
            "种类",
            "改的是什么。",
            lambda line: line.kind,
            values={ENTRY: "荣誉条目的更正", STANDING: "荣誉状态的变更", CASE: "案例的更正"},
        ),
        Column("recorded_at", "登记时间", "登记的时刻。", lambda line: line.at, datetime),
        Column("subject", "对象", "哪一条荣誉或哪一篇案例。", lambda line: line.subject),
        Column("what", "内容", "改了什么；决定写明文号。", lambda line: line.what),
        Column("before", "改前", "没有就是空。", lambda line: line.before, may_lack=True),
        Column("after", "改后", "没有就是空。", lambda line: line.after, may_lack=True),
        Column("reason", "理由", "公开的理由。", lambda line: line.reason),
        Column("decided_on", "决定日期", "状态变更的决定日期；更正没有。", lambda line: line.decided_on, date, True),
        Column("url", "网址", "改动的对象在本站的页面。", lambda line: line.address, is_address=True),
    ),
)
