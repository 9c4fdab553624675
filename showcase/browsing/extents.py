"""How much of what was announced is on record, said above every list of honours."""

from collections.abc import Iterable, Mapping
from typing import Any

from awards.cells import NONE, Cell, public_cells
from awards.completeness import Extent, Tally
from awards.models import AnnouncedCount, AwardRound


def extent_of(whole: Iterable[Cell], chosen: Mapping[str, Any]) -> Extent | None:
    """Of the award, round, tier and subdistrict ``chosen`` (records, as ``HonorFilter`` cleans them); one query.

    What is chosen besides (a sector, a standing, words) was never announced by number: it changes nothing.
    None where the choice is what a source leaves open, for which no number can be announced.
    """
    scheme, number, tier, place = (chosen.get(name) for name in ("award", "round", "tier", "subdistrict"))
    if NONE in (tier, place):
        return None
    cells = [
        cell
        for cell in whole
        if (not scheme or cell.scheme_slug == scheme.slug)
        and (not number or cell.number == number)
        and (not tier or cell.scheme_id == tier.scheme_id)
    ]
    rounds = [AwardRound(pk=key) for key in {cell.round_id for cell in cells}]
    counts = Tally((cell.counted for cell in cells), AnnouncedCount.objects.filter(round__in=rounds))
    return counts.across(rounds, subdistrict=place or None, tier=tier or None)


def extent_of_all() -> Extent | None:
    """Every public round; two queries."""
    return extent_of(public_cells(), {})
