"""Loading the sample: everything or nothing, once, however often and by however many it is asked for."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from awards.models import Ceremony
from organizations.models import SourceDocument, StaffUser
from showcase.models import SiteSettings
from showcase.models.site import ONLY_ROW
from showcase.photos.settling import photo_transaction
from showcase.sample import page
from showcase.sample.accounts import Credentials, provide_accounts, read_credentials, write_credentials
from showcase.sample.records import load_missing

CEREMONY_SLUG = "2021-lianhe-zhanshihui"
PLACES_REASON = "载入国家统计局区划代码"
PAGE_REASON = "载入示例版面"
ADVISORY_LOCK = 20211124  # any number that nothing else on the database server uses


@dataclass(frozen=True)
class SampleLoad:
    """What one load did: how many records it added, and where the accounts are written."""

    places: int
    records: int
    accounts_file: Path


def load_sample() -> SampleLoad:
    """Load what was never loaded: places, the page, demonstration accounts.

    What staff have changed or deleted since stays as they left it. Raises ``SampleError``
    where the registry already holds other records that stand in the way.
    """
    fixtures = settings.BASE_DIR / "fixtures"
    accounts_file = settings.DATA_DIR / "demo-accounts.json"
    with _alone():
        known = read_credentials(accounts_file)
        with photo_transaction():
            _wait_for_other_machines()
            places = load_missing(fixtures / "changning.json", reason=PLACES_REASON)
            credentials = provide_accounts(known)
            records = 0 if page_was_loaded() else _load_page(fixtures, credentials)
            SiteSettings.objects.get_or_create(pk=ONLY_ROW)
        # Only after the commit: were it written before, a rollback would leave passwords nobody has.
        if credentials != known:
            write_credentials(accounts_file, credentials)
    return SampleLoad(places, records, accounts_file)


def page_was_loaded() -> bool:
    """Whether the page has been on record before, even if staff have changed or deleted it since."""
    return Ceremony.history.filter(slug=CEREMONY_SLUG).exists()


def _load_page(fixtures: Path, credentials: Credentials) -> int:
    usernames = [one["username"] for one in credentials.values()]
    team = {user.username: user for user in StaffUser.objects.filter(username__in=usernames)}
    hands = {"organizations": team["luru"], "awards": team["luru"], "showcase": team["bianji"]}
    records = load_missing(fixtures / "huayang.json", reason=PAGE_REASON, hands=hands)
    source = Ceremony.objects.select_related("source").get(slug=CEREMONY_SLUG).source
    if not isinstance(source, SourceDocument):
        raise TypeError("the fixture's ceremony names its source")
    page.keep_bytes(source, fixtures / "huayang-newspaper-page.txt")
    page.receive_pictures(source, fixtures / "photos")
    page.publish(source, team)
    return records


@contextmanager
def _alone() -> Iterator[None]:
    """Let processes of this machine load one after the other; a killed one holds up nobody."""
    with (settings.DATA_DIR / "load-sample.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _wait_for_other_machines() -> None:
    """Until this transaction ends, others who share a PostgreSQL database wait here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
