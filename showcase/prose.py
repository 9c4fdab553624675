"""Text as editors type it, cut into the blocks readers see.

A blank line ends a paragraph. A block that begins with an allowed tag is a table or list that
came from Word: it is cleaned again here, whatever is stored.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import nh3
from django.utils.safestring import mark_safe

ALLOWED_TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "p", "strong", "em", "br"}
ALLOWED_ATTRIBUTES = {"th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
# As Windows, and as old Macs end a line.
_LINE_END = re.compile(r"\r\n?")
_BLANK_LINES = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+")
_HTML_BLOCK = re.compile(r"<(?:table|ul|ol)[\s>]", re.IGNORECASE)
_HTML_BLOCK_END = re.compile(r"</(?:table|ul|ol)\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """One paragraph (``text``), or one table or list (``html``, cleaned)."""

    text: str = ""
    html: str = ""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of plain text; single line breaks inside one are joined as in Chinese print."""
    blocks = _BLANK_LINES.split(_LINE_END.sub("\n", text).strip())
    return [re.sub(r"[ \t\u3000]*\n[ \t\u3000]*", "", block).strip() for block in blocks if block.strip()]


def blocks(text: str) -> list[Block]:
    """The blocks of a section's body."""
    return [_block(piece) for piece in pieces(text)]


def pieces(text: str) -> list[str]:
    """``text`` cut at its blank lines, save those inside a table or list; no piece is empty."""
    cut = [piece.strip() for piece in _BLANK_LINES.split(_LINE_END.sub("\n", text).strip())]
    whole: list[list[str]] = []
    unclosed = 0
    for piece in cut:
        if unclosed > 0:
            whole[-1].append(piece)
            unclosed += _unclosed(piece)
        else:
            whole.append([piece])
            unclosed = _unclosed(piece) if is_html_block(piece) else 0
    # One never closed is a slip of the hand: it must not swallow the rest of the section.
    found = cut if unclosed > 0 else ["\n\n".join(parts) for parts in whole]
    return [piece for piece in found if piece]


def is_html_block(piece: str) -> bool:
    """Whether ``piece`` begins as a table or list."""
    return bool(_HTML_BLOCK.match(piece))


def _unclosed(piece: str) -> int:
    return len(_HTML_BLOCK.findall(piece)) - len(_HTML_BLOCK_END.findall(piece))


def clean_html(html: str) -> str:
    """Keep tables, lists and emphasis; drop every other tag, attribute and script."""
    return nh3.clean(html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES)


def _block(piece: str) -> Block:
    if is_html_block(piece):
        return Block(html=mark_safe(clean_html(piece)))  # nosec B308 B703 # nh3 has cleaned it
    return Block(text=paragraphs(piece)[0])


@dataclass(frozen=True)
class Placed:
    """One thing in reading order: a block or a photo. ``closing_note`` is the editor's word after a block."""

    block: Block | None = None
    photo: object | None = None
    closing_note: str = ""


def with_photos(body: list[Block], photos: Iterable, closing_note: str = "") -> list[Placed]:
    """Weave photos into blocks: each after its paragraph, those without a place at the end.

    ``closing_note`` goes with the last block, or stands alone where there is none.
    """
    if closing_note and not body:
        body = [Block()]
    after: dict[int, list] = {}
    for photo in photos:
        place = len(body) if photo.after_paragraph is None else min(photo.after_paragraph, len(body))
        after.setdefault(place, []).append(photo)
    woven = [Placed(photo=photo) for photo in after.get(0, [])]
    for number, block in enumerate(body, start=1):
        woven.append(Placed(block=block, closing_note=closing_note if number == len(body) else ""))
        woven.extend(Placed(photo=photo) for photo in after.get(number, []))
    return woven
