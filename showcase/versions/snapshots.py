"""A whole case at one moment: its words and those of all its parts, without the rows themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from showcase.models import CaseStudy
from showcase.versions.content import CONTENT, PARTS
from showcase.versions.trail import CREATED, REMOVED, Step, trail_of

FOUND_LATER = "由别的途径写入，此时记下"
Content = dict[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """``case``: its content; ``parts``: content by key, for each kind of part."""

    case: Content = field(default_factory=dict)
    parts: dict[type[Model], dict[int, Content]] = field(default_factory=lambda: {model: {} for model in PARTS})


def snapshot_of(case: CaseStudy) -> Snapshot:
    """The case as the database has it now; five queries."""
    said = CaseStudy.objects.values(*CONTENT[CaseStudy]).get(pk=case.pk)
    parts: dict[type[Model], dict[int, Content]] = {}
    for model in PARTS:
        rows = model._default_manager.filter(case_id=case.pk).values("pk", *CONTENT[model])
        parts[model] = {row.pop("pk"): row for row in rows}
    return Snapshot(said, parts)


def snapshot_after(steps: Iterable[Step]) -> Snapshot:
    """The case as it stood after the last of ``steps``, which begin with its beginning."""
    said: Content = {}
    parts: dict[type[Model], dict[int, Content]] = {model: {} for model in PARTS}
    for step in steps:
        if step.model is CaseStudy:
            said = step.content
        elif step.kind == REMOVED:
            parts[step.model].pop(step.key, None)
        else:
            parts[step.model][step.key] = step.content
    return Snapshot(said, parts)


def catch_up(case: CaseStudy, at: datetime | None = None) -> int:
    """Give history the content it does not know: loaded from a file, written by a query; how many rows.

    Called before a change, so that what stood there before is a version one can go back to.
    """
    at = at or timezone.now()
    known, now = snapshot_after(trail_of(case)), snapshot_of(case)
    count = _note(CaseStudy, {case.pk: known.case} if known.case else {}, {case.pk: now.case}, at)
    return count + sum(_note(model, known.parts[model], now.parts[model], at) for model in PARTS)


def _note(model: type[Model], known: dict[int, Content], now: dict[int, Content], at: datetime) -> int:
    unknown = [key for key, content in now.items() if known.get(key) != content]
    for record in model._default_manager.filter(pk__in=unknown):
        kind = CREATED if record.pk not in known else "~"
        model.history.bulk_history_create(  # type: ignore[attr-defined]
            [record], update=kind != CREATED, default_date=at, default_change_reason=FOUND_LATER
        )
    return len(unknown)
