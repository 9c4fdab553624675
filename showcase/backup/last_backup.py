"""When this machine last took a backup, for whoever asks whether it still does."""

import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from showcase.backup.manifest import Manifest

FILE = "last-backup.json"


def note_backup(path: Path, manifest: Manifest) -> None:
    """Write down that ``path`` was taken."""
    facts = {"file": str(path), "created_at": manifest.created_at}
    waiting = Path(settings.DATA_DIR, f"{FILE}.new")
    waiting.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    os.replace(waiting, Path(settings.DATA_DIR, FILE))


def last_backup_at() -> datetime | None:
    """When the last one was taken; ``None`` where there was none, or nobody can tell."""
    try:
        facts = json.loads(Path(settings.DATA_DIR, FILE).read_text("utf-8"))
        return datetime.fromisoformat(facts["created_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
