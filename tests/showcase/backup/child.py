"""What a process does while backups are taken and restored: ``python -m tests.showcase.backup.child WHAT …``.

As ``tests.soak.child``: it says each step, one a line, and stops at the one it was given.
"""

import hashlib
import sys
import threading
from pathlib import Path

import django
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from organizations.security_events import security_event
from tests.soak.child import say, stop_at

PAGES = ("/", "/honors/", "/search/?q=taojiazhai", "/search/?q=宅", "/api/v1/honors/", "/honors/?award=jinyin")
FIRST = "陶家宅居民区党总支"


def note(sender, event, detail, **_) -> None:
    """What a security log hears."""
    say(f"event {event} {detail['file']}")


def furnish() -> None:
    """A database without records gets some: a public honour, a public picture and a private one, a list."""
    from awards.choices import ListState
    from awards.correcting import correct_entry
    from organizations.choices import SourceKind
    from organizations.receiving import keep_file
    from showcase.models import Photo
    from tests.factories import make_entry, make_organization, make_staff
    from tests.showcase.photos.shelves import make_photo, make_released_photo

    staff = make_staff()
    entry = make_entry(make_organization(FIRST), state=ListState.RELEASED)
    correct_entry(entry, "citation", "成效显著", "漏印", staff)
    make_released_photo()
    make_photo()
    keep_file("第七轮\n金奖 陶家宅\n".encode(), "名单.文本", kind=SourceKind.ROSTER, headline="名单")
    Photo.objects.filter(released_at=None).update(caption="未公开")
    Client().force_login(staff)


def restore(path: str, step: str = "") -> None:
    from showcase.backup.restoring import restore_backup

    security_event.connect(note)
    restore_backup(Path(path), at_step=stop_at(step))


def backup(path: str) -> None:
    from showcase.backup.taking import take_backup

    security_event.connect(note)
    take_backup(Path(path))


def write_on() -> None:
    """Until a line comes in: two organisations in one transaction, a picture in the next, another one deleted."""
    stopping = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), stopping.set()), daemon=True).start()
    number = 0
    while not stopping.is_set():
        number += 1
        _write(number)
        say(f"turn {number}")


def _write(number: int) -> None:
    from django.db import transaction

    from showcase.models import Photo
    from showcase.photos.receiving import delete_photo
    from tests.factories import make_organization
    from tests.showcase.photos.shelves import make_organization_photo

    with transaction.atomic():
        first = make_organization(f"甲{number}居民区党总支")
        make_organization(f"乙{number}居民区党总支")
    make_organization_photo(organization=first)
    if number > 5:
        delete_photo(Photo.objects.filter(organization__isnull=False).order_by("pk").first())


def pages() -> None:
    """Say what readers get: the status of each page and a digest of it."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages):
        for address in (*PAGES, "/readyz"):
            response = Client().get(address, headers={"host": "localhost"})
            say(f"{response.status_code} {hashlib.sha256(response.content).hexdigest()} {address}")


def gaps() -> None:
    """Say each file that a record names and nobody has, and each pair of organisations of which one is missing."""
    from django.core.files.storage import default_storage

    from organizations.models import Organization
    from showcase.backup.facts import facts_of

    names = set(Organization.objects.exclude(name=FIRST).values_list("name", flat=True))
    pairs = {name[1:] for name in names if name[0] in "甲乙"}
    for ending in sorted(pairs):
        if not {f"甲{ending}", f"乙{ending}"} <= names:
            say(f"half a pair: {ending}")
    for name in sorted(facts_of("default").named):
        if not default_storage.exists(name):
            say(f"no file: {name}")


def main(what: str, *words: str) -> None:
    django.setup()
    {one.__name__: one for one in (furnish, backup, restore, write_on, pages, gaps)}[what](*words)


if __name__ == "__main__":
    main(*sys.argv[1:])
