"""Which lists a member of staff sees; a clerk sees those of the clerk's own subdistricts."""

from awards.models import HonorEntry, HonorList
from awards.models.entries import HonorEntryQuerySet
from awards.models.lists import HonorListQuerySet
from organizations.models import StaffUser
from organizations.scoping import writable_subdistricts


def lists_seen_by(user: StaffUser) -> HonorListQuerySet:
    """Lists ``user`` may open on staff pages."""
    writable = writable_subdistricts(user)
    every = HonorList.objects.all()
    return every if writable is None else every.filter(subdistrict__in=writable)


def entries_seen_by(user: StaffUser) -> HonorEntryQuerySet:
    """Entries of those lists."""
    writable = writable_subdistricts(user)
    every = HonorEntry.objects.all()
    return every if writable is None else every.filter(list__subdistrict__in=writable)
