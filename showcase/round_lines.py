"""Rounds in a list, each with how much of it is on record."""

from collections.abc import Iterable
from dataclasses import dataclass

from awards.completeness import Completeness, tally
from awards.models import AwardRound, AwardTier, RoundTier
from showcase.rolls import tiers_by_round_of


@dataclass(frozen=True)
class RoundLine:
    """One round in a list of rounds, with its count and the counts of its tiers."""

    round: AwardRound
    completeness: Completeness
    tiers: list[tuple[RoundTier, Completeness]]
    # Entries whose source names no tier.
    without_tier: int = 0


def round_lines(rounds: Iterable[AwardRound]) -> list[RoundLine]:
    """Rounds with what is on record of them; three queries beside that of ``rounds``."""
    rounds = list(rounds)
    counts = tally(rounds)
    tiers_by_round = tiers_by_round_of(rounds)
    return [
        RoundLine(
            award_round,
            counts.of(award_round),
            [(row, counts.of(award_round, tier=row.tier)) for row in tiers_by_round.get(award_round.pk, [])],
            counts.without_tier(award_round),
        )
        for award_round in rounds
    ]


def tier_rows(lines: Iterable[RoundLine], tiers: Iterable[AwardTier]) -> list[tuple[RoundLine, list]]:
    """The lines with a cell for each of ``tiers``: (round's tier, count), or None where the round has no such tier."""
    tiers = list(tiers)
    rows = []
    for line in lines:
        cells = {row.tier_id: (row, count) for row, count in line.tiers}
        rows.append((line, [cells.get(tier.pk) for tier in tiers]))
    return rows
