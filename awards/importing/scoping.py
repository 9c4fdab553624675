"""Which imports a member of staff sees, and for which subdistricts that person may write rows."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import ImportBatch, ImportRow
from organizations.models import StaffUser, Subdistrict
from organizations.scoping import may_write_in, writable_subdistricts


def batches_seen_by(user: StaffUser) -> QuerySet[ImportBatch]:
    """A clerk sees what that clerk brought in, and lists in which nothing but the own subdistricts occurs."""
    writable = writable_subdistricts(user)
    every = ImportBatch.objects.all()
    if writable is None:
        return every
    foreign = ImportRow.objects.filter(batch=OuterRef("pk")).exclude(subdistrict__in=writable)
    return every.filter(Q(created_by=user) | (Q(subdistrict__in=writable) & ~Exists(foreign)))


def rows_seen_by(user: StaffUser) -> QuerySet[ImportRow]:
    """Rows of those batches."""
    return ImportRow.objects.filter(batch__in=batches_seen_by(user).values("pk"))


def reason_not_to_write(place: Subdistrict | None, by: StaffUser | None) -> str:
    """Why ``by`` may not bring in results of ``place``, in Chinese; ``""`` where nothing stands against it.

    Nobody (None) is the command line, which is not limited.
    """
    if by is None or may_write_in(by, place.pk if place else None):
        return ""
    if place is None:
        return "没有写明街道（镇）；您只能录入自己街道的名单，请选定街道。"
    return f"您不能录入{place}的名单，请交给负责那里的录入员或区级审核员。"
