"""A Chinese font on this machine, or none: without one no card is drawn, for a row of boxes tells nothing."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

# As distributions name them; a serif of the newspaper first.
NAMES = (
    "NotoSerifCJK-Bold.ttc",
    "NotoSerifCJKsc-Bold.otf",
    "NotoSerifSC-Bold.otf",
    "SourceHanSerifSC-Bold.otf",
    "SourceHanSerif-Bold.ttc",
    "Songti.ttc",
    "NotoSansCJK-Bold.ttc",
    "NotoSansCJK-Regular.ttc",
    "SourceHanSansSC-Bold.otf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "uming.ttc",
)
SIMPLIFIED = ("SC", "CN", "Simplified")
# No font has a shape for it: this is what a missing character looks like.
_NOWHERE = "\U0010ffff"
# 〓, as printers put it where the type was missing.
GETA = "〓"


@lru_cache(maxsize=1)
def font_path() -> str:
    """Where the font lies; nothing where there is none."""
    if settings.CARD_FONT:
        return str(settings.CARD_FONT)
    found: dict[str, str] = {}
    for folder in settings.FONT_FOLDERS:
        for path in Path(folder).rglob("*.[to]t[cf]"):
            found.setdefault(path.name, str(path))
    return next((found[name] for name in NAMES if name in found), "")


@lru_cache(maxsize=16)
def font_of(size: int) -> ImageFont.FreeTypeFont:
    """The font at ``size`` pixels; of a collection the face for simplified Chinese."""
    first = ImageFont.truetype(font_path(), size)
    if not font_path().endswith(".ttc"):
        return first
    for index in range(8):
        try:
            face = ImageFont.truetype(font_path(), size, index=index)
        except OSError:
            break
        if any(word in (face.getname()[0] or "").split() for word in SIMPLIFIED):
            return face
    return first


@lru_cache(maxsize=4096)
def has_shape(sign: str) -> bool:
    """Whether the font can draw this character."""
    font = font_of(40)
    return sign.isspace() or bytes(font.getmask(sign)) != bytes(font.getmask(_NOWHERE))


def drawable(text: str) -> str:
    """The text with a mark in place of every character that has no shape here."""
    return "".join(sign if has_shape(sign) else GETA for sign in text)
