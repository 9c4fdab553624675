"""Pictures that no row answers for, and yet are kept: of drafts in the bin, and what a roll-back took out."""

from organizations.models import DiscardedDraft
from showcase.models import CaseStudy, Photo

# The reason that history gives, where an earlier version put back has no place for a picture.
TAKEN_OUT = "恢复较早的版本，图片撤出，文件保留"


def names_in_the_bin() -> set[str]:
    """The public names of photos whose case lies in the bin."""
    drafts = DiscardedDraft.objects.filter(kind=CaseStudy._meta.label_lower, restored_at__isnull=True)
    return {
        record["fields"]["public_name"]
        for records in drafts.values_list("records", flat=True)
        for record in records
        if record["model"] == Photo._meta.label_lower
    }


def names_taken_out() -> set[str]:
    """The public names of photos that putting an earlier version back took out, and nobody deleted since."""
    taken = Photo.history.filter(history_change_reason=TAKEN_OUT).values("public_name")
    told = Photo.history.filter(public_name__in=taken).order_by("history_date", "history_id")
    last = dict(told.values_list("public_name", "history_change_reason"))
    return {name for name, reason in last.items() if reason == TAKEN_OUT}


def names_kept() -> set[str]:
    """Whatever must stay in private storage without a row."""
    return names_in_the_bin() | names_taken_out()
