"""Pictures of drafts in the recycle bin: no row answers for their files, and yet they are kept."""

from organizations.models import DiscardedDraft
from showcase.models import CaseStudy, Photo


def names_in_the_bin() -> set[str]:
    """The public names of photos whose case lies in the bin."""
    drafts = DiscardedDraft.objects.filter(kind=CaseStudy._meta.label_lower, restored_at__isnull=True)
    return {
        record["fields"]["public_name"]
        for records in drafts.values_list("records", flat=True)
        for record in records
        if record["model"] == Photo._meta.label_lower
    }
