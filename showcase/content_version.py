"""The number under which readers' pages are kept, and when the clock alone will change one of them.

Both are written in the transaction that changes what is public; whoever reads them after its commit
sees them changed.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import F, Min
from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorList
from showcase.choices import CaseState
from showcase.models import CaseStudy, ContentVersion
from showcase.models.site import ONLY_ROW


def raise_version() -> None:
    """Let every kept page be old from this transaction's commit on."""
    now = timezone.now()
    if not ContentVersion.objects.filter(pk=ONLY_ROW).update(number=F("number") + 1, changed_at=now):
        ContentVersion.objects.get_or_create(pk=ONLY_ROW)


def foresee() -> None:
    """Write down when the clock alone changes a page: a scheduled case opens, a public notice ends.

    To be called after ``raise_version``: the row it locked lets one writer at a time foresee, and each
    sees what those before it have committed.
    """
    ContentVersion.objects.filter(pk=ONLY_ROW).update(next_change_at=min(_moments(), default=None))


def _moments() -> Iterator[datetime]:
    opening = CaseStudy.objects.filter(state=CaseState.SCHEDULED).aggregate(first=Min("publish_at"))["first"]
    if opening:
        yield opening
    last_day = HonorList.objects.filter(state=ListState.NOTICE).aggregate(first=Min("objections_until"))["first"]
    if last_day:
        yield timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
