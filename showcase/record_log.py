"""What changed in the public record after its release: corrections, decisions, corrected cases; newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, F, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState
from awards.models import Correction, HonorEntry, StandingChange
from showcase.models import CaseCorrection, CaseStudy

ENTRY, STANDING, CASE = "entry", "standing", "case"


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


def log_keys(at: datetime) -> QuerySet:
    """``kind``, ``pk`` and moment of every change to what is public at ``at``; one query, nothing loaded."""
    seen = Q(entry__list__state__in=ListState.PUBLIC)
    parts = [
        _keys(Correction.objects.filter(seen), ENTRY, "corrected_at"),
        _keys(StandingChange.objects.filter(seen), STANDING, "recorded_at"),
        _keys(CaseCorrection.objects.filter(case__in=CaseStudy.objects.public(at)), CASE, "corrected_at"),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-moment", "kind", "-pk")


def log_lines(keys: Iterable[tuple[str, int, datetime]]) -> list[LogLine]:
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
    return log_lines(log_keys(timezone.now())[:limit])


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
