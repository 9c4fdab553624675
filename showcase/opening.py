"""What opens or ends by the clock, done by the first reader who comes.

From its moment on the text of a scheduled case is public whoever asks. Its pictures lie in private
storage until ``publish_due_cases`` copies them out; a page that is about to show such a case does
that first, and so does the first reader of any kept page after ``ContentVersion.next_change_at``. No
reader depends on a timer. It costs the other pages nothing.
"""

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from awards.publishing import close_notices
from showcase.choices import CaseState
from showcase.content_version import foresee
from showcase.models import CaseStudy
from showcase.publishing import publish_due_cases

log = logging.getLogger(__name__)


def opened(cases: QuerySet[CaseStudy], at: datetime) -> list[CaseStudy]:
    """Public ``cases``, read; and read again where one of them had still to be opened."""
    found = list(cases)
    if any(case.state == CaseState.SCHEDULED for case in found) and open_what_is_due(at):
        return list(cases.all())
    return found


def opened_or_404(cases: QuerySet[CaseStudy], at: datetime, **which: Any) -> CaseStudy:
    """The one public case, opened. Raises ``Http404`` where there is none."""
    case = get_object_or_404(cases, **which)
    if case.state == CaseState.SCHEDULED and open_what_is_due(at):
        return get_object_or_404(cases.all(), **which)
    return case


def open_what_is_due(at: datetime) -> bool:
    """Open it, or leave it to the next reader: whoever reads must not suffer when storage is away."""
    try:
        publish_due_cases(at)
        close_notices(at)
        # Where nothing was due after all, nobody else would put the moment right.
        foresee()
    except (DatabaseError, OSError, ValidationError):
        log.exception("what is due by the clock could not be opened; readers see captions in place of pictures")
        return False
    return True
