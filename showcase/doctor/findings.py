"""What an examination finds."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How bad it is; also the command's exit status."""

    WELL = 0
    WARNING = 1
    ERROR = 2


WORDS = {Level.WELL: "正常", Level.WARNING: "注意", Level.ERROR: "错误"}


@dataclass(frozen=True)
class Finding:
    """One thing that is not well: what it is, and what to do, both in Chinese."""

    level: Level
    message: str
    advice: str


def shown(names: list[str], most: int = 5) -> str:
    """The first few of ``names``, and that there are more."""
    return "、".join(names[:most]) + ("……" if len(names) > most else "")
