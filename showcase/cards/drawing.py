"""Drawing a card: newspaper paper, the name of the site, what the page is about."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from showcase.cards.fonts import drawable, font_of

SIZE = WIDTH, HEIGHT = 1200, 630
EDGE = 72
PAPER, INK, MUTED, RED, GOLD = "#fbf7ed", "#1f1b16", "#5e5547", "#9b1b1e", "#79560f"
# From large to small, until the title fits.
TITLE_SIZES = (84, 72, 62, 54)
TITLE_LINES = 3
TITLE_TOP = 232
# Changed with the design, so that cards drawn before are drawn again.
DESIGN = 1
_NOT_FIRST = "，。、；：！？）》”’"


@dataclass(frozen=True)
class Card:
    """The words of a card, from top to bottom."""

    site: str
    kicker: str
    title: str
    foot: str


def drawn(card: Card) -> bytes:
    """The card as PNG."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 14), fill=RED)
    _line(pen, 30, card.site, 56, INK)
    _line(pen, 34, card.kicker, 150, RED)
    # 粗细线, as under a nameplate.
    pen.rectangle((EDGE, 112, WIDTH - EDGE, 115), fill=INK)
    pen.rectangle((EDGE, 119, WIDTH - EDGE, 120), fill=INK)
    _title(pen, drawable(card.title))
    pen.rectangle((EDGE, HEIGHT - 112, WIDTH - EDGE, HEIGHT - 111), fill=GOLD)
    _line(pen, 32, card.foot, HEIGHT - 92, MUTED)
    written = io.BytesIO()
    # Few colours: a third of the bytes.
    image.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def _line(pen: ImageDraw.ImageDraw, size: int, text: str, top: int, colour: str) -> None:
    """One line, cut where it would leave the paper."""
    font = font_of(size)
    pen.text((EDGE, top), _cut(drawable(text), font, 1)[0], colour, font)


def _title(pen: ImageDraw.ImageDraw, text: str) -> None:
    """The title as large as fits in ``TITLE_LINES``; a longer one is cut."""
    for size in TITLE_SIZES:
        lines = _set(text, font_of(size))
        if not lines[-1].endswith("…"):
            break
    top = TITLE_TOP + (HEIGHT - 112 - TITLE_TOP - len(lines) * size * 1.3) / 2
    for number, line in enumerate(lines):
        pen.text((EDGE, top + number * size * 1.3), line, INK, font_of(size))


def _set(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The title broken at its spaces, as in print, where that fits; else wherever a line is full."""
    parts = [line for part in text.split() for line in _cut(part, font, TITLE_LINES)]
    return parts if 0 < len(parts) <= TITLE_LINES else _cut(text, font, TITLE_LINES)


def _cut(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """The text in at most ``most`` lines of the card's width; … ends what was cut."""
    lines = [""]
    for sign in text.replace("\n", " "):
        if font.getlength(lines[-1] + sign) <= WIDTH - 2 * EDGE or sign in _NOT_FIRST:
            lines[-1] += sign
        elif len(lines) < most:
            lines.append(sign.strip())
        else:
            lines[-1] = f"{lines[-1][:-1]}…"
            break
    return lines
