"""Merged cells: what one cell says for several rows is printed for each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from awards.importing.reading.limits import MAX_MERGES
from awards.importing.reading.packages import TOO_BIG_INSIDE
from awards.importing.reading.table_rows import Row
from awards.importing.rows import UnreadableSource

# First row, first column, last row; counted like the numbers of the rows they are applied to.
Merge = tuple[int, int, int]


def fill_down(rows: Iterable[Row], merges: Sequence[Merge]) -> Iterable[Row]:
    """``rows`` with the value of every vertical merge in each row it covers.

    A row that holds nothing of its own is not repeated. Raises ``UnreadableSource`` for a sheet
    with more merges than any office makes.
    """
    if len(merges) > MAX_MERGES:
        raise UnreadableSource(TOO_BIG_INSIDE)
    down = [merge for merge in merges if merge[2] > merge[0]]
    return _filled(rows, down) if down else rows


def _filled(rows: Iterable[Row], merges: Sequence[Merge]) -> Iterator[Row]:
    starts: dict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        starts[merge[0]].append(merge)
    held: dict[int, tuple[int, object]] = {}
    for number, cells in rows:
        if not held and number not in starts:
            yield number, cells
            continue
        filled = list(cells)
        own = any(cell not in ("", None) for cell in cells)
        for column, (last, value) in list(held.items()):
            if number > last:
                del held[column]
            elif column < len(filled) and filled[column] in ("", None):
                filled[column] = value
        for _, column, last in starts.pop(number, ()):
            if 0 <= column < len(cells) and cells[column] not in ("", None):
                held[column] = (last, cells[column])
        if own:
            yield number, filled
