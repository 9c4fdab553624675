"""Keeping the security log: whether a line is missing or was changed, and letting go of what is old."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from organizations.append_only import missing_triggers
from organizations.choices import SecurityAct
from organizations.models import SecurityEvent
from organizations.security_log import PREFIX, digest_of, record

# A line names only those just before it; so many are remembered while going through.
REMEMBERED = 2000
AT_ONCE = 2000


@dataclass
class Verdict:
    """What was found: keys of lines changed, keys named by others and gone, triggers that are not there."""

    lines: int = 0
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    without_trigger: list[str] = field(default_factory=list)

    def is_sound(self) -> bool:
        return not (self.changed or self.gone or self.without_trigger)

    def sentences(self) -> Iterator[str]:
        """What is wrong, in Chinese; nothing where nothing is."""
        if self.changed:
            yield f"内容与校验值不符的日志 {len(self.changed)} 条，编号：{_some(self.changed)}。"
        if self.gone:
            yield f"缺少日志 {len(self.gone)} 条，编号：{_some(self.gone)}。"
        if self.without_trigger:
            yield f"数据库里少了保护日志的触发器：{'、'.join(self.without_trigger)}；请重新运行迁移。"


def verify_security_log() -> Verdict:
    """Go through the whole log once, in a fixed amount of memory. The very last lines nobody names yet."""
    verdict = Verdict(without_trigger=sorted(missing_triggers(connection)))
    seen: OrderedDict[int, str] = OrderedDict()
    gone: set[int] = set()
    pruned_to = _pruned_to()
    for line in SecurityEvent.objects.order_by("pk").iterator(AT_ONCE):
        verdict.lines += 1
        if digest_of(line) != line.digest:
            verdict.changed.append(line.pk)
        for key, beginning in line.covers:
            if key not in seen:
                gone |= {key} if key > pruned_to else set()
            elif seen[key][:PREFIX] != beginning and key not in verdict.changed:
                verdict.changed.append(key)
        seen[line.pk] = line.digest
        if len(seen) > REMEMBERED:
            seen.popitem(last=False)
    verdict.gone = sorted(gone)
    verdict.changed.sort()
    return verdict


@transaction.atomic
def prune_security_log(at: datetime) -> int:
    """Delete lines older than ``SECURITY_LOG_DAYS`` at ``at``, and write down that this was done; how many.

    The database refuses it for anything younger than 180 days, whatever is asked here.
    """
    over = SecurityEvent.objects.filter(at__lt=at - timedelta(days=settings.SECURITY_LOG_DAYS))
    last = over.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return 0
    count, _ = over.delete()
    record(SecurityAct.PRUNED, subject=f"{count} 条", detail={"count": count, "up_to": last})
    return count


def days_of_silence(at: datetime) -> int:
    """How many days before ``at`` the last line was written; zero where there is none.

    Many of them mean a site that nobody uses, or a clock that has run ahead and would let everything be old.
    """
    last = SecurityEvent.objects.aggregate(last=Max("at"))["last"]
    return (at - last).days if last else 0


def _pruned_to() -> int:
    """The highest key that was ever let go of by its age."""
    told = SecurityEvent.objects.filter(act=SecurityAct.PRUNED).values_list("detail", flat=True)
    return max((detail.get("up_to", 0) for detail in told), default=0)


def _some(keys: list[int]) -> str:
    return "、".join(map(str, keys[:20])) + ("……" if len(keys) > 20 else "")
