"""Cards kept in the data folder under what they say: drawn once, and never more of them than a bound."""

import hashlib
import logging
import os
import tempfile
from dataclasses import astuple
from pathlib import Path

from django.conf import settings

from showcase.cards.drawing import DESIGN, Card, drawn
from showcase.cards.fonts import font_path

log = logging.getLogger(__name__)

FOLDER = "cards"
# Some twenty kilobytes each.
MOST = 500


def card_name(card: Card) -> str:
    """A name for exactly these words in this design."""
    said = "\0".join((str(DESIGN), font_path(), *astuple(card)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def card_bytes(card: Card) -> bytes:
    """The card as PNG, drawn where it is not kept yet."""
    folder = Path(settings.DATA_DIR, FOLDER)
    path = folder / f"{card_name(card)}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = drawn(card)
    try:
        _keep(content, path)
    except OSError:
        # Full, or read-only: the reader gets it all the same, and the next one has it drawn again.
        log.warning("a card could not be kept", exc_info=True)
    return content


def _keep(content: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
    _keep_few(path.parent)


def _keep_few(folder: Path) -> None:
    """The oldest go; who needs one again draws it again."""
    kept = sorted(folder.glob("*.png"), key=_age)
    for old in kept[: max(0, len(kept) - MOST)]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        # Another process was quicker.
        return 0.0
