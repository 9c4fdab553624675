"""The versions of a case: one for each save that changed what it says.

History keeps a row for every record. A save writes the case first and its parts after it, so a row of
the case begins a save; parts saved on a page of their own are told apart by who saved them and when.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from showcase.models import CaseStudy
from showcase.versions.snapshots import Snapshot, snapshot_after
from showcase.versions.trail import Step, trail_of

# No save lasts longer between two of its rows: pictures are made ready before the first.
PAUSE = timedelta(seconds=10)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Version:
    """What a case said after one save; ``before`` is what it said until then. ``key`` names it in addresses."""

    number: int
    key: int
    at: datetime
    by: int | None
    reason: str
    before: Snapshot
    after: Snapshot


def versions_of(case: CaseStudy) -> list[Version]:
    """All versions, latest first; five queries."""
    versions: list[Version] = []
    told: list[Step] = []
    before = Snapshot()
    for save in saves_in(trail_of(case)):
        told += save
        if any(step.changed for step in save):
            after = snapshot_after(told)
            reason = next((step.reason for step in save if step.reason), "")
            key = (save[0].at - _EPOCH) // timedelta(microseconds=1)
            versions.append(Version(len(versions) + 1, key, save[-1].at, save[0].by, reason, before, after))
            before = after
    return versions[::-1]


def saves_in(steps: list[Step]) -> list[list[Step]]:
    """``steps`` cut into saves."""
    if not steps:
        return []
    saves = [[steps[0]]]
    for last, step in pairwise(steps):
        is_new = step.model is CaseStudy or step.by != last.by or step.at - last.at > PAUSE
        if is_new:
            saves.append([])
        saves[-1].append(step)
    return saves
