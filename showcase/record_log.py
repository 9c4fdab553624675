"""What changed in the public record after its release: corrections, decisions, corrected cases; newest first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import CharField, F, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState
from awards.models import Correction, HonorEntry, StandingChange
from showcase.models import CaseCorrection, CaseStudy

ENTRY, STANDING, CASE = "entry", "standing", "case"
LogKey = tuple[str, int, datetime]


@dataclass(frozen=True)
class LogLine:
    """One change as readers see it. ``what`` names the thing changed; ``at`` is when it was recorded."""

    kind: str
    key: int
    at: datetime
    subject: str
    address: str
    what: str
    before: str = ""
    after: str = ""
    reason: str = ""
    decided_on: date | None = None

    @property
    def anchor(self) -> str:
        """Stable name of the line, for feeds and links."""
        return f"{self.kind}-{self.key}"


@dataclass(frozen=True)
class ChangeLog:
    """The log at one moment, as ``showcase.long_lists`` reads it: rows are ``(kind, pk, moment)``.

    Each kind has an index of its own by moment; what they give is laid together here.
    """

    at: datetime

    def count(self, limit: int | None = None) -> int:
        """One query. The three kinds in one list would have to be sorted to be cut."""
        parts = [self._of(kind).order_by("-moment")[:limit].query.sql_with_params() for kind in _READERS]
        sums = [f"(SELECT COUNT(*) FROM ({sql}) AS part_{at})" for at, (sql, _) in enumerate(parts)]  # nosec B608 # noqa: S608 - what the ORM wrote
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + " + ".join(sums), [value for _, values in parts for value in values])
            found = cursor.fetchone()[0]
        return found if limit is None else min(found, limit)

    def between(self, start: int, end: int) -> list[LogKey]:
        return self.onwards(None, end)[start:]

    def onwards(self, after: LogKey | None, limit: int) -> list[LogKey]:
        """Three queries, each as long as the page."""
        found = [row for kind in _READERS for row in _following(self._of(kind), kind, after)[:limit]]
        return sorted(found, key=_place)[:limit]

    def backwards(self, before: LogKey, limit: int) -> list[LogKey]:
        found = [row for kind in _READERS for row in _preceding(self._of(kind), kind, before)[:limit]]
        return sorted(found, key=_place)[-limit:]

    def name_of(self, row: LogKey) -> str:
        kind, key, _ = row
        return f"{kind}-{key}"

    def named(self, name: str) -> LogKey | None:
        kind, _, key = name.partition("-")
        if kind not in _READERS or not re.fullmatch(r"[1-9][0-9]{0,15}", key, re.ASCII):
            return None
        return self._of(kind).filter(pk=int(key)).first()

    def _of(self, kind: str) -> QuerySet:
        return _parts(self.at)[kind]


def log_lines(keys: Iterable[LogKey]) -> list[LogLine]:
    """The lines of ``keys``, in their order; three queries at most."""
    keys = list(keys)
    wanted: dict[str, list[int]] = {}
    for kind, key, _ in keys:
        wanted.setdefault(kind, []).append(key)
    lines = {
        (line.kind, line.key): line for kind, keys_of_kind in wanted.items() for line in _READERS[kind](keys_of_kind)
    }
    return [lines[kind, key] for kind, key, _ in keys]


def latest_lines(limit: int) -> list[LogLine]:
    """The ``limit`` latest changes."""
    return log_lines(ChangeLog(timezone.now()).onwards(None, limit))


def _parts(at: datetime) -> dict[str, QuerySet]:
    """The changes of each kind to what is public at ``at``."""
    seen = Q(entry__list__state__in=ListState.PUBLIC)
    return {
        ENTRY: _keys(Correction.objects.filter(seen), ENTRY, "corrected_at"),
        STANDING: _keys(StandingChange.objects.filter(seen), STANDING, "recorded_at"),
        CASE: _keys(CaseCorrection.objects.filter(case__in=CaseStudy.objects.public(at)), CASE, "corrected_at"),
    }


def _place(row: LogKey) -> tuple[float, str, int]:
    """Newest first; of one moment by kind, then the latest written."""
    kind, key, moment = row
    return (-moment.timestamp(), kind, -key)


def _following(rows: QuerySet, kind: str, after: LogKey | None) -> QuerySet:
    rows = rows.order_by("-moment", "-pk")
    if after is None:
        return rows
    other, key, moment = after
    of_the_moment = Q(moment=moment, pk__lt=key) if kind == other else Q(moment=moment)
    # The bound stands by itself first: the index begins there.
    further = Q(moment__lt=moment) | of_the_moment if kind >= other else Q(moment__lt=moment)
    return rows.filter(moment__lte=moment).filter(further)


def _preceding(rows: QuerySet, kind: str, before: LogKey) -> QuerySet:
    other, key, moment = before
    of_the_moment = Q(moment=moment, pk__gt=key) if kind == other else Q(moment=moment)
    earlier = Q(moment__gt=moment) | of_the_moment if kind <= other else Q(moment__gt=moment)
    return rows.order_by("moment", "pk").filter(moment__gte=moment).filter(earlier)


def _keys(rows: QuerySet, kind: str, moment: str) -> QuerySet:
    return rows.order_by().annotate(kind=Value(kind, CharField()), moment=F(moment)).values_list("kind", "pk", "moment")


def _entry_facts(entry: HonorEntry) -> tuple[str, str]:
    organization = entry.organization.canonical or entry.organization
    address = reverse("showcase:organization", args=[organization.slug])
    return f"{entry.name_as_printed}（{entry.round.full_title}）", address


_ENTRY_FACTS = ("entry__round__scheme", "entry__organization__canonical")


def _corrections(keys: list[int]) -> Iterable[LogLine]:
    for row in Correction.objects.select_related(*_ENTRY_FACTS).filter(pk__in=keys):
        subject, address = _entry_facts(row.entry)
        what = f"更正{row.get_field_display()}"
        yield LogLine(ENTRY, row.pk, row.corrected_at, subject, address, what, row.before, row.after, row.reason)


def _decisions(keys: list[int]) -> Iterable[LogLine]:
    for row in StandingChange.objects.select_related(*_ENTRY_FACTS).filter(pk__in=keys):
        subject, address = _entry_facts(row.entry)
        what = f"{row.get_act_display()}荣誉（{row.decision_number}）"
        yield LogLine(
            STANDING, row.pk, row.recorded_at, subject, address, what, reason=row.reason, decided_on=row.decided_on
        )


def _case_corrections(keys: list[int]) -> Iterable[LogLine]:
    for row in CaseCorrection.objects.select_related("case").filter(pk__in=keys):
        subject, address = f"《{row.case}》", reverse("showcase:case", args=[row.case.slug])
        what = f"更正{row.place}"
        yield LogLine(CASE, row.pk, row.corrected_at, subject, address, what, row.before, row.after, row.reason)


_READERS = {ENTRY: _corrections, STANDING: _decisions, CASE: _case_corrections}
