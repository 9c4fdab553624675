"""Tables: those of words stay tables, those that only hold pictures in place are dissolved."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from mammoth import documents

from showcase.documents.word.blocks import Block, Line, Picture, Table, blocks_of
from showcase.prose import clean_html

LONGEST_CAPTION = 100
Cell = tuple[documents.TableCell, list[Block]]


def read_blocks(document: documents.Document) -> list[Block]:
    """Every line, picture and table of the document in reading order."""
    return list(_blocks(document.children))


def _blocks(nodes: list[documents.Element]) -> Iterator[Block]:
    for node in nodes:
        if isinstance(node, documents.Paragraph):
            yield from blocks_of(node)
        elif isinstance(node, documents.Table):
            yield from _of_table(node)


def _of_table(table: documents.Table) -> Iterator[Block]:
    rows: list[list[Cell]] = [[(cell, list(_blocks(cell.children))) for cell in row.children] for row in table.children]
    content = [block for row in rows for _, inside in row for block in inside]
    if any(isinstance(block, Picture) for block in content):
        yield from _dissolved(rows)
    elif sum(bool(inside) for row in rows for _, inside in row) <= 1 or any(isinstance(one, Table) for one in content):
        # A frame around text, or a table that only arranges others.
        yield from content
    else:
        headed = [row.is_header for row in table.children]
        yield Table(_html(rows, headed))


def _dissolved(rows: list[list[Cell]]) -> Iterator[Block]:
    """Pictures with the words of their cell, or of the cell below, for captions."""
    below = [{**_columns(row)} if not _has_pictures(row) else {} for row in [*rows[1:], []]]
    taken: set[int] = set()
    for row, words_below in zip(rows, below, strict=True):
        for column, (_, inside) in _columns(row).items():
            pictures = [block for block in inside if isinstance(block, Picture)]
            words = [block for block in inside if not isinstance(block, Picture) and id(block) not in taken]
            if pictures and not words and column in words_below:
                words = [block for block in words_below[column][1] if not isinstance(block, Picture)]
                taken.update(map(id, words))
            yield from pictures
            for block in words:
                if pictures and isinstance(block, Line) and len(block.text) <= LONGEST_CAPTION:
                    yield replace(block, role="caption")
                else:
                    yield block


def _columns(row: list[Cell]) -> dict[int, Cell]:
    """The cells of a row by the column they begin in."""
    columns, at = {}, 0
    for cell in row:
        columns[at] = cell
        at += cell[0].colspan
    return columns


def _has_pictures(row: list[Cell]) -> bool:
    return any(isinstance(block, Picture) for _, inside in row for block in inside)


def _html(rows: list[list[Cell]], headed: list[bool]) -> str:
    lines = []
    for number, row in enumerate(rows):
        is_head = headed[number] or (number == 0 and _is_bold(row))
        lines.append(f"<tr>{''.join(_cell(cell, is_head) for cell in row)}</tr>")
    return clean_html(f"<table><tbody>{''.join(lines)}</tbody></table>")


def _is_bold(row: list[Cell]) -> bool:
    words = [block for _, inside in row for block in inside if isinstance(block, Line)]
    return bool(words) and all(line.is_bold for line in words)


def _cell(cell: Cell, is_head: bool) -> str:
    tag = "th" if is_head else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell[0].colspan), ("rowspan", cell[0].rowspan))
        if count > 1
    )
    words = "<br>".join(escape(block.printed, quote=False) for block in cell[1] if isinstance(block, Line))
    return f"<{tag}{spans}>{words}</{tag}>"
