"""The numbers a source itself gives (“金奖标兵（共12个）”), kept with its batch to hold the plan against."""

from typing import Any

from awards.importing.planning import Defaults
from awards.importing.registry import Registry
from awards.importing.rows import AnnouncedText, Reading
from awards.models import AwardRound, ImportBatch


def announced_in(reading: Reading, registry: Registry, defaults: Defaults) -> list[dict[str, Any]]:
    """What the source announces, by the keys of the round and tier it speaks of."""
    return [_noted(one, registry, defaults) for one in reading.announced]


def announced_by(batch: ImportBatch) -> dict[tuple[int | None, int | None], int]:
    """Announced counts by round and tier; tier None counts the whole round. Parts add up."""
    counts: dict[tuple[int | None, int | None], int] = {}
    for note in batch.problems:
        if "announced" in note and (note["tier"] or not note["tier_text"]):
            key = (note["round"], note["tier"])
            counts[key] = counts.get(key, 0) + note["announced"]
    return counts


def remarks_of(batch: ImportBatch) -> list[dict[str, str]]:
    """What a person should look at: text that became no row, counts that disagree."""
    return [note for note in batch.problems if "message" in note]


def _noted(one: AnnouncedText, registry: Registry, defaults: Defaults) -> dict[str, Any]:
    award_round = _round_of(one, registry, defaults)
    tier = registry.tier(award_round, one.tier) if award_round and one.tier else None
    return {
        "position": one.position,
        "text": one.text,
        "announced": one.count,
        "round": award_round.pk if award_round else None,
        "tier": tier.pk if tier else None,
        "tier_text": one.tier,
    }


def _round_of(one: AnnouncedText, registry: Registry, defaults: Defaults) -> AwardRound | None:
    named = one.round
    if named and named.scheme and named.number is not None:
        return registry.round(named.scheme, named.number)
    return defaults.round
