"""The package as it stands: made once for each content version, kept in the data folder."""

import fcntl
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import get_script_prefix
from django.utils import timezone

from showcase.choices import CaseState
from showcase.models import ContentVersion
from showcase.opening import open_what_is_due
from showcase.package.licence import LICENCE
from showcase.package.tables import dictionary
from showcase.package.writing import sha256_of, write_package
from showcase.visibility import public_cases

FILE_NAME = "honors-registry.zip"
FOLDER = "packages"
# Somebody may publish while it is written; after so many tries the last one is as good as any.
TRIES = 3
AN_HOUR = 60 * 60
# So long, in seconds, a reader waits for a package that somebody else's request is making.
PATIENCE = 5.0
MAKER = "maker.lock"


class BeingMade(Exception):
    """The package of what is public now is being made by another request, and takes longer than one waits."""


@dataclass(frozen=True)
class Package:
    """The .zip on disk; ``counts`` are rows by table, ``changed_at`` when its content last changed."""

    path: Path
    sha256: str
    size: int
    counts: dict[str, int]
    changed_at: datetime | None


def current_package() -> Package:
    """The package of what is public now, made if it is not there yet; by one request for all.

    Raises ``BeingMade``: however long it takes, and however many ask, it is made once and keeps one thread busy.
    """
    now = timezone.now()
    if public_cases(now).filter(state=CaseState.SCHEDULED).exists():
        open_what_is_due(now)
    for _ in range(TRIES):
        version = ContentVersion.objects.first()
        package = _kept(version) or _made_once(version)
        if _key(ContentVersion.objects.first()) == _key(version):
            break
    return package


def _key(version: ContentVersion | None) -> str:
    """A name for what the bytes depend on: the content, and how this release writes it."""
    shape = json.dumps(
        [[table.name, [asdict(one) for one in columns]] for table, columns in dictionary()]
        + [LICENCE, settings.SITE_URL, get_script_prefix()]
    )
    content = f"{version.number}-{version.changed_at:%Y%m%d%H%M%S%f}" if version else "0"
    return f"{content}-{hashlib.sha256(shape.encode()).hexdigest()[:12]}"


def _folder() -> Path:
    folder = Path(settings.DATA_DIR, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _kept(version: ContentVersion | None) -> Package | None:
    path = _folder() / f"{_key(version)}.zip"
    notes = path.with_suffix(".json")
    # Without a version nothing tells one empty registry from another.
    if version is None or not (path.exists() and notes.exists()):
        return None
    told = json.loads(notes.read_text(encoding="utf-8"))
    return Package(path, told["sha256"], told["size"], told["counts"], version.changed_at)


def _made_once(version: ContentVersion | None) -> Package:
    with _alone():
        # Who waited finds what the other has made.
        return _kept(version) or _made(version)


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else makes a package meanwhile, in whatever process; one that is killed is waited for no longer."""
    with (_folder() / MAKER).open("w") as lock:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise BeingMade from None
                time.sleep(0.05)
        yield


def _made(version: ContentVersion | None) -> Package:
    """Write it aside and put it in place in one step: a reader never gets half a file."""
    folder = _folder()
    path = folder / f"{_key(version)}.zip"
    changed_at = version.changed_at if version else None
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        parts, packed = Path(aside, "parts"), Path(aside, "packed.zip")
        parts.mkdir()
        counts = write_package(packed, parts, changed_at)
        package = Package(path, sha256_of(packed), packed.stat().st_size, counts, changed_at)
        told = {"sha256": package.sha256, "size": package.size, "counts": counts}
        notes = Path(aside, "notes.json")
        notes.write_text(json.dumps(told), encoding="utf-8")
        os.replace(packed, path)
        os.replace(notes, path.with_suffix(".json"))
    _sweep(folder, path.stem)
    return package


def _sweep(folder: Path, keep: str) -> None:
    """Packages of an hour ago go: nobody is about to open one of them any more."""
    for old in [*folder.glob("*.zip"), *folder.glob("*.json")]:
        if old.stem != keep and old.stat().st_mtime < time.time() - AN_HOUR:
            old.unlink(missing_ok=True)
