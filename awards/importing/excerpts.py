"""A list that is only a part of its source, as the rolls on a newspaper page are.

Which lines are the list is kept among the notes of its batch, so that the same lines are read again
when the batch is planned again.
"""

from collections.abc import Iterable
from typing import Any

from awards.importing.reading.characters import visible
from awards.importing.reading.csv_files import decoded

# First and last numbers of runs of lines, both included.
Lines = tuple[tuple[int, int], ...]


def only_lines(text: str, lines: Lines) -> str:
    """``text`` with every other line left empty, so that the numbers of lines stay those of the source."""
    wanted = {number for first, last in lines for number in range(first, last + 1)}
    printed = visible(text).split("\n")
    return "\n".join(line if number in wanted else "" for number, line in enumerate(printed, 1))


def excerpt(data: bytes, lines: Lines) -> bytes:
    """The same of a text file; all of it where no lines are named. Raises ``UnreadableSource`` where it is no text."""
    return only_lines(decoded(data), lines).encode() if lines else data


def note_of(lines: Lines) -> dict[str, Any]:
    """What a batch keeps to find its lines again."""
    return {"lines": [list(run) for run in lines]}


def lines_in(notes: Iterable[dict[str, Any]]) -> Lines:
    """The lines that a batch is limited to; () where it is the whole source."""
    return tuple((first, last) for note in notes for first, last in note.get("lines", ()))
