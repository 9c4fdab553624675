"""Every step that the history of a case and its parts remembers, in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from showcase.models import CaseStudy
from showcase.versions.content import CONTENT

CREATED, REMOVED = "+", "-"


@dataclass(frozen=True)
class Step:
    """One row of history. ``changed``: it differs in content from the row before it of the same record."""

    model: type[Model]
    key: int
    at: datetime
    by: int | None
    kind: str
    content: dict[str, Any]
    changed: bool
    reason: str = ""


def trail_of(case: CaseStudy) -> list[Step]:
    """The steps of ``case`` and all parts it ever had, oldest first; five queries."""
    steps = [step for model in CONTENT for step in _steps_of(model, case)]
    # Of one moment, the case comes before its parts: they are saved in that order.
    return sorted(steps, key=lambda step: (step.at, step.model is not CaseStudy))


def hands_in(steps: list[Step], since: datetime | None) -> set[int]:
    """Who changed content after ``since``, or ever."""
    return {step.by for step in steps if step.changed and step.by and (since is None or step.at > since)}


def _steps_of(model: type[Model], case: CaseStudy) -> list[Step]:
    rows = model.history.filter(**{"id" if model is CaseStudy else "case_id": case.pk})  # type: ignore[attr-defined]
    names = CONTENT[model]
    told = rows.order_by("history_date", "history_id").values(
        "id", "history_date", "history_user_id", "history_type", "history_change_reason", *names
    )
    steps: list[Step] = []
    last: dict[int, dict[str, Any]] = {}
    for row in told:
        content = {name: row[name] for name in names}
        kind = row["history_type"]
        step = Step(
            model=model,
            key=row["id"],
            at=row["history_date"],
            by=row["history_user_id"],
            kind=kind,
            content=content,
            changed=kind in (CREATED, REMOVED) or last.get(row["id"]) != content,
            reason=row["history_change_reason"] or "",
        )
        last[row["id"]] = content
        steps.append(step)
    return steps
