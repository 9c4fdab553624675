"""Reads the sample lists of tests/files/honors and says in short what was read."""

from pathlib import Path

from awards.importing.reading import read_source
from awards.importing.rows import Reading, ReadRow

HONORS = Path(__file__).resolve().parents[3] / "files" / "honors"


def read_sample(name: str) -> Reading:
    """The reading of one sample file, such as ``text/newspaper_roll.txt``."""
    path = HONORS / name
    return read_source(path.read_bytes(), path.name)


def tiers_and_names(reading: Reading) -> list[tuple[str, str]]:
    """What most tests are about."""
    return [(row.tier, row.organization) for row in reading.rows]


def in_round(row: ReadRow) -> tuple[str, int | None]:
    """Scheme and number of a row that has a round."""
    assert row.round is not None
    return row.round.scheme, row.round.number
