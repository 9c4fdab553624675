"""A plan in the shape that commands print and others read (``import_honors --json``)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from awards.choices import Verdict
from awards.models import ImportRow


def report_of(rows: Iterable[ImportRow], batch: int | None, problems: list[dict[str, str]]) -> dict[str, Any]:
    """``organization`` and ``tier`` are as read, the tier after inheritance."""
    rows = list(rows)
    verdicts = Counter(row.verdict for row in rows)
    return {
        "batch": batch,
        "rows": [_row(row) for row in rows],
        "counts": {verdict: verdicts.get(verdict, 0) for verdict in Verdict.values},
        "problems": [problem for problem in problems if "message" in problem],
    }


def _row(row: ImportRow) -> dict[str, Any]:
    return {
        "position": row.location,
        "organization": row.organization_text,
        "tier": row.tier_text,
        "tier_basis": row.tier_basis,
        "round": f"{row.round.scheme.slug}/{row.round.number}" if row.round else None,
        "subdistrict": row.subdistrict.name if row.subdistrict else None,
        "verdict": row.verdict,
        "message": row.message,
        "suggestions": [_suggestion(one) for one in row.suggestions],
    }


def _suggestion(one: dict[str, Any]) -> dict[str, Any]:
    if "create" in one:
        return {"create": one["create"], "reason": one["reason"]}
    return {"organization": one["name"], "reason": one["reason"], "score": one["score"]}
