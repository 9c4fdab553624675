"""The numbers a source itself gives (“金奖标兵（共12个）”), kept with its batch and held against what was read.

A batch keeps notes of two kinds: remarks, which are text for people, and counts, which are numbers
with what they count.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import product
from typing import Any

from awards.importing.planning import Defaults
from awards.importing.registry import Registry
from awards.importing.rows import AnnouncedText, Reading, ReadRow, RoundText
from awards.models import AwardRound, ImportBatch

Note = dict[str, Any]
# Round and tier; None counts every tier of the round.
CountKey = tuple[int | None, int | None]
# Tier, subdistrict and round as the source has them.
Scope = tuple[str, str, RoundText | None]


def notes_on(reading: Reading, registry: Registry, defaults: Defaults) -> list[Note]:
    """All notes on ``reading``: what could not become a row, and what the source counts beside what was read."""
    remarks = [{"position": one.position, "text": one.text, "message": one.message} for one in reading.problems]
    sizes = _sizes(reading.rows) if reading.announced else Counter()
    return [*remarks, *(_noted(one, sizes, registry, defaults) for one in reading.announced)]


def remarks_in(notes: Iterable[Note]) -> list[Note]:
    """The text among ``notes`` that became no row."""
    return [note for note in notes if "message" in note]


def disagreements_in(notes: Iterable[Note]) -> list[Note]:
    """A remark for every number of the source that its rows do not bear out."""
    return [
        {
            "position": note["position"],
            "text": note["text"],
            "message": f"原文写明 {note['announced']} 个，实际读到 {note['read']} 个，请核对有没有遗漏",
        }
        for note in notes
        if "announced" in note and note["announced"] != note["read"]
    ]


def announced_by(batch: ImportBatch) -> dict[CountKey, int]:
    """Announced counts by round and tier.

    A number for the whole district stands for itself; those of single subdistricts add up where
    there is none.
    """
    whole: dict[CountKey, int] = {}
    parts: dict[CountKey, int] = {}
    for note in batch.problems:
        if "announced" in note and (note["tier"] or not note["tier_text"]):
            counts = parts if note["subdistrict"] else whole
            key = (note["round"], note["tier"])
            counts[key] = counts.get(key, 0) + note["announced"]
    return {**parts, **whole}


def _noted(one: AnnouncedText, sizes: Counter[Scope], registry: Registry, defaults: Defaults) -> Note:
    award_round = _round_of(one, registry, defaults)
    tier = registry.tier(award_round, one.tier) if award_round and one.tier else None
    return {
        "position": one.position,
        "text": one.text,
        "announced": one.count,
        "read": sizes[one.tier, one.subdistrict, one.round],
        "round": award_round.pk if award_round else None,
        "tier": tier.pk if tier else None,
        "tier_text": one.tier,
        "subdistrict": one.subdistrict,
    }


def _sizes(rows: list[ReadRow]) -> Counter[Scope]:
    """How many rows each scope holds; tier "", subdistrict "" and round None each stand for all."""
    sizes: Counter[Scope] = Counter()
    for (tier, place, in_round), count in Counter((row.tier, row.subdistrict, row.round) for row in rows).items():
        for scope in product({tier, ""}, {place, ""}, {in_round, None}):
            sizes[scope] += count
    return sizes


def _round_of(one: AnnouncedText, registry: Registry, defaults: Defaults) -> AwardRound | None:
    named = one.round
    if named and named.scheme and named.number is not None:
        return registry.round(named.scheme, named.number)
    return defaults.round
