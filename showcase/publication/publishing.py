"""Publishing the site of this moment, however many write meanwhile."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from showcase.models import ContentVersion
from showcase.publication.building import build_stamp
from showcase.publication.rendering import Site
from showcase.publication.runs import BrokenLinksError, Report, Run
from showcase.publication.stamps import frame_stamp
from showcase.publication.trees import Tree

# What changes while pages are made is made again by the next run; but not for ever.
TRIES = 3


def publish(target: Path, site: Site) -> Report:
    """Let the tree at ``target`` be the public site of this moment.

    Raises ``BrokenLinksError`` and ``NotOursError``; the tree in force then stays as it was.
    """
    total = Report()
    with _alone(target), site.in_force():
        program = build_stamp(site)
        for _ in range(TRIES):
            before = _version()
            try:
                build = f"{program}-{frame_stamp()}"
                done = Run(site, Tree(target), build, timezone.now()).publish()
            except BrokenLinksError:
                # A page made before a change may lead to one that the change took away.
                if _version() == before:
                    raise
                continue
            total = Report(total.written + done.written, done.kept, total.removed + done.removed)
            if _version() == before:
                break
    return total


def _version() -> int:
    return ContentVersion.objects.values_list("number", flat=True).first() or 0


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """One publication of a target at a time; a killed one holds up nobody."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(f".{target.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
