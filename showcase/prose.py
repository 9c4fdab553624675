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
    blocks = _BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    return [re.sub(r"[ \t\u3000]*\n[ \t\u3000]*", "", block).strip() for block in blocks if block.strip()]


def blocks(text: str) -> list[Block]:
    """The blocks of a section's body."""
    return [_block(piece.strip()) for piece in _pieces(text) if piece.strip()]


def _pieces(text: str) -> list[str]:
    """``text`` cut at its blank lines, save those inside a table or list."""
    cut = _BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    whole: list[str] = []
    for piece in cut:
        if whole and _is_open(whole[-1]):
            whole[-1] += f"\n{piece}"
        else:
            whole.append(piece)
    # One never closed is a slip of the hand: it must not swallow the rest of the section.
    return cut if _is_open(whole[-1]) else whole


def _is_open(piece: str) -> bool:
    starts = _HTML_BLOCK.match(piece.lstrip())
    return bool(starts) and len(_HTML_BLOCK.findall(piece)) > len(_HTML_BLOCK_END.findall(piece))


def clean_html(html: str) -> str:
    """Keep tables, lists and emphasis; drop every other tag, attribute and script."""
    return nh3.clean(html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES)


def _block(piece: str) -> Block:
    if _HTML_BLOCK.match(piece):
        return Block(html=mark_safe(clean_html(piece)))
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
