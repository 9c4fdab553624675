"""Mending what can be made anew from the records: counts, the search index, public pictures."""

from django.db import transaction

from awards.counting import recount_all
from showcase.content_version import raise_version
from showcase.indexing import index_all
from showcase.photos.sweeping import republish_photos


def mend() -> None:
    """Make all of it anew; what was right stays as it is. Readers see it at once."""
    with transaction.atomic():
        recount_all()
        index_all()
        raise_version()
    republish_photos()
