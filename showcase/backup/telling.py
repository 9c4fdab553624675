"""Telling the security log, where there is one, that a backup was taken or restored."""

import getpass
from pathlib import Path

from organizations.security_events import security_event
from showcase.backup.manifest import Manifest


def tell(event: str, path: Path, manifest: Manifest) -> None:
    """Say what was done with ``path``; that nobody could note it undoes nothing."""
    detail = {"file": path.name, "created_at": manifest.created_at, "content_version": manifest.content_version}
    security_event.send_robust(Manifest, event=event, user=None, username=_name(), request=None, detail=detail)


def _name() -> str:
    """Who is signed in on this machine; in a container it may be nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
