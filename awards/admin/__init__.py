"""Staff pages of awards: one file per noun."""

from awards.admin import (
    announcements,
    batches,
    ceremonies,
    corrections,
    entries,
    lists,
    rounds,
    schemes,
    standing,
    worklists,
)

__all__ = [
    "announcements",
    "batches",
    "ceremonies",
    "corrections",
    "entries",
    "lists",
    "rounds",
    "schemes",
    "standing",
    "worklists",
]
