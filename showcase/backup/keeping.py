"""Backups by the clock: a folder of them, each named for its moment, the oldest removed."""

import re
from datetime import datetime
from pathlib import Path

from django.utils import timezone

# What this module names, and nothing else; also a part that a killed backup left.
OURS = re.compile(r"(?:honours-\d{8}-\d{6}\.zip(?:\.enc)?|\.honours-\d{8}-\d{6}\.zip(?:\.enc)?\.part)")


def new_path(folder: Path, at: datetime, *, encrypted: bool) -> Path:
    """Where a backup taken ``at`` goes."""
    return folder / f"honours-{timezone.localtime(at):%Y%m%d-%H%M%S}.zip{'.enc' if encrypted else ''}"


def remove_older(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` backups in ``folder``; those removed. Other files stay."""
    ours = sorted(path for path in folder.iterdir() if OURS.fullmatch(path.name) and path.is_file())
    whole = [path for path in ours if not path.name.endswith(".part")]
    gone = [path for path in ours if path.name.endswith(".part")] + whole[: max(0, len(whole) - keep)]
    for path in gone:
        path.unlink()
    return gone
