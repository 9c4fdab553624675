"""A plan in the shape that commands print and others read (``import_honors --json``)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from awards.choices import Verdict
from awards.models import ImportRow
from organizations.models import Neighborhood


def report_of(rows: Iterable[ImportRow], batch: int | None) -> dict[str, Any]:
    """``organization`` and ``tier`` are as read, the tier after inheritance. One query, for residential areas."""
    rows = list(rows)
    verdicts = Counter(row.verdict for row in rows)
    keys = {one.get("neighborhood") for row in rows for one in row.suggestions} - {None}
    areas = Neighborhood.objects.select_related("subdistrict").in_bulk(keys)
    return {
        "batch": batch,
        "rows": [_row(row, areas) for row in rows],
        "counts": {verdict: verdicts.get(verdict, 0) for verdict in Verdict.values},
    }


def _row(row: ImportRow, areas: dict[int, Neighborhood]) -> dict[str, Any]:
    return {
        "position": row.location,
        "organization": row.organization_text,
        "tier": row.tier_text,
        "tier_basis": row.tier_basis,
        "round": _round(row),
        "subdistrict": row.subdistrict.name if row.subdistrict else row.subdistrict_text or None,
        "verdict": row.verdict,
        "message": row.message,
        "suggestions": [_suggestion(one, areas) for one in row.suggestions],
    }


def _round(row: ImportRow) -> str | None:
    """jinyin/7, also of a round that is read but not registered."""
    if row.round:
        return f"{row.round.scheme.slug}/{row.round.number}"
    named = row.rest.get("round")
    return f"{named['slug'] or named['scheme']}/{named['number']}" if named else None


def _suggestion(one: dict[str, Any], areas: dict[int, Neighborhood]) -> dict[str, Any]:
    if "create" not in one:
        return {"organization": one["name"], "reason": one["reason"], "score": one["score"]}
    area = areas.get(one["neighborhood"])
    return {
        "create": one["create"],
        "sector": one["sector"],
        "neighborhood": area.name if area else None,
        "reason": one["reason"],
    }
