"""For which subdistricts a member of staff may write: the one rule behind every staff page."""

from django.db.models import QuerySet

from organizations.models import StaffUser, Subdistrict
from organizations.roles import CLERK


def writable_subdistricts(user: StaffUser) -> "QuerySet[Subdistrict] | None":
    """The subdistricts whose lists ``user`` sees and writes; None means all of them.

    A clerk for whom none was set writes nothing: the queryset is empty.
    """
    keys = _keys(user)
    return None if keys is None else Subdistrict.objects.filter(pk__in=keys)


def may_write_in(user: StaffUser, subdistrict_id: int | None) -> bool:
    """Whether ``user`` may write what belongs to that subdistrict (None: to the whole district)."""
    keys = _keys(user)
    return keys is None or subdistrict_id in keys


def _keys(user: StaffUser) -> frozenset[int] | None:
    # Asked a dozen times while one page is made; a user object lives for one request.
    known = vars(user)
    if "_writable_subdistrict_keys" not in known:
        known["_writable_subdistrict_keys"] = _asked_keys(user)
    return known["_writable_subdistrict_keys"]


def _asked_keys(user: StaffUser) -> frozenset[int] | None:
    if user.is_superuser:
        return None
    keys = frozenset(user.subdistricts.values_list("pk", flat=True))
    is_limited = keys or user.groups.filter(name=CLERK).exists()
    return keys if is_limited else None
