"""What was conferred, on whom, and how it came on record."""

from awards.models.announcements import AnnouncedCount
from awards.models.batches import ImportBatch, ImportRow
from awards.models.ceremonies import Ceremony
from awards.models.counts import HonorCount
from awards.models.entries import HonorEntry
from awards.models.lists import HonorList
from awards.models.rounds import AwardRound, RoundTier
from awards.models.schemes import AwardScheme, AwardTier
from awards.models.standing import Correction, StandingChange
from awards.models.worklists import (
    ClashingEntry,
    CountMismatch,
    PossibleDouble,
    ReturnedList,
    UnconfirmedEntry,
    UnknownSpelling,
    UnnumberedRound,
    UntieredEntry,
    WaitingBatch,
    WaitingList,
)

__all__ = [
    "AnnouncedCount",
    "AwardRound",
    "AwardScheme",
    "AwardTier",
    "Ceremony",
    "ClashingEntry",
    "Correction",
    "CountMismatch",
    "HonorCount",
    "HonorEntry",
    "HonorList",
    "ImportBatch",
    "ImportRow",
    "PossibleDouble",
    "ReturnedList",
    "RoundTier",
    "StandingChange",
    "UnconfirmedEntry",
    "UnknownSpelling",
    "UnnumberedRound",
    "UntieredEntry",
    "WaitingBatch",
    "WaitingList",
]
