"""Who signed a case at each step, and who had a hand in what it says (four eyes)."""

from datetime import datetime

from django.utils import timezone

from organizations.models import StaffUser
from showcase.choices import SignOffAct
from showcase.models import CaseSignOff, CaseStudy
from showcase.versions.trail import hands_in, trail_of

RELEASES = (SignOffAct.RELEASE, SignOffAct.SCHEDULE)


def sign(case: CaseStudy, act: SignOffAct, by: StaffUser | None, *, at: datetime | None = None, note: str = "") -> None:
    """Put one step on record, in the transaction that takes it. ``by`` is ``None`` where the clock acts."""
    CaseSignOff.objects.create(case=case, act=act, by=by, at=at or timezone.now(), note=note.strip())


def had_a_hand(case: CaseStudy, user: StaffUser) -> bool:
    """Whether ``user`` wrote or submitted the case, or changed its content since it was last released.

    What was changed is asked of the history of the case and of all its parts, so that it does not
    matter on which page it was done.
    """
    if user.pk in (case.written_by_id, case.submitted_by_id):
        return True
    released = case.sign_offs.filter(act__in=RELEASES).order_by("-at", "-pk").first()
    return user.pk in hands_in(trail_of(case), released.at if released else None)
