"""Rolls told by the day: one line, a clock that stands still, and what is asked of a roll."""

from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine

from awards.as_of import RollOnDay, differences
from awards.choices import ListState, TierBasis
from awards.models import HonorEntry
from tests.factories import make_entry, make_organization, make_subdistrict, make_tier

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(year, month, day, hour=12, minute=0):
    """The clock stands at that moment, as people here read it."""
    return time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=SHANGHAI), tick=False)


def announced_line() -> HonorEntry:
    """One line, announced on 24 November 2021 with a tier taken over from the line above."""
    make_tier("银奖", rank=3)
    return make_entry(
        make_organization("苏一居民区党总支", subdistrict=make_subdistrict("华阳路街道")),
        state=ListState.RELEASED,
        tier=make_tier("金奖", rank=2),
        tier_basis=TierBasis.INHERITED,
        position=2,
    )


def told(roll: RollOnDay, field: str) -> list[str]:
    """That field of every line."""
    return [line.texts[field] for line in roll.lines]


def explained(before: RollOnDay, after: RollOnDay) -> list[tuple]:
    """Every difference in words."""
    return [(one.label, one.before, one.after, one.reasons) for one in differences(before, after)]
